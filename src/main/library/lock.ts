// One process owns a library: a lock file that says which, and that tells a dead owner from a living one.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '@shared/ipc/errors';
import type { Clock } from '../ports';
import { errorCode, jsonBytes, readIfThere, writeError, type Files } from './files';

const lockSchema = z.object({
  program: z.string(),
  pid: z.int(),
  /** What the system says of the process's start; tells a reused pid from the owner. Null where it says nothing. */
  startTime: z.string().nullable(),
  host: z.string(),
  token: z.string().regex(/^[0-9a-f-]{1,64}$/),
  since: z.string()
});
type LockContent = z.infer<typeof lockSchema>;

export const lockFile = 'library.lock';

export interface Lock {
  /** Rejects where the lock is ours no more: libraryLocked {file, holder}, or folderUnwritable {file} where it is gone. */
  confirm(): Promise<void>;
  /** Removes the lock file if it is still ours. */
  release(): Promise<void>;
}

/** Tokens of the locks this process holds: a lock of ours that is not among them could not be removed. */
const held = new Set<string>();

/** Takes the library's lock, from a dead owner too. Throws libraryLocked {file, holder}, folderUnwritable {file}. */
export async function takeLock(
  files: Files,
  folder: string,
  program: string,
  clock: Clock
): Promise<Lock> {
  const path = join(folder, lockFile);
  const own: LockContent = {
    program,
    pid: process.pid,
    startTime: await processStartTime(files, process.pid),
    host: hostname(),
    token: randomUUID(),
    since: clock.now().toISOString()
  };
  held.add(own.token);
  try {
    await claim(files, folder, path, own);
  } catch (thrown) {
    held.delete(own.token);
    throw writeError(thrown, folder);
  }
  return {
    async confirm() {
      const standing = await readLock(files, path);
      if (tokenOf(standing) === own.token) return;
      if (typeof standing === 'string') throw new AppError('folderUnwritable', { file: folder });
      throw lockedBy(folder, standing);
    },
    async release() {
      if (tokenOf(await readLock(files, path)) === own.token) {
        // A lock file that stays is taken over by the next who comes.
        await files.remove(path).catch(() => undefined);
      }
      held.delete(own.token);
    }
  };
}

/**
 * Makes the file at `path` ours, in place of a dead owner's too. Of many that find it dead, one alone may take it
 * away: who holds the file named after the dead one's token. That file is claimed in the same way.
 */
async function claim(files: Files, folder: string, path: string, own: LockContent): Promise<void> {
  const bytes = jsonBytes(own);
  if (await files.create(path, bytes)) return;
  const holder = await readLock(files, path);
  if (holder === 'none') return claim(files, folder, path, own);
  if (holder !== 'unreadable' && (await isAlive(files, holder))) throw lockedBy(folder, holder);
  const right = `${path}.${tokenOf(holder)}`;
  await claim(files, folder, right, own);
  try {
    const standing = await readLock(files, path);
    if (tokenOf(standing) !== tokenOf(holder)) throw lockedBy(folder, standing);
    await files.remove(path);
    if (!(await files.create(path, bytes))) throw lockedBy(folder, await readLock(files, path));
  } finally {
    await files.remove(right);
  }
}

type Reading = LockContent | 'none' | 'unreadable';

function tokenOf(reading: Reading): string {
  return typeof reading === 'string' ? reading : reading.token;
}

/** Throws folderUnwritable {file} for a folder of that name: it is not ours, and whatever is in it must stay. */
async function readLock(files: Files, path: string): Promise<Reading> {
  const bytes = await readIfThere(files, path).catch((thrown: unknown) => {
    if (errorCode(thrown) !== 'EISDIR') throw thrown;
    throw new AppError('folderUnwritable', { file: path }, { cause: thrown });
  });
  if (!bytes) return 'none';
  try {
    return lockSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return 'unreadable';
  }
}

async function isAlive(files: Files, holder: LockContent): Promise<boolean> {
  // Of another computer's processes nothing can be known: its lock holds until a person removes it.
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid && held.has(holder.token)) return true;
  if (holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (thrown) {
    if (errorCode(thrown) === 'ESRCH') return false;
  }
  const startTime = await processStartTime(files, holder.pid);
  return startTime === null || holder.startTime === null || startTime === holder.startTime;
}

/** Field 22 of /proc/<pid>/stat (clock ticks since boot) with the boot's id; null elsewhere than on Linux. */
async function processStartTime(files: Files, pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    const stat = Buffer.from(await files.read(`/proc/${pid}/stat`)).toString();
    const boot = Buffer.from(await files.read('/proc/sys/kernel/random/boot_id')).toString();
    // The second field is the program's name in brackets and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${fields[19] ?? ''}@${boot.trim()}`;
  } catch {
    return null;
  }
}

function lockedBy(folder: string, holder: Reading): AppError {
  if (typeof holder === 'string') {
    return new AppError('libraryLocked', { file: folder, holder: '?' });
  }
  const elsewhere = holder.host === hostname() ? '' : `, ${holder.host}`;
  const name = `${holder.program} (${holder.pid}${elsewhere})`;
  return new AppError('libraryLocked', { file: folder, holder: name });
}
