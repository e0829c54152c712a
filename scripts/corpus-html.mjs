// `npm run corpus:html -- DIR OUT`: what our parser keeps of saved web pages. Reads DIR/*.html and writes the kept body
// of each to OUT/<name>.txt, one block a line. Body is what stands outside clutter, without the title (a heading of the
// first level) and the captions of pictures: they are the article's as well, but the people who marked the public
// benchmark's pages left them out. A page that cannot be read is named on stderr, the others are still written, and the
// exit code is 1.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadModule } from '../bench/load-module.mjs';

const [from, to, ...more] = process.argv.slice(2);
if (!from || !to || more.length > 0) {
  console.error('Usage: npm run corpus:html -- DIR OUT');
  process.exit(2);
}

const names = readdirSync(from).filter((name) => /\.html?$/i.test(name));
if (names.length === 0) {
  console.error(`${from}: no .html files`);
  process.exit(2);
}

const { parseArticle } = await loadModule('src/main/jobs/parser/parse-article.ts');
const { articleBody } = await loadModule('src/domain/article/body.ts');
mkdirSync(to, { recursive: true });
let failed = 0;
for (const name of names.sort()) {
  try {
    const { article } = await parseArticle(name, readFileSync(join(from, name)));
    writeFileSync(
      join(to, `${basename(name).replace(/\.html?$/i, '')}.txt`),
      `${articleBody(article)}\n`
    );
  } catch (error) {
    failed += 1;
    console.error(`${join(from, name)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(`${names.length - failed} of ${names.length} pages written to ${to}`);
process.exit(failed > 0 ? 1 : 0);
