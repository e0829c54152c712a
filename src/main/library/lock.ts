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
  token: z.string(),
  since: z.string()
});
type LockContent = z.infer<typeof lockSchema>;

export const lockFile = 'library.lock';

export interface Lock {
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
  if (!(await create(files, path, own))) await takeOver(files, folder, path, own);
  held.add(own.token);
  return {
    async release() {
      const standing = await readLock(files, path);
      if (standing?.token === own.token) {
        // A lock file that stays is taken over by the next who comes.
        await files.remove(path).catch(() => undefined);
      }
      held.delete(own.token);
    }
  };
}

/** True where the lock file is ours now, false where one stands already. */
async function create(files: Files, path: string, content: LockContent): Promise<boolean> {
  try {
    await files.write(path, jsonBytes(content), true);
    return true;
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return false;
    // An empty lock of ours must not keep everyone out.
    if (errorCode(thrown) === 'ENOSPC') await files.remove(path);
    throw writeError(thrown, path);
  }
}

/** Replaces a dead owner's lock. A second file keeps two that find it dead from both taking it. */
async function takeOver(
  files: Files,
  folder: string,
  path: string,
  own: LockContent
): Promise<void> {
  await refuseIfAlive(files, folder, path);
  const door = `${path}.takeover`;
  if (!(await create(files, door, own))) {
    await refuseIfAlive(files, folder, door);
    await files.remove(door);
    if (!(await create(files, door, own))) throw lockedBy(folder, await readLock(files, door));
  }
  try {
    await refuseIfAlive(files, folder, path);
    await files.remove(path);
    if (!(await create(files, path, own))) throw lockedBy(folder, await readLock(files, path));
  } finally {
    await files.remove(door);
  }
}

async function refuseIfAlive(files: Files, folder: string, path: string): Promise<void> {
  const holder = await readLock(files, path);
  if (holder && (await isAlive(files, holder))) throw lockedBy(folder, holder);
}

/** Null where there is none, or where its writer died before it stood there whole. */
async function readLock(files: Files, path: string): Promise<LockContent | null> {
  const bytes = await readIfThere(files, path);
  if (!bytes) return null;
  try {
    return lockSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return null;
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

function lockedBy(folder: string, holder: LockContent | null): AppError {
  const elsewhere = holder && holder.host !== hostname() ? `, ${holder.host}` : '';
  const who = holder ? `${holder.program} (${holder.pid}${elsewhere})` : '?';
  return new AppError('libraryLocked', { file: folder, holder: who });
}
