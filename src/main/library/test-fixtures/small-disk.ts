// A disk of a few megabytes in memory, to be filled to the last byte. Only root on Linux can have one.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../files';

export interface SmallDisk {
  readonly path: string;
  /** Fills it up to so many bytes, rounded to pages. */
  fill(leftByteLength: number): void;
  /** Gives back what `fill` took. */
  free(): void;
  /** Makes it one that takes no files, or takes that back. */
  seal(sealed: boolean): void;
  /** Takes the disk away with all that is on it. */
  unmount(): void;
}

/** Why there can be none here; null where there can. */
export const noSmallDisk: string | null =
  process.platform === 'linux' && process.getuid?.() === 0
    ? null
    : 'only root on Linux can mount a small disk';

const page = 4096;

/** Mounts one at a folder that is made for it. */
export function mountSmallDisk(path: string, megabytes: number): SmallDisk {
  mkdirSync(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  const filler = join(path, 'filler');
  return {
    path,
    fill(leftByteLength) {
      const { bavail } = statfsSync(path);
      const bytes = Buffer.alloc(Math.max(0, bavail - Math.ceil(leftByteLength / page)) * page);
      const file = openSync(filler, 'a');
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      } catch (thrown) {
        // Somebody else took the last pages: full is full.
        if (errorCode(thrown) !== 'ENOSPC') throw thrown;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    seal(sealed) {
      execFileSync('mount', ['-o', `remount,${sealed ? 'ro' : 'rw'}`, path]);
    },
    unmount() {
      // Lazily: a process that has just been killed may still be letting go.
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true });
    }
  };
}
