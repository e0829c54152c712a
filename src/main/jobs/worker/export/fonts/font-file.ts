// What a font file says of itself: its families, weights and languages, and for which characters it has glyphs. The files are
// other people's: every read is checked against the file's end.
import { codePointGlyph, readCharacterMap } from './character-map';

/** The bytes of a file from an offset on; throws where it has fewer. */
export type ReadBytes = (offset: number, length: number) => Buffer;

/** Why a face cannot go into a PDF: its maker forbids it, or its glyphs are pictures in colour. */
export type FaceRefusal = 'restricted' | 'colour';

export interface FontFace {
  /** As people know it; in English where it has such a name. */
  family: string;
  /** What the typesetter may know the family by; each once. */
  names: string[];
  /** 1…1000; 400 is regular. */
  weight: number;
  italic: boolean;
  /** Bits 0…31 of the code pages it says that it is made for. */
  codePages: number;
  refusal: FaceRefusal | null;
  has: (codePoint: number) => boolean;
}

/** Of the largest tables of fonts there are. */
const maxTableBytes = 8 * 2 ** 20;
const maxTables = 200;
const maxFaces = 64;

export class NotAFont extends Error {
  override readonly name = 'NotAFont';
}

type Tables = (tag: string) => Buffer | null;

function tablesOf(read: ReadBytes, offset: number): Tables {
  const count = read(offset + 4, 2).readUInt16BE(0);
  if (count === 0 || count > maxTables) throw new NotAFont('no tables');
  const directory = read(offset + 12, count * 16);
  const places = new Map<string, [number, number]>();
  for (let i = 0; i < count; i += 1) {
    const tag = directory.toString('latin1', i * 16, i * 16 + 4);
    places.set(tag, [directory.readUInt32BE(i * 16 + 8), directory.readUInt32BE(i * 16 + 12)]);
  }
  return (tag) => {
    const place = places.get(tag);
    if (!place) return null;
    return place[1] > maxTableBytes ? Buffer.alloc(0) : read(...place);
  };
}

/** Strings of the name table by their ids, English first. */
function namesIn(table: Buffer): Map<number, string[]> {
  const strings = table.readUInt16BE(4);
  const found = new Map<number, string[]>();
  for (let i = 0; i < table.readUInt16BE(2); i += 1) {
    const record = 6 + i * 12;
    const [platform, , language, id, length, at] = Array.from({ length: 6 }, (_, n) =>
      table.readUInt16BE(record + n * 2)
    ) as [number, number, number, number, number, number];
    if (![1, 16].includes(id)) continue;
    const bytes = Buffer.from(table.subarray(strings + at, strings + at + length));
    // The Macintosh's own names repeat the others.
    if (platform === 1 || bytes.length % 2 > 0) continue;
    const name = bytes.swap16().toString('utf16le');
    const english = platform === 0 || language === 0x409;
    const known = found.get(id) ?? [];
    found.set(id, english ? [name, ...known] : [...known, name]);
  }
  return found;
}

/** The family without words of style at its end, step by step: typesetters leave them out. */
function withoutStyle(name: string): string[] {
  const words = name.split(' ');
  return words.slice(1).map((_, n) => words.slice(0, words.length - n - 1).join(' '));
}

/** Embedding in a file to be read is forbidden, or only whole fonts or bitmaps may be embedded. */
function isRestricted(fsType: number): boolean {
  return (fsType & 0x000e) === 0x0002 || (fsType & 0x0300) !== 0;
}

function faceAt(read: ReadBytes, offset: number): FontFace {
  const table = tablesOf(read, offset);
  const [names, style, map] = [table('name'), table('OS/2'), table('cmap')];
  if (!names || !map || (!table('glyf') && !table('CFF ') && !table('CFF2'))) {
    throw new NotAFont('no outlines');
  }
  const found = namesIn(names);
  const [families = [], typographic = []] = [found.get(1), found.get(16)];
  const family = typographic[0] ?? families[0];
  if (family === undefined) throw new NotAFont('no name');
  const inColour = ['CBDT', 'sbix', 'COLR', 'SVG '].some((tag) => table(tag));
  const characters = readCharacterMap(map);
  return {
    family,
    names: [...new Set([...families, ...typographic, ...withoutStyle(families[0] ?? '')])],
    weight: style?.readUInt16BE(4) ?? 400,
    italic: style ? (style.readUInt16BE(62) & 1) === 1 : false,
    codePages: style && style.length >= 82 ? style.readUInt32BE(78) : 0,
    refusal:
      style && isRestricted(style.readUInt16BE(8)) ? 'restricted' : inColour ? 'colour' : null,
    has: (codePoint) => codePointGlyph(characters, codePoint) > 0
  };
}

/** The faces of a TrueType or OpenType file, or of a collection of such. Throws where the bytes are none. */
export function readFaces(read: ReadBytes): FontFace[] {
  const kind = read(0, 4).toString('latin1');
  if (kind === 'ttcf') {
    const count = read(8, 4).readUInt32BE(0);
    if (count === 0 || count > maxFaces) throw new NotAFont('no faces');
    const offsets = read(12, count * 4);
    return Array.from({ length: count }, (_, n) => faceAt(read, offsets.readUInt32BE(n * 4)));
  }
  if (!['\0\u0001\0\0', 'OTTO', 'true'].includes(kind)) throw new NotAFont('unknown beginning');
  return [faceAt(read, 0)];
}

/** Of bytes at hand. */
export function bytesReader(bytes: Buffer): ReadBytes {
  return (offset, length) => {
    if (offset + length > bytes.length) throw new NotAFont('cut short');
    return bytes.subarray(offset, offset + length);
  };
}
