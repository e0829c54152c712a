// The one test command: checks, build, unit tests in Node and in a real browser, end-to-end specs. Every stage runs
// even where an earlier one failed; the last line counts them all.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, 'test-results');
const bin = (name) => join(root, 'node_modules/.bin', name);

function run(title, command, args, { yielding = false } = {}) {
  console.log(`\n== ${title}`);
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      env: process.env
    });
    if (yielding && child.pid !== undefined) setPriority(child.pid, Math.max(getPriority(), 5));
    child.on('error', () => resolve(1));
    child.on('close', (code) => {
      console.log(
        `== ${title}: ${code === 0 ? 'ok' : 'failed'}, ${Math.round((Date.now() - started) / 1000)} s`
      );
      resolve(code ?? 1);
    });
  });
}

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(join(reports, file), 'utf8'));
  } catch {
    return null;
  }
};

/** Counts of a runner's report; a runner that died before it could write one is one failure. */
function count(code, report, read) {
  const counts = report ? read(report) : { passed: 0, failed: 0, skipped: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
const fromVitest = (r) => ({
  passed: r.numPassedTests,
  failed: r.numFailedTests,
  skipped: r.numPendingTests + r.numTodoTests
});
const fromPlaywright = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped
});
const single = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const vitest = (project, ...others) =>
  run(`tests (${project})`, bin('vitest'), [
    'run',
    ...[project, ...others].flatMap((name) => ['--project', name]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, `${project}.json`)}`
  ]);

const totals = [];
const built = await run('build', bin('electron-vite'), ['build', '--logLevel', 'warn']);
totals.push(single(built));
// What the tests leave idle of both cores, the check takes, and little more, so that no test's times hang on it. Not
// beside the build, which for a moment puts a file beside its configuration that the linter would find; nor beside the
// end-to-end specs, which leave nothing idle.
const checked = run('check', process.execPath, ['scripts/check.mjs'], { yielding: true });
totals.push(count(await vitest('node', 'domain'), readJson('node.json'), fromVitest));
totals.push(count(await vitest('hostile'), readJson('hostile.json'), fromVitest));
totals.push(count(await vitest('browser'), readJson('browser.json'), fromVitest));
totals.push(single(await checked));
const specs = [bin('playwright'), 'test', '-c', 'e2e/playwright.config.ts'];
const e2e = await run('end to end', process.execPath, ['scripts/sealed.mjs', ...specs]);
totals.push(count(e2e, readJson('e2e.json'), fromPlaywright));

const sum = (key) => totals.reduce((total, counts) => total + counts[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exit(sum('failed') > 0 ? 1 : 0);
