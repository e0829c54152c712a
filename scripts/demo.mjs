// `npm run demo`: builds what is stale and runs `diptych demo`. Arguments are passed on: --out DIR, --lang xx.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build-if-stale.mjs';

if (!(await buildIfStale())) process.exit(1);
const cli = fileURLToPath(new URL('../out/cli/index.js', import.meta.url));
const child = spawn(process.execPath, [cli, 'demo', ...process.argv.slice(2)], {
  stdio: 'inherit'
});
child.on('close', (code) => process.exit(code ?? 1));
