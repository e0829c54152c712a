// `npm run test:long [name…]`: the tests that try at random, for longer than `npm test` has time for, or those named.
// Needs a build. Names: acts (undo and tags against a model), exact (a thousand
// highlights in the PDF, each on its words), trips (the PDF and back), slow (all specs on a machine whose answers come late
// at random).
import { spawnSync } from 'node:child_process';

const env = {
  ...process.env,
  DIPTYCH_ROUND_TRIPS: '100',
  VITE_ACTS_RUNS: '200',
  DIPTYCH_EXACT: 'full',
  DIPTYCH_SLOW: '300'
};
const inNode = ['vitest', 'run', '--project', 'node'];
const runs = {
  acts: ['vitest', 'run', '--project', 'browser', 'src/renderer/db/real-main.test.ts'],
  exact: [...inNode, 'src/main/jobs/worker/export/export-pdf-exact.test.ts'],
  trips: [...inNode, 'src/main/services/round-trip.test.ts'],
  slow: ['playwright', 'test', '-c', 'e2e/playwright.config.ts', '--project=browser']
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(runs, name));
if (unknown.length > 0) {
  console.error(`no long test is called ${unknown.join(', ')}: ${Object.keys(runs).join(', ')}`);
  process.exit(2);
}
const failed = Object.entries(runs)
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .filter(
    ([, args]) =>
      spawnSync('npx', args, { env, stdio: 'inherit', shell: process.platform === 'win32' })
        .status !== 0
  );
process.exitCode = failed.length > 0 ? 1 : 0;
