import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BackupFolder } from '../backups/backup-folder';
import { makeBackup } from '../backups/make-backup';
import { checkLibrary } from '../library/check-library';
import type { Library } from '../library/library-contract';
import { openLibrary } from '../library/open-library';
import {
  fixedClock,
  hashOfFolder,
  inTemporaryFolder,
  original,
  picturedArticle
} from '../library/test-fixtures/facts';
import { openLibraryPlaces } from '../settings/library-places';
import { LibrarySwitch, type SwitchShell } from './library-switch';

async function scene(
  work: (made: {
    parent: string;
    folder: string;
    choose: (path: string | null) => void;
    library: Library;
    act: LibrarySwitch;
    said: string[];
    places: () => Promise<readonly string[]>;
  }) => Promise<void>
): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'Thư viện');
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const { article, pictures } = picturedArticle();
    await library.addArticle(article, original(), pictures);
    let chosen: string | null = null;
    const said: string[] = [];
    const shell: SwitchShell = {
      chooseFolder: () => Promise.resolve(chosen),
      askTrashOld: () => Promise.resolve(true),
      trash: async (path) => {
        said.push(`trash ${path}`);
        await rm(path, { recursive: true });
      },
      askRestore: () => Promise.resolve(true),
      tellRestored: (kept) => void said.push(`kept ${kept}`),
      tell: ({ code }) => void said.push(code),
      restart: () => void said.push('restart')
    };
    const data = join(parent, 'data');
    const places = await openLibraryPlaces(data);
    const act = new LibrarySwitch(folder, places, shell, () => library.close());
    await work({
      parent,
      folder,
      library,
      choose: (path) => (chosen = path),
      act,
      said,
      places: async () => (await openLibraryPlaces(data)).recent()
    });
    await library.close();
  });
}

// Would catch: an old folder that goes before the new one is proven, and a copy that lacks a file.
it('moves a library whole, and lets the old folder go only then', async () => {
  await scene(async ({ parent, folder, choose, act, said, places }) => {
    const to = join(parent, 'elsewhere');
    await mkdir(to);
    choose(to);
    const before = await readdir(join(folder, 'articles'));
    expect(await act.run('move')).toBe(true);
    expect(said).toEqual([`trash ${folder}`, 'restart']);
    const moved = join(to, 'Thư viện');
    expect(await places()).toEqual([moved]);
    expect(await readdir(join(moved, 'articles'))).toEqual(before);
    expect((await checkLibrary(moved)).problems).toEqual([]);
    await (await openLibrary(moved, { clock: fixedClock })).close();
  });
});

// Would catch: a library copied into itself for ever, or over somebody's files.
it('refuses a place inside the library and a folder that holds anything', async () => {
  await scene(async ({ parent, folder, choose, act, said, places }) => {
    choose(join(folder, 'articles'));
    await expect(act.run('move')).rejects.toMatchObject({ code: 'folderInsideLibrary' });
    const full = join(parent, 'full', 'Thư viện');
    await mkdir(full, { recursive: true });
    await writeFile(join(full, 'mine.txt'), 'mine');
    choose(join(parent, 'full'));
    await expect(act.run('move')).rejects.toMatchObject({ code: 'folderNotEmpty' });
    choose(full);
    await expect(act.run('new')).rejects.toMatchObject({ code: 'folderNotEmpty' });
    expect(await readFile(join(full, 'mine.txt'), 'utf8')).toBe('mine');
    expect(said).toEqual([]);
    expect(await places()).toEqual([]);
  });
});

// Would catch: a failed move that leaves half a library behind, or the app on one that is not there.
it('stays where it is when the new place cannot be written to', async () => {
  await scene(async ({ parent, folder, choose, act, said, places }) => {
    // A file stands where a folder would have to be.
    await writeFile(join(parent, 'file'), '');
    choose(join(parent, 'file'));
    await expect(act.run('move')).rejects.toMatchObject({ code: 'folderUnwritable' });
    expect(said).toEqual([]);
    expect(await places()).toEqual([]);
    expect(await hashOfFolder(folder)).not.toBe('');
    expect((await checkLibrary(folder)).problems).toEqual([]);
  });
});

// Would catch: a folder remembered that is no library, so that the next start fails; a cancelled choice that restarts.
it('opens another library, or a new one, and remembers it', async () => {
  await scene(async ({ parent, folder, choose, act, said, places }) => {
    choose(null);
    expect(await act.run('open')).toBe(false);
    const none = join(parent, 'none');
    await mkdir(none);
    choose(none);
    await expect(act.run('open')).rejects.toMatchObject({ code: 'libraryNotALibrary' });
    expect([said, await places()]).toEqual([[], []]);
    await act.run('new');
    choose(folder);
    await act.run('open');
    expect(said).toEqual(['restart', 'restart']);
    expect(await places()).toEqual([folder, none]);
    expect(act.recent()).toEqual([none]);
  });
});

// Would catch: a restore on a library still open, or one that leaves no way back to what was there.
it('takes the whole library out of a backup, keeps the one that was there, and starts anew', async () => {
  await scene(async ({ parent, folder, library, act, said }) => {
    const backups = await BackupFolder.open(join(parent, 'backups'));
    const backup = await makeBackup(library, backups, { reason: 'asked', clock: fixedClock });
    const [article] = await library.articles();
    await library.trashArticle(article?.id ?? expect.fail('no article'));
    expect(await act.restore(backups.folder, backup.id)).toBe(true);
    const [kept = '', restart] = said;
    expect(restart).toBe('restart');
    const now = await openLibrary(folder, { clock: fixedClock, readOnly: true });
    expect(await now.articles()).toHaveLength(1);
    const before = await openLibrary(kept.replace('kept ', ''), {
      clock: fixedClock,
      readOnly: true
    });
    expect(await before.articles()).toHaveLength(0);
  });
});
