// Ways in which Chromium's copy of the notes (LevelDB files of one origin) comes to harm while the browser is closed.
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';

export interface Damage {
  name: string;
  /** Does it to a store's folder. */
  strike(folder: string): void;
  /** Starts of the browser until it shows. */
  starts: number;
}

/** Files of the store whose names match, the largest first. */
function filesOf(folder: string, name: RegExp): string[] {
  const files = readdirSync(folder).filter((file) => name.test(file));
  if (files.length === 0) throw new Error(`no ${name.source} in ${folder}`);
  return files
    .map((file) => join(folder, file))
    .sort((a, b) => readFileSync(b).length - readFileSync(a).length);
}

const newest = (folder: string, name: RegExp): string => filesOf(folder, name).sort().at(-1) ?? '';
/** Log and tables: where the rows are. */
const rows = /^\d+\.(log|ldb)$/;
const manifest = /^MANIFEST/;

function change(files: string[], edit: (bytes: Buffer) => Buffer): void {
  for (const file of files) writeFileSync(file, edit(readFileSync(file)));
}

const halved = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);
/** As a disk gives back blocks that were never written. */
const holed = (bytes: Buffer): Buffer => {
  const from = bytes.length >> 2;
  return Buffer.from(bytes).fill(0, from, from + Math.min(4096, bytes.length >> 1));
};
const flipped = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  for (let at = 100; at < copy.length; at += 997) copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
};

const atOnce = (name: string, strike: Damage['strike']): Damage => ({ name, strike, starts: 1 });

export const damages: readonly Damage[] = [
  atOnce('the whole folder gone', (folder) => rmSync(folder, { recursive: true })),
  atOnce('CURRENT gone', (folder) => rmSync(join(folder, 'CURRENT'))),
  atOnce('CURRENT naming no file', (folder) =>
    writeFileSync(join(folder, 'CURRENT'), 'MANIFEST-999999\n')
  ),
  atOnce('the manifest gone', (folder) => rmSync(newest(folder, manifest))),
  atOnce('the manifest cut in half', (folder) => change([newest(folder, manifest)], halved)),
  atOnce('the rows cut in half', (folder) => change(filesOf(folder, rows).slice(0, 1), halved)),
  atOnce('zeros among the rows', (folder) => change(filesOf(folder, rows).slice(0, 1), holed)),
  atOnce('bits flipped all over', (folder) => change(filesOf(folder, rows), flipped)),
  {
    name: 'seven bytes of a torn record, and two clean starts',
    // The header of a record that never came: the next start takes it for an end, the one after it for damage.
    strike: (folder) => appendFileSync(newest(folder, /^\d+\.log$/), Buffer.alloc(7, 1)),
    starts: 2
  }
];

/** The folder of localStorage, of all origins, in the browser's profile. Throws where there is none. */
export function besideStores(profile: string): string {
  const found = [join(profile, 'Default', 'Local Storage'), join(profile, 'Local Storage')].find(
    existsSync
  );
  if (!found) throw new Error(`no localStorage in ${profile}`);
  return found;
}

/** The store's folder of an origin on this port, in the browser's profile. Throws where there is none. */
export function storeFolder(profile: string, port: number): string {
  const parent = [join(profile, 'Default', 'IndexedDB'), join(profile, 'IndexedDB')].find(
    existsSync
  );
  const found = join(parent ?? '', `http_127.0.0.1_${port}.indexeddb.leveldb`);
  if (!parent || !existsSync(found)) throw new Error(`no store of port ${port} in ${profile}`);
  return found;
}
