// `npm start` on machines where Electron does not start: a binary that fails as the dynamic loader makes it fail.
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFresh } from './build-if-stale.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function script(name: string, lines: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${lines}\n`);
  await chmod(join(folder, name), 0o755);
}

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}
/** Starts it, and ends it politely once it has printed an address. */
function start(args: string[], env: Record<string, string>): Promise<Ended> {
  const library = ['--library', join(folder, 'library'), '--port', '0'];
  const child = spawn(process.execPath, ['scripts/start.mjs', ...library, ...args], {
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      HOME: folder,
      DIPTYCH_DATA: join(folder, 'data'),
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      ...env
    }
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (stdout.includes('/#key=')) child.kill('SIGTERM');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done) => {
    child.on('close', (code) => {
      done({ code, stdout, stderr });
    });
  });
}

describe.skipIf(process.platform !== 'linux' || !isFresh())(
  'npm start (needs a fresh build)',
  () => {
    // Would catch: a stack trace, a silent failure, or nothing opened at all where a library of the system is missing.
    it('says why the window does not open, and opens the browser instead', async () => {
      await script(
        'electron',
        'echo "electron: error while loading shared libraries: libnss3.so: cannot open" >&2; exit 127'
      );
      await script('xdg-open', `echo "$1" > '${join(folder, 'opened')}'`);
      const { code, stdout, stderr } = await start(['--lang', 'en'], { DISPLAY: ':0' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain('libnss3.so');
      expect(stderr).toContain('ELECTRON_OVERRIDE_DIST_PATH');
      expect(stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#key=[0-9a-f]{64} /);
      expect(await readFile(join(folder, 'opened'), 'utf8')).toContain('open-diptych.html');
      expect(code).toBe(0);
    });

    it('says in Vietnamese that there is no display', async () => {
      const { code, stderr } = await start(['--lang', 'vi'], {});
      expect(stderr).toContain('phiên làm việc này không có màn hình');
      expect(code).toBe(0);
    });

    // Would catch: arguments lost on the way, or a browser opened beside the window.
    it('opens the window where it can', async () => {
      await script('electron', `echo "$@" > '${join(folder, 'started')}'`);
      const { code, stdout, stderr } = await start(['--lang', 'en'], { DISPLAY: ':0' });
      expect(await readFile(join(folder, 'started'), 'utf8')).toBe(
        `${resolve('.')}/ --library ${join(folder, 'library')} --port 0 --lang en\n`
      );
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    });

    // Would catch: a browser opened after the app has already said, in its own window, why it cannot start.
    it('opens nothing more where the app itself refused', async () => {
      await script('electron', 'exit 70');
      const { code, stdout } = await start([], { DISPLAY: ':0' });
      expect({ code, stdout }).toEqual({ code: 70, stdout: '' });
    });
  }
);
