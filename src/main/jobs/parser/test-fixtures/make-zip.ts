// ZIP files with what real ones never have, for the readers of DOCX and EPUB.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: string | Uint8Array;
  /** As a locked part is marked. */
  encrypted?: boolean;
  /** What the archive claims, instead of the truth. */
  claimedSize?: number;
  /** Deflated bytes to stand in place of `content`. */
  packed?: Uint8Array;
  /** The check sum to claim, instead of that of `content`. */
  crc?: number;
  /** No bytes of its own but those of the earlier part of this name. */
  sharesWith?: string;
  /** What it is on Unix: a file unless said. */
  mode?: number;
}

/** A ZIP file of deflated parts. */
export function makeZip(parts: readonly ZipPart[]): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  const written = new Map<string, { head: Buffer; offset: number }>();
  let length = 0;
  for (const part of parts) {
    const named = Buffer.from(part.name);
    const shared = written.get(part.sharesWith ?? '');
    const head = Buffer.from(shared?.head ?? headOf(part));
    head.writeUInt16LE(named.length, 22);
    const offset = shared?.offset ?? length;
    if (!shared) {
      const packed = part.packed ?? deflateRawSync(part.content);
      const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, named, packed]);
      locals.push(local);
      length += local.length;
      written.set(part.name, { head, offset });
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((part.mode ?? 0) * 0x10000, 6);
    tail.writeUInt32LE(offset, 10);
    entries.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.alloc(2), head, tail, named])
    );
  }
  const end = Buffer.alloc(18);
  const contents = Buffer.concat(entries);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(contents.length, 8);
  end.writeUInt32LE(length, 12);
  return Buffer.concat([...locals, contents, Buffer.from('PK\u0005\u0006'), end]);
}

/** What the local header and the entry say alike; the name's length is left open. */
function headOf({ content, packed, encrypted, claimedSize, crc }: ZipPart): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(encrypted ? 1 : 0, 2);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc ?? crc32(bytes), 10);
  head.writeUInt32LE((packed ?? deflateRawSync(bytes)).length, 14);
  head.writeUInt32LE(claimedSize ?? bytes.length, 18);
  return head;
}
