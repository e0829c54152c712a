// `npm start`: builds what is stale and opens the Electron window; where Electron cannot be had or started, says why
// in one line and opens the browser shell instead. Arguments are passed on: --library DIR, --lang xx, --port N.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build-if-stale.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
/** Electron ended with this: the app has said itself why it cannot start, and another shell would not help. */
const toldItself = 70;
/** A crash within this time is a failed start. */
const startMs = 10_000;

function argument(name) {
  const joined = args.find((arg) => arg.startsWith(`${name}=`));
  return joined ? joined.slice(name.length + 1) : args[args.indexOf(name) + 1 || args.length];
}

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
const locale = argument('--lang') ?? (LC_ALL || LC_MESSAGES || LANG || '');
const language = locale.toLowerCase().startsWith('vi') ? 'vi' : 'en';
const words = JSON.parse(
  readFileSync(join(root, `resources/messages/${language}/cli.json`), 'utf8')
);
const t = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

const run = (command, commandArgs, options) =>
  new Promise((resolve) => {
    const child = spawn(command, commandArgs, { cwd: root, ...options });
    let stderr = '';
    child.stderr?.on('data', (data) => (stderr = (stderr + data).slice(0, 20_000)));
    // Ctrl+C reaches the child by itself; it ends, and so do we.
    const forward = () => child.kill('SIGTERM');
    process.on('SIGINT', () => undefined);
    process.once('SIGTERM', forward);
    child.on('error', (error) => resolve({ code: null, stderr: error.message }));
    child.on('close', (code, signal) => {
      process.off('SIGTERM', forward);
      resolve({ code, signal, stderr });
    });
  });

const fetchFailure = { reason: 'shellElectronNotFetched', advice: 'shellElectronFetchAdvice' };
const startFailure = { reason: 'shellElectronNotStarted', advice: 'shellElectronStartAdvice' };

/** The binary's path, fetching it where it is missing; null where it cannot be had. */
async function electronBinary() {
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const name = names[process.platform] ?? 'electron';
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return join(override, name);
  const binary = join(root, 'node_modules/electron/dist', name);
  if (existsSync(binary)) return binary;
  console.log(t('shellElectronFetching'));
  const installer = join(root, 'node_modules/electron/install.js');
  await run(process.execPath, [installer], { stdio: 'ignore' });
  return existsSync(binary) ? binary : null;
}

/** What the system or Chromium says of a failed start, in its own words; null where it says nothing of use. */
function ownWords(stderr) {
  const found =
    /error while loading shared libraries: ([^\n]+)/.exec(stderr) ??
    /FATAL:[^\]]*\]\s*([^\n]+)/.exec(stderr) ??
    /(spawn [^\n]+)/.exec(stderr);
  return found ? found[1].trim().replace(/\.$/, '') : null;
}

/** Runs the window to its end. Null where that went well enough, else why it never opened. */
async function openElectron() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
    return { reason: t('shellElectronNoDisplay'), advice: t('shellElectronDisplayAdvice') };
  }
  const told = ({ reason, advice }, detail) => ({
    reason: detail ? `${t(reason)} (${detail})` : t(reason),
    advice: t(advice)
  });
  const binary = await electronBinary();
  if (!binary) return told(fetchFailure);
  const startedAt = Date.now();
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  const ended = await run(binary, [root, ...args], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env
  });
  if (ended.code === 0) return null;
  const isFailedStart = ended.code !== toldItself && Date.now() - startedAt < startMs;
  if (isFailedStart) return told(startFailure, ownWords(ended.stderr));
  process.exitCode = ended.code ?? 1;
  return null;
}

if (!(await buildIfStale())) {
  console.error(t('shellBuildFailed'));
  process.exit(1);
}
const failure = await openElectron();
if (failure) {
  console.error(t('shellElectronMissing', failure));
  const cli = join(root, 'out/cli/index.js');
  const { code } = await run(process.execPath, [cli, 'serve', '--open', ...args], {
    stdio: 'inherit'
  });
  process.exit(code ?? 1);
}
