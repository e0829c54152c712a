// Builds out/ where it is missing or older than what it is built from.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json'];
const outputs = [
  'out/main/index.js',
  'out/cli/index.js',
  'out/jobs/parser.js',
  'out/jobs/worker.js',
  'out/jobs/pages.js',
  'out/preload/index.cjs',
  'out/renderer/index.html'
];

/** The latest change below `path`; a folder's own time tells of files removed. Tests do not count. */
function newest(path) {
  const { mtimeMs } = statSync(path);
  if (path.endsWith('.test.ts')) return 0;
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Whether out/ is complete and newer than everything it is built from. */
export function isFresh() {
  const built = outputs.map((output) => join(root, output));
  if (!built.every((file) => existsSync(file))) return false;
  const oldestOutput = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return sources.every((source) => newest(join(root, source)) <= oldestOutput);
}

/** Resolves with whether out/ is good to use. The builder's own words go to stderr. */
export async function buildIfStale() {
  if (isFresh()) return true;
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2]
    });
    child.on('error', () => resolve(1));
    child.on('close', resolve);
  });
  return code === 0;
}
