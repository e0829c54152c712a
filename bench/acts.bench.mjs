// One act of many changes: shown, in IndexedDB, acknowledged by a real library; and the longest task of the window.
import { spawnSync } from 'node:child_process';

export default function bench() {
  const { stdout } = spawnSync(
    'npx',
    ['vitest', 'run', '--project', 'browser', 'src/renderer/db/acts-speed.test.ts'],
    {
      env: { ...process.env, VITE_ACTS_COUNT: '10000' },
      encoding: 'utf8',
      shell: process.platform === 'win32'
    }
  );
  const lines = stdout.split('\n').filter((line) => line.includes('FIGURES'));
  if (lines.length === 0) throw new Error(stdout);
  for (const line of lines) console.log(line.slice(line.indexOf('FIGURES') + 'FIGURES '.length));
}
