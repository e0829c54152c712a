// Kind and size of a picture by its first bytes.
import type { pictureTypes } from '@domain/article/schema';

interface PictureSize {
  type: (typeof pictureTypes)[number];
  width: number;
  height: number;
}

/** Null for what is none of the kinds that are kept, and where the header is broken. Sizes are in pixels. */
export function measurePicture(bytes: Uint8Array): PictureSize | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return measurePng(head) ?? measureGif(head) ?? measureWebp(head) ?? measureJpeg(head);
  } catch {
    // It ends within its header.
    return null;
  }
}

const startsWith = (head: Buffer, words: string, at = 0): boolean =>
  head.toString('latin1', at, at + words.length) === words;

function measurePng(head: Buffer): PictureSize | null {
  if (!startsWith(head, '\u0089PNG\r\n\u001a\n') || !startsWith(head, 'IHDR', 12)) return null;
  return { type: 'image/png', width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

function measureGif(head: Buffer): PictureSize | null {
  if (!/^GIF8[79]a$/.test(head.toString('latin1', 0, 6))) return null;
  return { type: 'image/gif', width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
}

function measureWebp(head: Buffer): PictureSize | null {
  if (!startsWith(head, 'RIFF') || !startsWith(head, 'WEBP', 8)) return null;
  const type = 'image/webp';
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return {
        type,
        width: head.readUInt16LE(26) & 0x3fff,
        height: head.readUInt16LE(28) & 0x3fff
      };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { type, width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

/** Goes from segment to segment to the frame's header, which all kinds of JPEG have. */
function measureJpeg(head: Buffer): PictureSize | null {
  if (!startsWith(head, '\u00ff\u00d8\u00ff')) return null;
  let at = 2;
  while (head.readUInt8(at) === 0xff) {
    const marker = head.readUInt8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame)
      return {
        type: 'image/jpeg',
        width: head.readUInt16BE(at + 7),
        height: head.readUInt16BE(at + 5)
      };
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(at + 2);
  }
  return null;
}
