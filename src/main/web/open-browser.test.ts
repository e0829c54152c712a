import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBrowser } from './open-browser';

const address = 'http://127.0.0.1:27473/#key=0123456789abcdef';
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-open-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe.skipIf(process.platform !== 'linux')('opening the browser (Linux desktops)', () => {
  it('opens nothing where there is no desktop', async () => {
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    expect(await openBrowser(address, new Promise(() => undefined))).toBe(false);
  });

  // Would catch: the secret in a process list, readable by other users, or left on the disk for good.
  it('leads to the address by a private file that goes again', async () => {
    const seen = join(folder, 'seen');
    const opener = join(folder, 'xdg-open');
    await writeFile(
      opener,
      `#!/bin/sh\nprintf %s "$*" > '${seen}.part' && mv '${seen}.part' '${seen}'\n`
    );
    await chmod(opener, 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
    vi.stubEnv('DISPLAY', ':0');
    let arrive = (): void => undefined;
    const opened = new Promise<void>((resolve) => (arrive = resolve));
    expect(await openBrowser(address, opened)).toBe(true);
    await expect.poll(() => existsSync(seen)).toBe(true);
    const argument = await readFile(seen, 'utf8');
    expect(argument).not.toContain('key=');
    expect((await stat(argument)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(argument))).mode & 0o777).toBe(0o700);
    expect(await readFile(argument, 'utf8')).toContain(`content="0;url=${address}"`);
    arrive();
    await expect.poll(() => existsSync(dirname(argument))).toBe(false);
  });

  it('says so where the opener is missing', async () => {
    vi.stubEnv('PATH', folder);
    vi.stubEnv('DISPLAY', ':0');
    expect(await openBrowser(address, new Promise(() => undefined))).toBe(false);
  });
});
