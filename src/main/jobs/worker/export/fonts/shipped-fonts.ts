// The faces a PDF is set in, and which characters they can show.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesReader, readFaces, type FontFace } from './font-file';

export type Coverage = (codePoint: number) => boolean;

export interface Fonts {
  /** TTF bytes, in order of file names. */
  blobs: Buffer[];
  /** Names as the typesetter knows them, each once, in order of file names. */
  families: string[];
  /** Whether the faces have a glyph for the character, in every style the template may ask for. */
  covers: Coverage;
}

/** Loads every TTF of the folder. Faces of one family count together, as the least of them; families add up. */
export async function loadFonts(folder: string): Promise<Fonts> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ttf')).sort();
  if (files.length === 0) throw new Error(`no fonts in ${folder}`);
  const families = new Map<string, FontFace[]>();
  const blobs: Buffer[] = [];
  for (const file of files) {
    const blob = await readFile(join(folder, file));
    blobs.push(blob);
    for (const face of readFaces(bytesReader(blob))) {
      families.set(face.family, [...(families.get(face.family) ?? []), face]);
    }
  }
  const known = new Map<number, boolean>();
  const covers: Coverage = (codePoint) => {
    let found = known.get(codePoint);
    if (found === undefined) {
      found = [...families.values()].some((faces) => faces.every((face) => face.has(codePoint)));
      known.set(codePoint, found);
    }
    return found;
  };
  return { blobs, families: [...families.keys()], covers };
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
