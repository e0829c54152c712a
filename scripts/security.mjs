// `npm run test:security`: the shells' locks and the packed app, then every malformed file, bomb, request and hostile case
// there is, and what came of them as tables. Words after `--` pick test files of the latter by name, as vitest does.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build-if-stale.mjs';
import { clearReport, printReport } from './kept-report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!(await buildIfStale())) process.exit(1);
clearReport('security');
const vitest = (project, ...args) =>
  spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', project, ...args],
    { cwd: root, stdio: 'inherit', env: { ...process.env, HOSTILE: 'full' } }
  ).status === 0;
const picked = process.argv.slice(2);
/** Its bounds of time and memory are those of a file that has the machine to itself. */
const measured = 'bombs';
const parts =
  picked.length > 0
    ? [['hostile', '--no-file-parallelism', ...picked]]
    : [
        [
          'node',
          'src/main/electron',
          'src/main/web',
          'src/main/log',
          'src/main/jobs/parser/lockdown',
          'src/main/jobs/parser/bundle',
          'src/main/jobs/job-runner',
          'scripts/package'
        ],
        ['domain', 'src/shared/external-link'],
        ['hostile', '--no-file-parallelism', measured],
        ['hostile', `--exclude=**/${measured}.test.ts`]
      ];
const started = Date.now();
const bad = parts.filter((part) => !vitest(...part));
printReport('security');
console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
process.exit(bad.length === 0 ? 0 : 1);
