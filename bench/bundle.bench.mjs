// What a first load fetches: scripts and styles that index.html names and what those import statically, gzipped.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const out = fileURLToPath(new URL('../out', import.meta.url));
const renderer = join(out, 'renderer');
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;

/** Paths of all files a first load needs, fonts left out. */
function firstLoadFiles() {
  const html = readFileSync(join(renderer, 'index.html'), 'utf8');
  const queue = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map((m) =>
    join(renderer, m[1])
  );
  const seen = new Set();
  while (queue.length > 0) {
    const file = queue.pop();
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    if (!file.endsWith('.js')) continue;
    const code = readFileSync(file, 'utf8');
    for (const match of code.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[^"'()]*?from\s*)?["'](\.[^"']+)["']/g
    )) {
      queue.push(join(dirname(file), match[1]));
    }
  }
  return [join(renderer, 'index.html'), ...seen];
}

const gzipped = (files) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]
  );
}

export default function bench() {
  const first = firstLoadFiles();
  const all = walk(renderer).filter((file) => /\.(js|mjs|css|html)$/.test(file));
  const fonts = walk(renderer).filter((file) => /\.woff2?$/.test(file));
  console.log(
    `first load, gzipped, without fonts   ${kib(gzipped(first))} in ${first.length} files (limit 350 KiB)`
  );
  console.log(`whole renderer, gzipped              ${kib(gzipped(all))} in ${all.length} files`);
  console.log(
    `fonts                                ${kib(fonts.reduce((sum, file) => sum + statSync(file).size, 0))}`
  );
  for (const room of ['main', 'jobs', 'cli', 'preload', 'chunks']) {
    const folder = join(out, room);
    if (!existsSync(folder)) continue;
    const bytes = walk(folder).reduce((sum, file) => sum + statSync(file).size, 0);
    console.log(`out/${room.padEnd(33)}${kib(bytes)}`);
  }
}
