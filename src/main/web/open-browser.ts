// Opens the person's own browser at an address with a secret in it, without the secret standing in a process list.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const longestStartMs = 60_000;

/** The command that opens a file in the default browser; null where there is no desktop to open it on. */
function opener(file: string): [command: string, args: string[]] | null {
  if (process.platform === 'darwin') return ['open', [file]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', file]];
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return DISPLAY || WAYLAND_DISPLAY ? ['xdg-open', [file]] : null;
}

/** A page that only this user can read and that leads on to `address`. */
async function writeRedirect(folder: string, address: string): Promise<string> {
  const file = join(folder, 'open-diptych.html');
  const page = `<!doctype html><meta charset="utf-8"><title>Diptych</title><meta http-equiv="refresh" content="0;url=${address}">\n`;
  await writeFile(file, page, { mode: 0o600, flag: 'wx' });
  return file;
}

/**
 * Opens `address`, which must need no escaping in HTML. The redirect file is removed once `opened` resolves, or
 * after a minute. False where there is no browser to open; failures of the browser itself go unnoticed.
 */
export async function openBrowser(address: string, opened: Promise<void>): Promise<boolean> {
  if (!opener('')) return false;
  const folder = await mkdtemp(join(tmpdir(), 'diptych-'));
  const remove = (): void => {
    clearTimeout(timer);
    rm(folder, { recursive: true, force: true }).catch(() => undefined);
  };
  const timer = setTimeout(remove, longestStartMs).unref();
  const command = opener(await writeRedirect(folder, address));
  if (!command) return false;
  const started = await new Promise<boolean>((resolve) => {
    const child = spawn(...command, { stdio: 'ignore', detached: true });
    child.once('error', () => {
      resolve(false);
    });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
  if (started) void opened.then(remove);
  else remove();
  return started;
}
