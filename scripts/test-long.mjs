// `npm run test:long`: the tests that try at random, for longer than `npm test` has time for. Needs a build.
import { spawnSync } from 'node:child_process';

const env = {
  ...process.env,
  DIPTYCH_TYPING_KILLS: '50',
  DIPTYCH_KILLS: '50',
  DIPTYCH_ROUND_TRIPS: '100',
  VITE_ACTS_RUNS: '200'
};
const runs = [
  ['vitest', 'run', '--project', 'browser', 'src/renderer/db/real-main.test.ts'],
  ['vitest', 'run', '--project', 'node', 'src/main/services/round-trip.test.ts'],
  [
    'playwright',
    'test',
    '-c',
    'e2e/playwright.config.ts',
    '--project=browser',
    'kills',
    'durability'
  ]
];
const failed = runs.filter(
  (args) =>
    spawnSync('npx', args, { env, stdio: 'inherit', shell: process.platform === 'win32' })
      .status !== 0
);
process.exitCode = failed.length > 0 ? 1 : 0;
