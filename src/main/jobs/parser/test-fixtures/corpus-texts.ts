// The articles of ../shared/corpora/dev by language, as texts; read in place, never copied.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const corpora = join(import.meta.dirname, '../../../../../../shared/corpora/dev');

/** Why there are no texts; null where there are. */
export const corporaMissing: string | null = existsSync(corpora)
  ? null
  : '../shared/corpora/dev is not there';

export interface CorpusText {
  /** Corpus, variant, document and side. */
  id: string;
  language: string;
  text: string;
}

/** Every text of every corpus and variant, in NFC and in the order of their ids; the same words only once. */
export function corpusTexts(): CorpusText[] {
  const seen = new Set<string>();
  return readdirSync(corpora, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('gold.json'))
    .sort()
    .flatMap((path) => {
      const folder = path.slice(0, -'gold.json'.length);
      const gold = JSON.parse(readFileSync(join(corpora, path), 'utf8')) as Record<string, string>;
      return ['source', 'target'].map((side): CorpusText => {
        const text = readFileSync(join(corpora, folder, `${side}.txt`), 'utf8').normalize('NFC');
        return { id: folder + side, language: gold[`${side}_lang`] ?? '', text };
      });
    })
    .filter(({ text }) => !seen.has(text) && seen.add(text));
}
