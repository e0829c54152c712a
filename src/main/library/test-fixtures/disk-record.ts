// What a process did to the disk, and the states that a crash at any moment of it may leave: names that no sync of their
// folder has made durable there or not, each by itself; bytes that no sync has made durable there, half there, or zeros.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diskFiles, type Files } from '../files';

/** Content by path; null for a folder. */
export type Image = Map<string, Buffer | null>;

/** A change of names, as a whole there or not. */
interface NameChange {
  gone: string[];
  come: Image;
  /** A sync of any of them makes it durable. */
  folders: string[];
  /** A file that is written under its own name: a crash in the middle leaves it torn. */
  written?: string;
}
type Event =
  | ({ kind: 'names' } & NameChange)
  | { kind: 'content'; path: string; bytes: Buffer }
  | { kind: 'append'; path: string; bytes: Buffer }
  | { kind: 'syncFile'; path: string }
  | { kind: 'syncFolder'; path: string };

/** What stands there, with all below it. */
export function imageOf(path: string): Image {
  const image: Image = new Map();
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return image;
  if (!stat.isDirectory()) return image.set(path, readFileSync(path));
  image.set(path, null);
  for (const name of readdirSync(path)) {
    for (const [inner, content] of imageOf(join(path, name))) image.set(inner, content);
  }
  return image;
}

export class DiskRecord {
  readonly events: Event[] = [];
  readonly #original: Files = { ...diskFiles };

