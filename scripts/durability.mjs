// `npm run test:durability [name…]`: everything that must not be lost, tried for as long as a release deserves, or the
// parts named; what they found as tables, kept in test-results/durability.json. Hours on a busy machine, some 40 minutes
// alone on two cores.
import { spawnSync } from 'node:child_process';
import { buildIfStale } from './build-if-stale.mjs';
import { clearReport, printReport } from './kept-report.mjs';

const inBrowser = ['playwright', 'test', '-c', 'e2e/playwright.config.ts', '--project=browser'];
const inNode = ['vitest', 'run', '--project', 'node'];
const hostile = ['vitest', 'run', '--project', 'hostile'];
const parts = {
  // the process that owns the library, killed while it writes
  kills: [{ DIPTYCH_KILLS: '1000' }, inNode, 'library-kills'],
  // the whole app, killed right after it said "Saved"
  app: [{ DIPTYCH_KILLS: '50' }, inBrowser, 'durability'],
  // the browser, killed while somebody types
  typing: [{ DIPTYCH_TYPING_KILLS: '30' }, inBrowser, 'typing-kills'],
  // the browser's own store, destroyed in nine ways
  store: [{ DIPTYCH_STORE_NOTES: '5000' }, inBrowser, 'destroyed-store'],
  // a disk that is full while writing and at the next start: of the library, and of the browser too
  disk: [{ DIPTYCH_FULL_DISKS: '40' }, inNode, 'full-disk'],
  screen: [{ DIPTYCH_FULL_DISKS: '10' }, inBrowser, 'full-disk'],
  // every state that a crash may leave of unsynced writes
  replay: [{ DIPTYCH_REPLAY: 'all' }, inNode, 'library-replay'],
  // from a note to "Saved", with 10,000 notes
  saved: [{ DIPTYCH_SAVED_NOTES: '10000' }, inBrowser, 'saved.spec'],
  // a library of anything: backup, restore, one file, and back, with equal hashes
  libraries: [{ DIPTYCH_LIBRARIES: '100' }, inNode, 'random-libraries'],
  // names made to break things, where those that differ by case or composing are one
  names: [{ DIPTYCH_FOLDED_NAMES: 'all' }, hostile, 'folded-names']
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`no part is called ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
if (!(await buildIfStale())) process.exit(1);
clearReport('durability');
const failed = Object.entries(parts)
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .filter(([, [env, runner, tests]]) => {
    const { status } = spawnSync('npx', [...runner, tests], {
      env: { ...process.env, ...env },
      stdio: 'inherit',
      shell: process.platform === 'win32'
    });
    return status !== 0;
  });
printReport('durability');
if (failed.length > 0) console.error(`\nfailed: ${failed.map(([name]) => name).join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
