// The real file system with one fault: at the nth changing operation the power goes, or an error is thrown.
import { rmSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskFiles, errorCode, type AppendFile, type Files } from '../files';

/** Thrown by the operation at which the power went, and by every later one. */
export class PowerCut extends Error {}

export interface Fault {
  /** Counts from 1; Infinity for none. */
  at: number;
  /** What happens there: an error once, an error from there on, or the power goes. */
  kind: 'once' | 'from' | 'power';
  /** Node's code of the error. */
  code?: 'EIO' | 'ENOSPC' | 'EACCES';
}

export interface FaultyFiles extends Files {
  /** Changing operations so far. */
  readonly count: number;
  /** No more faults. */
  heal(): void;
  /** The power goes now. */
  cut(): void;
}

/**
 * With `power`, what was not synced is lost: appended bytes since the last sync (but for half of them, as a torn
 * line), names made or changed since their folder's last sync.
 */
export function faultyFiles(fault: Fault): FaultyFiles {
  let count = 0;
  let healed = false;
  let dark = false;
  /** Undo of name changes that no folder sync has made durable, by folder. */
  const undo = new Map<string, (() => void)[]>();
  const appended = new Map<string, { synced: number; length: number }>();

  const later = (folder: string, action: () => void): void => {
    undo.set(folder, [...(undo.get(folder) ?? []), action]);
  };

  const opened: AppendFile[] = [];

  function goDark(): void {
    dark = true;
    for (const file of opened) file.close().catch(() => undefined);
    for (const [path, { synced, length }] of appended) {
      if (length > synced) truncateSync(path, synced + Math.floor((length - synced) / 2));
    }
    for (const actions of undo.values()) for (const action of actions.reverse()) action();
  }

  function step(): void {
    if (dark) throw new PowerCut();
    count += 1;
    if (healed || (fault.kind === 'from' ? count < fault.at : count !== fault.at)) return;
    if (fault.kind === 'power') {
      goDark();
      throw new PowerCut();
    }
    throw Object.assign(new Error('injected'), { code: fault.code ?? 'EIO' });
  }

  const before = async (path: string): Promise<Buffer | null> => {
    try {
      return await readFile(path);
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'EISDIR') return null;
      throw error;
    }
  };

  return {
    get count() {
      return count;
    },
    heal: () => {
      healed = true;
    },
    cut: goDark,
    read: (path) => (dark ? Promise.reject(new PowerCut()) : diskFiles.read(path)),
    stat: (path) => (dark ? Promise.reject(new PowerCut()) : diskFiles.stat(path)),
    list: (path) => (dark ? Promise.reject(new PowerCut()) : diskFiles.list(path)),
    async makeFolder(path) {
      step();
      await diskFiles.makeFolder(path);
    },
    async write(path, bytes) {
      const old = await before(path);
      try {
        step();
      } catch (error) {
        // A failed write leaves half of what it was to write.
        writeFileSync(path, bytes.subarray(0, bytes.length >> 1));
        if (error instanceof PowerCut && old === null) rmSync(path, { force: true });
        throw error;
      }
      await diskFiles.write(path, bytes);
      if (old === null) later(dirname(path), () => rmSync(path, { force: true }));
    },
    async create(path, bytes) {
      step();
      const made = await diskFiles.create(path, bytes);
      if (made) later(dirname(path), () => rmSync(path, { force: true }));
      return made;
    },
    async rename(from, to) {
      const old = await before(to);
      step();
      await diskFiles.rename(from, to);
      later(dirname(to), () => {
        renameSync(to, from);
        if (old) writeFileSync(to, old);
      });
    },
    async syncFolder(path) {
      step();
      undo.delete(path);
      await diskFiles.syncFolder(path);
    },
    async truncate(path, byteLength) {
      step();
      await diskFiles.truncate(path, byteLength);
    },
    async remove(path) {
      step();
      const old = await before(path);
      await diskFiles.remove(path);
      if (old) later(dirname(path), () => writeFileSync(path, old));
    },
    async openAppend(path): Promise<AppendFile> {
      if (dark) throw new PowerCut();
      const file = await diskFiles.openAppend(path);
      opened.push(file);
      const { size } = await stat(path);
      const state = { synced: size, length: size };
      appended.set(path, state);
      return {
        async append(bytes) {
          try {
            step();
          } catch (error) {
            if (!dark) await file.append(bytes.subarray(0, bytes.length >> 1));
            throw error;
          }
          await file.append(bytes);
          state.length += bytes.length;
        },
        async sync() {
          step();
          await file.sync();
          state.synced = state.length;
        },
        close: () => file.close()
      };
    }
  };
}
