// Font files made of those of the development dependencies, as a user's might be.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './fixtures';

/** Bytes of a face named as in `eastAsianFaces`. */
export function faceBytes(face: string): Buffer {
  return readFileSync(join(root, 'node_modules/@expo-google-fonts', face));
}

/** Where the table's record and the table itself begin. */
function tableAt(font: Buffer, tag: string): { record: number; table: number } {
  for (let record = 12; record < 12 + font.readUInt16BE(4) * 16; record += 16) {
    if (font.toString('latin1', record, record + 4) === tag) {
      return { record, table: font.readUInt32BE(record + 8) };
    }
  }
  throw new Error(`no table ${tag}`);
}

/** As its maker allows it to be embedded: the field fsType. */
export function withEmbedding(font: Buffer, fsType: number): Buffer {
  const changed = Buffer.from(font);
  changed.writeUInt16BE(fsType, tableAt(changed, 'OS/2').table + 8);
  return changed;
}

/** As if its glyphs were coloured: a table that nobody needs goes by the name of that of colours. */
export function inColour(font: Buffer): Buffer {
  const changed = Buffer.from(font);
  changed.write('COLR', tableAt(changed, 'gasp').record, 'latin1');
  return changed;
}

/** One file of several faces. */
export function collectionOf(fonts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(12 + fonts.length * 4);
  head.write('ttcf', 'latin1');
  head.writeUInt32BE(0x00010000, 4);
  head.writeUInt32BE(fonts.length, 8);
  let at = head.length;
  const moved = fonts.map((font, n) => {
    const copy = Buffer.from(font);
    head.writeUInt32BE(at, 12 + n * 4);
    for (let record = 12; record < 12 + copy.readUInt16BE(4) * 16; record += 16) {
      copy.writeUInt32BE(copy.readUInt32BE(record + 8) + at, record + 8);
    }
    at += copy.length;
    return copy;
  });
  return Buffer.concat([head, ...moved]);
}
