// `npm run test:security`: the shells' locks and the packed app, then every malformed file, bomb, request and hostile case
// there is, and what came of them as tables. Words after `--` pick test files of the latter by name, as vitest does.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build-if-stale.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const parts = join(results, 'hostile');

/** Rows of like objects as aligned columns. */
function table(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (row, column) => String(row[column] ?? '');
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => cell(row, column).length))
  );
  const line = (texts) =>
    texts
      .map((text, at) => text.padEnd(widths[at]))
      .join('  ')
      .trimEnd();
  return [line(columns), ...rows.map((row) => line(columns.map((column) => cell(row, column))))];
}

if (!(await buildIfStale())) process.exit(1);
rmSync(parts, { recursive: true, force: true });
const vitest = (project, files) =>
  spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', project, ...files],
    { cwd: root, stdio: 'inherit', env: { ...process.env, HOSTILE: 'full' } }
  ).status === 0;
const picked = process.argv.slice(2);
const locks = ['src/main/electron', 'src/main/web', 'src/shared/external-link', 'scripts/package'];
const locked = picked.length > 0 || vitest('node', locks);
const harmless = vitest('hostile', picked);

const report = {};
for (const file of existsSync(parts) ? readdirSync(parts).sort() : []) {
  const part = file.replace('.json', '');
  report[part] = JSON.parse(readFileSync(join(parts, file), 'utf8'));
  console.log(`\n# ${part}\n${table(report[part]).join('\n')}`);
}
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'security.json'), `${JSON.stringify(report, null, 1)}\n`);
process.exit(locked && harmless ? 0 : 1);
