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
printReport('security');
process.exit(locked && harmless ? 0 : 1);
