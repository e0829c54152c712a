// `npm run bench [name…]`: runs every bench/*.bench.mjs, or those named, and prints its figures. A word that is nobody's
// whole name stands for all whose names hold it.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

const folder = new URL('.', import.meta.url);
const wanted = process.argv.slice(2);
const ending = '.bench.mjs';
const all = readdirSync(folder)
  .filter((name) => name.endsWith(ending))
  .map((name) => name.slice(0, -ending.length))
  .sort();
const meant = (word, name) => (all.includes(word) ? name === word : name.includes(word));
const names = all.filter((name) => wanted.length === 0 || wanted.some((word) => meant(word, name)));

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`
);
for (const name of names) {
  console.log(`\n# ${name}`);
  const { default: bench } = await import(new URL(name + ending, folder).href);
  await bench();
}
