// The documents of ../shared/corpora/dev, which the aligner is measured on.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const corpora = fileURLToPath(new URL('../../shared/corpora/dev', import.meta.url));

/** Says so and gives false where the corpora are not there. */
export function haveCorpora() {
  if (!existsSync(corpora)) console.log('skipped: ../shared/corpora/dev is not there');
  return existsSync(corpora);
}

/** `{ corpus, variant, name, gold, source, target }` of each document, sides as the aligner takes them. */
export function readDocuments(plainTextBlocks, isWanted = () => true) {
  return readdirSync(corpora, { recursive: true })
    .filter((path) => path.endsWith('gold.json'))
    .map((path) => dirname(path))
    .sort()
    .flatMap((path) => {
      const [corpus, variant, name] = path.split(/[\\/]/u);
      if (!isWanted(corpus, variant)) return [];
      const read = (file) => readFileSync(join(corpora, path, file), 'utf8');
      const gold = JSON.parse(read('gold.json'));
      const side = (file, language) => {
        const text = read(file);
        const blocks = plainTextBlocks(text).map(({ kind, start, end }) => ({ kind, start, end }));
        return { text, language, blocks };
      };
      const source = side('source.txt', gold.source_lang);
      const target = side('target.txt', gold.target_lang);
      return [{ corpus, variant, name, gold, source, target }];
    });
}
