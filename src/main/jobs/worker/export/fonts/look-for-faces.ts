// Font files outside the app: the user's own, and the system's. Only looked at where a character needs it.
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { NotAFont, readFaces, type FontFace, type ReadBytes } from './font-file';
import { missingCharacters } from './shipped-fonts';

/** Where to look. */
export interface FontPlaces {
  /** Absolute paths of files, or of folders with some, that the user named; they come first. */
  own: string[];
  /** Absolute folders of the system's. */
  system: string[];
}

export interface FoundFace extends Omit<FontFace, 'has' | 'refusal'> {
  /** Absolute path. */
  file: string;
  own: boolean;
  /** Of the wanted characters, those it has. */
  covered: Set<string>;
}

const endings = ['.ttf', '.otf', '.ttc', '.otc'];
const deepest = 8;
/** No system has as many; a folder that leads into itself would. */
const mostFiles = 20_000;

function fontFilesIn(place: string, depth = 0): string[] {
  try {
    if (statSync(place).isFile()) return [place];
    if (depth > deepest) return [];
    return readdirSync(place, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = join(place, entry.name);
        if (entry.isDirectory()) return fontFilesIn(path, depth + 1);
        return endings.includes(extname(entry.name).toLowerCase()) ? [path] : [];
      });
  } catch {
    // Not there, or not for us to read.
    return [];
  }
}

/** Runs `use` on the file's bytes, read piece by piece. */
function withBytes<T>(file: string, use: (read: ReadBytes) => T): T {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    return use((offset, length) => {
      if (offset + length > size) throw new NotAFont('cut short');
      const bytes = Buffer.alloc(length);
      if (readSync(descriptor, bytes, 0, length, offset) < length) throw new NotAFont('cut short');
      return bytes;
    });
  } finally {
    closeSync(descriptor);
  }
}

function facesIn(file: string, own: boolean, wanted: string): FoundFace[] {
  try {
    return withBytes(file, (read) =>
      readFaces(read).flatMap(({ has, refusal, ...face }) => {
        if (refusal) return [];
        const missing = new Set(missingCharacters(wanted, has));
        const covered = new Set([...wanted].filter((character) => !missing.has(character)));
        return covered.size > 0 ? [{ ...face, file, own, covered }] : [];
      })
    );
  } catch {
    // Broken, or no font after all: others may do.
    return [];
  }
}

/** Faces that may be embedded and have any of the wanted characters; those of broken files are left out. */
export function lookForFaces(places: FontPlaces, wanted: readonly string[]): FoundFace[] {
  const text = wanted.join('');
  const look = (folders: readonly string[], own: boolean): FoundFace[] =>
    [...new Set(folders.flatMap((folder) => fontFilesIn(folder)))]
      .slice(0, mostFiles)
      .flatMap((file) => facesIn(file, own, text));
  return [...look(places.own, true), ...look(places.system, false)];
}
