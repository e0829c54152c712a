// The command line beside an app that has the library open: a real `diptych serve`, killed in the end.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOfFolder } from '../main/library/test-fixtures/facts';
import { diptych } from './diptych.test-support';

const entry = resolve(import.meta.dirname, '../../out/cli/index.js');

describe.skipIf(!existsSync(entry))('beside an open app (needs `npm run build`)', () => {
  let folder = '';
  let library = '';
  let id = '';
  let app: ChildProcess;

  const serve = (): ChildProcess =>
    spawn(process.execPath, [entry, 'serve', '--library', library, '--port', '0', '--lang', 'en'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diptych-beside-'));
    process.env.DIPTYCH_DATA = join(folder, 'data');
    library = join(folder, 'library');
    await writeFile(join(folder, 'one.txt'), 'Một bài\n\nCó một đoạn.\n');
    await writeFile(join(folder, 'two.txt'), 'Bài hai\n\nCó đoạn khác.\n');
    const { out } = await diptych(
      'import',
      join(folder, 'one.txt'),
      '--library',
      library,
      '--json'
    );
    id = (JSON.parse(out) as { results: { id: string }[] }).results[0]?.id ?? '';
    await diptych('backup', '--library', library);
    app = serve();
    // It says its address once it has the library.
    await once(app.stdout!, 'data');
  });
  afterAll(async () => {
    app.kill('SIGKILL');
    delete process.env.DIPTYCH_DATA;
    await rm(folder, { recursive: true, force: true });
  });

  // Would catch: a command that writes into the library beside its owner, whose next change then overwrites it or fails.
  it('refuses every command that writes, names the holder, and changes nothing', async () => {
    const all = async (): Promise<unknown> => [
      await hashOfFolder(library),
      await hashOfFolder(`${library} Backups`),
      await readdir(folder)
    ];
    const before = await all();
    const file = join(folder, 'two.txt');
    for (const argv of [
      ['import', file],
      ['import', file, '--version-of', id],
      ['pair', id, id],
      ['annotations', 'import', file],
      ['merge', join(folder, 'data')],
      ['backup'],
      ['restore'],
      ['pack', join(folder, 'all.zip')],
      ['versions', id, '--reread']
    ]) {
      const { code, err } = await diptych(...argv, '--library', library, '--lang', 'en');
      expect([code, err], argv.join(' ')).toEqual([
        1,
        expect.stringContaining(`diptych serve (${app.pid})`)
      ]);
    }
    expect(await all()).toEqual(before);
  });

  // Would catch: a terminal that shows nothing while a window is open, or that locks, folds or mends something in passing.
  it('answers every command that reads, and changes nothing', async () => {
    const before = await hashOfFolder(library);
    for (const argv of [
      ['list'],
      ['show', id],
      ['search', 'đoạn'],
      ['versions', id],
      ['annotations', 'export', id],
      ['backups'],
      ['check']
    ]) {
      const { code, err } = await diptych(...argv, '--library', library);
      expect([code, err], argv.join(' ')).toEqual([0, '']);
    }
    expect(await hashOfFolder(library)).toBe(before);
  });

  // Would catch: a library in a folder that several people use, taken from the one who works in it, because the system says
  // nothing of another's process but that it may not be touched.
  it.runIf(process.getuid?.() === 0)('holds against another person of this computer', () => {
    execFileSync('chmod', ['-R', 'a+rwX', folder]);
    const nobody = 65_534;
    const { status, stderr } = spawnSync(
      process.execPath,
      [entry, 'backup', '--library', library, '--lang', 'en'],
      { encoding: 'utf8', uid: nobody, gid: nobody, cwd: folder }
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining(`diptych serve (${app.pid})`)]);
  });

  // Would catch: two apps over one library; and one that nobody can open any more once its app was killed.
  it('keeps a second app out, until the first one is killed', async () => {
    const second = serve();
    let said = '';
    second.stderr?.on('data', (text) => (said += String(text)));
    const [code] = (await once(second, 'close')) as [number];
    expect([code, said]).toEqual([1, expect.stringContaining(`diptych serve (${app.pid})`)]);
    app.kill('SIGKILL');
    await once(app, 'exit');
    const third = serve();
    await once(third.stdout!, 'data');
    third.kill('SIGKILL');
    await once(third, 'exit');
    const { code: written } = await diptych('backup', '--library', library);
    expect(written).toBe(0);
  });
});
