// A library that came as one ZIP file, laid out in a folder of its own. Names in it are a stranger's: what could lead out
// of the folder is refused before anything is written.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { errorCode, writeError } from '../../library/files';
import type { Jobs } from '../job-contract';
import { Zip } from '../parser/zip';

/** Most bytes that a library may unpack to; what is packed is at most `maxArticleBytes`. */
const maxLibraryBytes = 200_000_000;
const manifest = 'library.json';
/** What systems put into archives beside what was packed, and the mark of a library that is open. */
const stray = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|library\.lock$)/;

/**
 * Writes the files of the library, which may stand in a folder within the archive. Throws what {@link Zip} throws,
 * `zipWithoutLibrary`, `zipLeavesFolder` and `zipTooLarge`; what was written by then is the caller's to remove.
 */
export async function unpackLibrary({
  name: file,
  bytes,
  folder
}: Jobs['unpackLibrary']['input']): Promise<Jobs['unpackLibrary']['output']> {
  const zip = new Zip(file, bytes, maxLibraryBytes);
  const names = zip.names();
  if (names.some(leaves)) throw new AppError('zipLeavesFolder', { file });
  const parts = names.filter((name) => !name.endsWith('/') && !stray.test(name));
  const root = rootOf(parts);
  if (root === null) throw new AppError('zipWithoutLibrary', { file });
  const own = parts.filter((name) => name.startsWith(root));
  for (const name of own) {
    const target = join(folder, name.slice(root.length));
    const content = read(zip, name);
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content, { flag: 'wx' });
    } catch (thrown) {
      // Names that are one on this disk, by case or as file and folder, would write over each other.
      if (!['EEXIST', 'ENOTDIR', 'EISDIR'].includes(errorCode(thrown) ?? ''))
        throw writeError(thrown, folder);
      throw new AppError('fileDamaged', { file, reason: 'archive' }, { cause: thrown });
    }
  }
  return { files: own.length };
}

function read(zip: Zip, name: string): Uint8Array {
  try {
    return zip.read(name) ?? new Uint8Array();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'fileUnpacksTooLarge') throw thrown;
    throw new AppError('zipTooLarge', thrown.details);
  }
}

/** A path from a root or a drive, through a parent, or with what some system reads as more than a name. */
function leaves(name: string): boolean {
  const steps = name.replace(/\/$/, '').split('/');
  // eslint-disable-next-line no-control-regex -- such names are meant
  const odd = /[\u0000-\u001f:]/;
  return steps.some((step) => step === '' || step === '.' || step === '..' || odd.test(step));
}

/** What stands before the manifest nearest to the top, `''` for nothing; null where there is none. */
function rootOf(names: readonly string[]): string | null {
  const [nearest] = names
    .filter((name) => name === manifest || name.endsWith(`/${manifest}`))
    .sort((a, b) => a.split('/').length - b.split('/').length);
  return nearest === undefined ? null : nearest.slice(0, -manifest.length);
}
