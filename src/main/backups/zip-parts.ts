// The parts of a ZIP file that is to be laid out on a disk. Names in it are a stranger's: what could lead out of a folder,
// or be one name with another on some disk, is refused before anybody sees a part.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { AppError } from '@shared/ipc/errors';
import { errorCode } from '../library/files';

/** Text packs ten or twenty to one; more than this, beyond the first megabytes, is a trap. */
const highestRatio = 200;
const smallBytes = 5_000_000;

export interface ZipPart {
  /** With `/`; of a file, never of a folder. */
  name: string;
  /** As the archive claims; what comes out is compared with it. */
  byteLength: number;
  /** Hands over the bytes and resolves with their SHA-256. Throws `fileDamaged`, and what `take` throws. */
  read(take?: (chunk: Uint8Array) => Promise<void> | void, signal?: AbortSignal): Promise<string>;
}

export interface ZipParts {
  parts: ZipPart[];
  /** Of the archive itself. */
  byteLength: number;
  close(): void;
}

type Damage =
  'archive' | 'entryTwice' | 'entryPacked' | 'entryUnlisted' | 'entryMissing' | 'entryHash';

/** What is wrong with a ZIP file, or with the part of it that is named. */
export function zipDamaged(file: string, reason: Damage, entry = '', cause?: unknown): AppError {
  return new AppError('fileDamaged', { file, reason, entry }, { cause });
}

/**
 * Reads the table of contents. `file` is what messages call it; `source` its path or bytes. Throws `fileNotFound`,
 * `fileUnreadable`, `fileEncrypted`, `fileDamaged`; `zipLeavesFolder` for names and links that lead out of a folder;
 * `zipTooLarge` for a part that is larger than it can be by its packed size. Each names the part as `entry`.
 */
export async function openZip(file: string, source: string | Uint8Array): Promise<ZipParts> {
  const zip = await open(file, source);
  try {
    const parts = await partsOf(file, zip);
    refuseTwins(file, parts);
    return { parts, byteLength: zip.fileSize, close: () => zip.close() };
  } catch (thrown) {
    zip.close();
    throw thrown;
  }
}

async function open(file: string, source: string | Uint8Array): Promise<ZipFile> {
  // Names are decoded and judged here: the library's own refusals have no code.
  const options = { autoClose: false, decodeStrings: false };
  try {
    if (typeof source === 'string') return await openPromise(source, options);
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    return await fromBufferPromise(bytes, options);
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === 'ENOENT') throw new AppError('fileNotFound', { file }, { cause: thrown });
    if (code === undefined) throw zipDamaged(file, 'archive', '', thrown);
    throw new AppError('fileUnreadable', { file, reason: code }, { cause: thrown });
  }
}

async function partsOf(file: string, zip: ZipFile): Promise<ZipPart[]> {
  const parts: ZipPart[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      // Without decoded strings, a name is its bytes.
      const name = (entry.fileName as unknown as Buffer).toString('utf8').replaceAll('\\', '/');
      if (leaves(name) || !isPlain(entry)) {
        throw new AppError('zipLeavesFolder', { file, entry: name });
      }
      if (entry.isEncrypted()) throw new AppError('fileEncrypted', { file, entry: name });
      if (name.endsWith('/')) continue;
      const most = Math.max(smallBytes, entry.compressedSize * highestRatio);
      if (entry.uncompressedSize > most) {
        throw new AppError('zipTooLarge', { file, entry: name, megabytes: most / 1_000_000 });
      }
      parts.push({
        name,
        byteLength: entry.uncompressedSize,
        read: (take, signal) => readEntry(file, zip, entry, { name, take, signal })
      });
    }
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : zipDamaged(file, 'archive', '', thrown);
  }
  return parts;
}

interface Reading {
  name: string;
  take: ((chunk: Uint8Array) => Promise<void> | void) | undefined;
  signal: AbortSignal | undefined;
}

async function readEntry(
  file: string,
  zip: ZipFile,
  entry: Entry,
  { name, take, signal }: Reading
): Promise<string> {
  const hash = createHash('sha256');
  let sum = 0;
  // What the archive does wrong is told from what the taker of its bytes cannot do.
  let taken: { thrown: unknown } | null = null;
  try {
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      if (signal?.aborted) throw new AppError('cancelled');
      hash.update(chunk);
      sum = crc32(chunk, sum);
      try {
        await take?.(chunk);
      } catch (thrown) {
        taken = { thrown };
        throw thrown;
      }
    }
  } catch (thrown) {
    if (taken || thrown instanceof AppError) throw thrown;
    throw zipDamaged(file, 'entryPacked', name, thrown);
  }
  if (sum !== entry.crc32) throw zipDamaged(file, 'entryPacked', name);
  return hash.digest('hex');
}

/** Names that Windows takes for devices, in any folder and with any ending. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
// eslint-disable-next-line no-control-regex -- such names are meant
const odd = /[\u0000-\u001f:]|[. ]$/;

/** A path from a root or a drive, through a parent, or with what some system reads as more or less than a name. */
function leaves(name: string): boolean {
  const steps = name.replace(/\/$/, '').split('/');
  return steps.some((step) => step === '' || odd.test(step) || device.test(step));
}

/** A file or a folder; no link, pipe or device. Systems without such things say nothing of it. */
function isPlain({ externalFileAttributes }: Entry): boolean {
  return [0, 0o04, 0o10].includes((externalFileAttributes >>> 28) & 0o17);
}

/** Two names that are one on some disk: by case, by how letters are composed, or as file and folder. */
function refuseTwins(file: string, parts: readonly ZipPart[]): void {
  const folded = (name: string): string => name.normalize('NFC').toLowerCase();
  const folders = new Set<string>();
  for (const { name } of parts) {
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      folders.add(folded(name.slice(0, at)));
    }
  }
  const files = new Set<string>();
  for (const { name } of parts) {
    const key = folded(name);
    if (files.has(key) || folders.has(key)) throw zipDamaged(file, 'entryTwice', name);
    files.add(key);
  }
}
