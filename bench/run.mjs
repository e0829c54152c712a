// `npm run bench [name…]`: runs every bench/*.bench.mjs (or those whose names hold one of the words) and prints its figures.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

const folder = new URL('.', import.meta.url);
const wanted = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .sort();

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`
);
for (const name of names) {
  console.log(`\n# ${name.replace('.bench.mjs', '')}`);
  const { default: bench } = await import(new URL(name, folder).href);
  await bench();
}
