import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskFiles, type Files } from './files';
import { lockFile, takeLock } from './lock';
import { fixedClock, inTemporaryFolder } from './test-fixtures/facts';

const take = (folder: string) => takeLock(diskFiles, folder, 'diptych serve', fixedClock);

/** A lock file as another process would leave it. */
async function leaveLock(folder: string, content: object): Promise<void> {
  const lock = {
    program: 'diptych serve',
    startTime: null,
    host: hostname(),
    token: '0a',
    since: '2026-11-21T09:41:00.000Z',
    ...content
  };
  await writeFile(join(folder, lockFile), JSON.stringify(lock));
}

/** The id of a process that has just ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the lock', () => {
  it('keeps a second one out, names the holder, and is free again when released', async () => {
    await inTemporaryFolder(async (folder) => {
      const lock = await take(folder);
      await expect(take(folder)).rejects.toMatchObject({
        code: 'libraryLocked',
        details: { file: folder, holder: `diptych serve (${process.pid})` }
      });
      await lock.release();
      expect(await readdir(folder)).toEqual([]);
      await (await take(folder)).release();
    });
  });

  // Catches a library that nobody can open after a crash.
  it('is taken over from a process that has ended', async () => {
    await inTemporaryFolder(async (folder) => {
      await leaveLock(folder, { pid: await deadPid() });
      const lock = await take(folder);
      expect(await readFile(join(folder, lockFile), 'utf8')).toContain(`"pid": ${process.pid}`);
      await lock.release();
      // Nor is the right to do so left behind.
      expect(await readdir(folder)).toEqual([]);
    });
  });

  // Catches the same after a restart of the computer, when another program runs under the old pid.
  it.runIf(process.platform === 'linux')(
    'is taken over where another process has the pid now',
    async () => {
      await inTemporaryFolder(async (folder) => {
        const stat = await readFile(`/proc/${process.ppid}/stat`, 'utf8');
        const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
        const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
        for (const startTime of [`1@${boot}`, `${ticks}@an-earlier-boot`]) {
          await leaveLock(folder, { pid: process.ppid, startTime });
          await (await take(folder)).release();
        }
        await leaveLock(folder, { pid: process.ppid, startTime: `${ticks}@${boot}` });
        await expect(take(folder)).rejects.toMatchObject({ code: 'libraryLocked' });
      });
    }
  );

  // Catches a library locked for ever where every start has the same pid, as in a container, or where a lock could not be
  // taken away at its end.
  it('is taken over where it names this very process, which does not hold it', async () => {
    await inTemporaryFolder(async (folder) => {
      await leaveLock(folder, { pid: process.pid });
      await (await take(folder)).release();
    });
  });

  // Catches a process that locks itself out, having closed a library whose disk took no change at that moment.
  it('is taken anew by a process that gave it up and could not take the file away', async () => {
    await inTemporaryFolder(async (folder) => {
      const remove = (): Promise<void> => Promise.reject(new Error('EIO'));
      await (await takeLock({ ...diskFiles, remove }, folder, 'first', fixedClock)).release();
      expect(await readdir(folder)).toEqual([lockFile]);
      await (await take(folder)).release();
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it('holds where the process lives, and where it runs on another computer', async () => {
    await inTemporaryFolder(async (folder) => {
      await leaveLock(folder, { pid: process.ppid });
      await expect(take(folder)).rejects.toMatchObject({ code: 'libraryLocked' });
      await leaveLock(folder, { pid: await deadPid(), host: 'elsewhere' });
      await expect(take(folder)).rejects.toMatchObject({
        details: { holder: expect.stringContaining('elsewhere') }
      });
    });
  });

  it.each([
    '',
    '{"pid":',
    'null',
    '[]',
    '\u0000\uFFFD\u0007',
    `{"program":"x","pid":1,"startTime":null,"host":"${hostname()}","token":"../../x","since":""}`
  ])('is taken over where its writer died at %j, or it never was one', async (content) => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, lockFile), content);
      await (await take(folder)).release();
    });
  });

  // Catches a folder of that name emptied with all that a person keeps in it, and a start that ends in an error nobody can read.
  it('is refused where a folder has its name, and what is in that stays', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, lockFile);
      await mkdir(path);
      await writeFile(join(path, 'mine.txt'), 'x');
      await expect(take(folder)).rejects.toMatchObject({
        code: 'folderUnwritable',
        details: { file: path }
      });
      expect(await readdir(folder, { recursive: true })).toEqual([
        lockFile,
        join(lockFile, 'mine.txt')
      ]);
    });
  });

  // Catches two programs both believing that they took a dead one's library.
  it('goes to one alone of many that find it dead', async () => {
    await inTemporaryFolder(async (folder) => {
      await leaveLock(folder, { pid: await deadPid() });
      const taken = await Promise.allSettled(Array.from({ length: 20 }, () => take(folder)));
      expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  });

  // Catches the same where one of them is slow: between seeing the dead one's file and taking it away, or before it asks for
  // the right to, the other one comes and goes all the way.
  it.each(['create', 'remove'] as const)(
    'goes to one alone where another one comes at its %s',
    async (slow) => {
      await inTemporaryFolder(async (folder) => {
        await leaveLock(folder, { pid: await deadPid() });
        const path = join(folder, lockFile);
        const other: PromiseSettledResult<unknown>[] = [];
        const meet = async (at: string): Promise<void> => {
          if (other.length > 0 || (at === path) !== (slow === 'remove')) return;
          other.push(...(await Promise.allSettled([take(folder)])));
        };
        const files: Files = {
          ...diskFiles,
          async create(at, bytes) {
            if (slow === 'create') await meet(at);
            return diskFiles.create(at, bytes);
          },
          async remove(at) {
            if (slow === 'remove') await meet(at);
            return diskFiles.remove(at);
          }
        };
        const taken = await Promise.allSettled([takeLock(files, folder, 'slow', fixedClock)]);
        expect(other).toHaveLength(1);
        const won = [...taken, ...other].filter(({ status }) => status === 'fulfilled');
        expect(won).toHaveLength(1);
      });
    }
  );

  // Catches a living owner's lock taken for a torn one at the moment at which it is written.
  it('is there with all its bytes or not at all', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, lockFile);
      const bytes = Buffer.alloc(8_000_000, 'x');
      const sizes = new Set<number>();
      let done = false;
      const making = diskFiles.create(path, bytes).then(() => (done = true));
      while (!done) {
        sizes.add(statSync(path, { throwIfNoEntry: false })?.size ?? bytes.length);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await making;
      expect([...sizes]).toEqual([bytes.length]);
      expect(await readdir(folder)).toEqual([lockFile]);
    });
  });

  it('leaves a lock alone that has become another’s', async () => {
    await inTemporaryFolder(async (folder) => {
      const lock = await take(folder);
      await leaveLock(folder, { pid: process.ppid });
      await lock.release();
      expect(await readdir(folder)).toEqual([lockFile]);
    });
  });
});