  /** Follows all file operations of this process from here on, whoever asks for them. */
  static start(): DiskRecord {
    const record = new DiskRecord();
    Object.assign(diskFiles, record.#recording());
    return record;
  }

  /** Follows them no longer. */
  stop(): void {
    Object.assign(diskFiles, this.#original);
  }

  #names(gone: string[], come: Image, ...folders: string[]): void {
    this.events.push({ kind: 'names', gone, come, folders });
  }

  #recording(): Pick<
    Files,
    'makeFolder' | 'write' | 'create' | 'rename' | 'syncFolder' | 'truncate' | 'remove' | 'openAppend'
  > {
    const real = this.#original;
    const written = (path: string, bytes: Uint8Array): void => {
      const there = statSync(path, { throwIfNoEntry: false }) !== undefined;
      if (there) this.events.push({ kind: 'content', path, bytes: Buffer.from(bytes) });
      else {
        const come: Image = new Map([[path, Buffer.from(bytes)]]);
        this.events.push({ kind: 'names', gone: [], come, folders: [dirname(path)], written: path });
      }
    };
    return {
      makeFolder: async (path) => {
        const missing: string[] = [];
        for (let each = path; !statSync(each, { throwIfNoEntry: false }); each = dirname(each)) {
          missing.unshift(each);
        }
        for (const each of missing) this.#names([], new Map([[each, null]]), dirname(each));
        await real.makeFolder(path);
      },
      write: async (path, bytes) => {
        written(path, bytes);
        await real.write(path, bytes);
      },
      create: async (path, bytes) => {
        const made = await real.create(path, bytes);
        if (made) this.#names([], new Map([[path, Buffer.from(bytes)]]), dirname(path));
        return made;
      },
      rename: async (from, to) => {
        const moved = imageOf(from);
        const come: Image = new Map();
        for (const [path, content] of moved) come.set(to + path.slice(from.length), content);
        await real.rename(from, to);
        this.#names([...moved.keys()], come, dirname(from), dirname(to));
      },
      syncFolder: async (path) => {
        await real.syncFolder(path);
        this.events.push({ kind: 'syncFolder', path });
      },
      truncate: async (path, byteLength) => {
        await real.truncate(path, byteLength);
        this.events.push({ kind: 'content', path, bytes: readFileSync(path) });
      },
      remove: async (path) => {
        const gone = [...imageOf(path).keys()];
        await real.remove(path);
        if (gone.length > 0) this.#names(gone, new Map(), dirname(path));
      },
      openAppend: async (path) => {
        const file = await real.openAppend(path);
        return {
          append: async (bytes) => {
            await file.append(bytes);
            this.events.push({ kind: 'append', path, bytes: Buffer.from(bytes) });
          },
          sync: async () => {
            await file.sync();
            this.events.push({ kind: 'syncFile', path });
          },
          close: () => file.close()
        };
      }
    };
  }
}

/** The file that the next event writes in place, and what comes into it; no bytes where it writes none. */
function underWay(next: Event | undefined): [path: string, whole: Buffer] {
  if (next?.kind === 'content') return [next.path, next.bytes];
  if (next?.kind !== 'names' || next.written === undefined) return ['', Buffer.alloc(0)];
  return [next.written, next.come.get(next.written) ?? Buffer.alloc(0)];
}

function apply(image: Image, { gone, come }: NameChange): void {
  for (const path of gone) image.delete(path);
  for (const [path, content] of come) image.set(path, content);
}

/** Subsets of so many changes: none, all, all but one, one alone. As bit lists. */
function subsets(count: number): boolean[][] {
  const all = Array.from({ length: count }, () => true);
  const none = all.map(() => false);
  if (count === 0) return [none];
  if (count === 1) return [none, all];
  return [none, all, ...all.map((_, at) => all.with(at, false)), ...none.map((_, at) => none.with(at, true))];
}

/** What may stand on the disk where these bytes were under way. */
function tornly(bytes: Buffer): Buffer[] {
  const half = bytes.length >> 1;
  return [
    bytes.subarray(0, half),
    Buffer.alloc(bytes.length),
    // The later block came first, or the earlier one alone with the length of both.
    Buffer.concat([Buffer.alloc(half), bytes.subarray(half)]),
    Buffer.concat([bytes.subarray(0, half), Buffer.alloc(bytes.length - half)])
  ];
}

/**
 * All states that a crash right after each of the first `length` events may leave, the event's number with each.
 * `holed`: among bytes that were appended there are zeros. What a process writes to a file that is there already (`content`)
 * counts as synced; a crash in the middle of it leaves it torn.
 */
export function* statesAfterCrash(
  events: readonly Event[],
  start: Image
): Generator<{ at: number; image: Image; holed: boolean }> {
  const durable: Image = new Map(start);
  let pending: NameChange[] = [];
  const tails = new Map<string, Buffer>();
  for (let at = 0; at <= events.length; at += 1) {
    const variants: { image: Image; holed: boolean }[] = [];
    for (const chosen of subsets(pending.length)) {
      const image: Image = new Map(durable);
      for (const [n, change] of pending.entries()) if (chosen[n]) apply(image, change);
      variants.push({ image, holed: false });
      if (!chosen.every((there) => there === chosen[0])) continue;
      for (const [path, tail] of tails) {
        const before = image.get(path);
        for (const bytes of before ? [tail, ...tornly(tail)] : []) {
          const torn = new Map(image).set(path, Buffer.concat([before ?? tail, bytes]));
          variants.push({ image: torn, holed: bytes.length === tail.length && bytes !== tail });
        }
      }
      const [path, whole] = underWay(events[at]);
      for (const bytes of whole.length > 0 ? tornly(whole) : []) {
        variants.push({ image: new Map(image).set(path, bytes), holed: false });
      }
    }
    for (const variant of variants) yield { at, ...variant };
    const event = events[at];
    if (!event) return;
    if (event.kind === 'names') pending.push(event);
    else if (event.kind === 'append') {
      tails.set(event.path, Buffer.concat([tails.get(event.path) ?? Buffer.alloc(0), event.bytes]));
    } else if (event.kind === 'content') {
      setEverywhere(durable, pending, event.path, () => event.bytes);
    } else if (event.kind === 'syncFile') {
      const tail = tails.get(event.path) ?? Buffer.alloc(0);
      tails.delete(event.path);
      setEverywhere(durable, pending, event.path, (before) => Buffer.concat([before, tail]));
    } else {
      const synced = pending.filter(({ folders }) => folders.includes(event.path));
      for (const change of synced) apply(durable, change);
      pending = pending.filter((change) => !synced.includes(change));
    }
  }
}

/** The bytes of a file, whether its name is durable or not. */
function setEverywhere(
  durable: Image,
  pending: NameChange[],
  path: string,
  change: (before: Buffer) => Buffer
): void {
  for (const image of [durable, ...pending.map(({ come }) => come)]) {
    const before = image.get(path);
    if (before) image.set(path, change(before));
  }
}

/** Puts the state on a real disk, in another folder's place. */
export function writeImage(image: Image, root: string, to: string): void {
  for (const [path, content] of [...image].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const target = to + path.slice(root.length);
    if (content === null) mkdirSync(target, { recursive: true });
    else {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
}
