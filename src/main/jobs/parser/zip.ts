// The parts of a ZIP file (DOCX, EPUB, a library), unpacked in memory one by one when asked for. Names are only looked up here:
// none is ever a path on a disk. What comes out is counted, whatever the archive claims of its sizes.
import { Inflate } from 'fflate/browser';
import { AppError } from '@shared/ipc/errors';

/** Most bytes of text that all parts together may unpack to. */
export const maxUnpackedBytes = 60_000_000;
/** Text packs ten or twenty to one; more than this, beyond the first megabytes, is a trap. */
const highestRatio = 200;
const smallBytes = 5_000_000;

/** Packed bytes that are taken at a time; they give a thousand times as much at most. */
const stepBytes = 8_192;

interface Entry {
  method: number;
  encrypted: boolean;
  crc: number;
  packedSize: number;
  offset: number;
}

/** Office's older container: of .doc files, and of new ones locked with a password. */
const officeMark = 0xd0cf11e0;
const [endMark, entryMark, localMark] = [0x06054b50, 0x02014b50, 0x04034b50];

export class Zip {
  readonly #file: string;
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();
  readonly #most: number;
  #left: number;
  #pictureBytesLeft = maxUnpackedBytes;

  /**
   * Reads the table of contents. Throws `fileDamaged` (archive) where there is none or it names a part twice; for
   * Office's older files `fileEncrypted` or `fileBinary`. `most`: bytes that all parts together may unpack to.
   */
  constructor(file: string, bytes: Uint8Array, most = maxUnpackedBytes) {
    this.#file = file;
    this.#most = most;
    this.#left = most;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length >= 4 && this.#bytes.readUInt32BE(0) === officeMark) throw this.#oldOffice();
    try {
      this.#readEntries();
    } catch (thrown) {
      throw thrown instanceof AppError ? thrown : this.#damaged(thrown);
    }
  }

  /** As the archive has them: none is fit to be a path. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The failure for a part whose text would unfold beyond all bounds. */
  tooLarge(): AppError {
    const megabytes = this.#most / 1_000_000;
    return new AppError('fileUnpacksTooLarge', { file: this.#file, megabytes });
  }

  /**
   * A part's bytes; null where there is no such part. Throws `fileDamaged` (archive), `fileEncrypted` and
   * `fileUnpacksTooLarge`.
   */
  read(name: string): Uint8Array | null {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    if (entry.encrypted) throw new AppError('fileEncrypted', { file: this.#file });
    try {
      const unpacked = this.#unpack(entry);
      this.#left -= unpacked.length;
      if (crc32(unpacked) !== entry.crc) throw this.#damaged();
      return unpacked;
    } catch (thrown) {
      throw thrown instanceof AppError ? thrown : this.#damaged(thrown);
    }
  }

  /**
   * A picture's bytes; null where there is no such part, where it is broken, or more comes out than pictures may have.
   * They have an allowance of their own: text is not refused for its pictures' sake.
   */
  readPicture(name: string, most: number): Uint8Array | null {
    const entry = this.#entries.get(name);
    if (!entry || entry.encrypted) return null;
    try {
      const unpacked = this.#unpack(entry, Math.min(most, this.#pictureBytesLeft));
      this.#pictureBytesLeft -= unpacked.length;
      return crc32(unpacked) === entry.crc ? unpacked : null;
    } catch {
      this.#pictureBytesLeft -= most;
      return null;
    }
  }

  #unpack({ offset, packedSize, method }: Entry, allowed = this.#left): Uint8Array {
    const bytes = this.#bytes;
    if (bytes.readUInt32LE(offset) !== localMark) throw this.#damaged();
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const packed = bytes.subarray(start, start + packedSize);
    if (packed.length < packedSize) throw this.#damaged();
    const most = Math.min(allowed, Math.max(smallBytes, packedSize * highestRatio));
    if (method === 8) return this.#inflate(packed, most);
    if (method !== 0) throw this.#damaged();
    if (packedSize > most) throw this.tooLarge();
    return packed;
  }

  /** Step by step, so that a bomb is stopped as it swells. */
  #inflate(packed: Uint8Array, most: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let length = 0;
    const stream = new Inflate((part) => {
      length += part.length;
      if (length > most) throw this.tooLarge();
      parts.push(part);
    });
    for (let at = 0; at < packed.length; at += stepBytes) {
      stream.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length);
    }
    return Buffer.concat(parts);
  }

  #readEntries(): void {
    const bytes = this.#bytes;
    const end = this.#findEnd();
    const count = bytes.readUInt16LE(end + 10);
    let at = bytes.readUInt32LE(end + 16);
    for (let index = 0; index < count; index += 1) {
      if (bytes.readUInt32LE(at) !== entryMark) throw this.#damaged();
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
      if (this.#entries.has(name)) throw this.#damaged();
      this.#entries.set(name, {
        encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
        method: bytes.readUInt16LE(at + 10),
        crc: bytes.readUInt32LE(at + 16),
        packedSize: bytes.readUInt32LE(at + 20),
        offset: bytes.readUInt32LE(at + 42)
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
  }

  /** The end record stands last, before a comment of at most 64 KB. */
  #findEnd(): number {
    const last = this.#bytes.length - 22;
    for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
      if (this.#bytes.readUInt32LE(at) === endMark) return at;
    }
    throw this.#damaged();
  }

  #oldOffice(): AppError {
    const locked = this.#bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return new AppError(locked ? 'fileEncrypted' : 'fileBinary', { file: this.#file });
  }

  #damaged(cause?: unknown): AppError {
    return new AppError('fileDamaged', { file: this.#file, reason: 'archive' }, { cause });
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_none, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The check sum that ZIP keeps of each part. */
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
