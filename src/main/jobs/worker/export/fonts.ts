// The faces a PDF is set in, and which characters they can show.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Coverage = (codePoint: number) => boolean;

export interface Fonts {
  /** TTF bytes, in order of file names. */
  blobs: Buffer[];
  /** Names as the typesetter knows them, each once, in order of file names. */
  families: string[];
  /** Whether the faces have a glyph for the character, in every style the template may ask for. */
  covers: Coverage;
}

/** Offset of a table in a TrueType font; -1 where it has none. */
function tableOffset(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i += 1) {
    const record = 12 + i * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  return -1;
}

/** The family's name in the font's own table: the typographic one where it has that. Empty where there is none. */
function familyName(font: Buffer): string {
  const table = tableOffset(font, 'name');
  if (table < 0) return '';
  const strings = table + font.readUInt16BE(table + 4);
  const names = new Map<number, string>();
  for (let i = 0; i < font.readUInt16BE(table + 2); i += 1) {
    const record = table + 6 + i * 12;
    // Windows, Unicode: what every font of today has.
    if (font.readUInt16BE(record) !== 3) continue;
    const start = strings + font.readUInt16BE(record + 10);
    const bytes = Buffer.from(font.subarray(start, start + font.readUInt16BE(record + 8)));
    const id = font.readUInt16BE(record + 6);
    if (!names.has(id)) names.set(id, bytes.swap16().toString('utf16le'));
  }
  return names.get(16) ?? names.get(1) ?? '';
}

/** Segments of code points; gaps inside a segment's deltas do not occur in the fonts that ship. */
function segments(font: Buffer, table: number): [number, number][] {
  const format = font.readUInt16BE(table);
  if (format === 12) {
    const groups = font.readUInt32BE(table + 12);
    return Array.from({ length: groups }, (_, i) => [
      font.readUInt32BE(table + 16 + i * 12),
      font.readUInt32BE(table + 20 + i * 12)
    ]);
  }
  if (format !== 4) return [];
  const size = font.readUInt16BE(table + 6);
  return Array.from({ length: size / 2 }, (_, i) => [
    font.readUInt16BE(table + 16 + size + i * 2),
    font.readUInt16BE(table + 14 + i * 2)
  ]);
}

/** Reads the character map of a TrueType font. Throws where the bytes are not one. */
function fontCoverage(font: Buffer): Coverage {
  const cmap = tableOffset(font, 'cmap');
  if (cmap < 0) throw new Error('font without a character map');
  const subtables = font.readUInt16BE(cmap + 2);
  const covered: [number, number][] = [];
  for (let i = 0; i < subtables; i += 1) {
    covered.push(...segments(font, cmap + font.readUInt32BE(cmap + 8 + i * 8)));
  }
  return (codePoint) => covered.some(([first, last]) => codePoint >= first && codePoint <= last);
}

/** Loads every TTF of the folder. Faces of one family count together, as the least of them; families add up. */
export async function loadFonts(folder: string): Promise<Fonts> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ttf')).sort();
  if (files.length === 0) throw new Error(`no fonts in ${folder}`);
  const families = new Map<string, Coverage[]>();
  const names = new Set<string>();
  const blobs: Buffer[] = [];
  for (const file of files) {
    const blob = await readFile(join(folder, file));
    blobs.push(blob);
    names.add(familyName(blob));
    const family = file.split('_')[0] ?? file;
    families.set(family, [...(families.get(family) ?? []), fontCoverage(blob)]);
  }
  const known = new Map<number, boolean>();
  const covers: Coverage = (codePoint) => {
    let found = known.get(codePoint);
    if (found === undefined) {
      found = [...families.values()].some((faces) => faces.every((face) => face(codePoint)));
      known.set(codePoint, found);
    }
    return found;
  };
  return { blobs, families: [...names], covers };
}

/** The characters of a text, each once; in millions of characters as fast as they are read. */
export function distinctCharacters(text: string): string {
  const seen = new Uint8Array(2 ** 16);
  const found = new Set<string>();
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00) {
      found.add(String.fromCodePoint(text.codePointAt(at) ?? unit));
      at += 1;
    } else if (seen[unit] === 0) {
      seen[unit] = 1;
      found.add(String.fromCharCode(unit));
    }
  }
  return [...found].join('');
}

/**
 * Characters of the text no face can show, each once, in order. A letter with marks passes where its parts do:
 * shaping composes them.
 */
export function missingCharacters(text: string, covers: Coverage): string[] {
  const missing = new Set<string>();
  for (const character of new Set(text)) {
    const parts = [character, ...character.normalize('NFD')].map(
      (part) => part.codePointAt(0) ?? 0
    );
    const [whole = 0, ...pieces] = parts;
    if (!covers(whole) && !(pieces.length > 1 && pieces.every(covers))) missing.add(character);
  }
  return [...missing];
}
