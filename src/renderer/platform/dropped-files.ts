// Files out of what was dropped, also those in dropped folders.
import { isImportable } from '@shared/import-endings';

/** Deeper folders are left alone: nobody drops an article from there. */
const deepest = 12;

/**
 * The dropped files, and below dropped folders every file that ends as an article's does, in order of their paths.
 * Call it in the event itself: afterwards the browser gives nothing away. Files that cannot be read are left out.
 */
export function droppedFiles(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  const plain = [...data.files];
  if (!entries.some(({ isDirectory }) => isDirectory)) return Promise.resolve(plain);
  return collect(entries);
}

async function collect(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const found: File[] = [];
  for (const entry of entries) {
    if (entry.isFile) found.push(...(await fileOf(entry as FileSystemFileEntry)));
    else found.push(...(await inFolder(entry as FileSystemDirectoryEntry, 1)));
  }
  return found;
}

async function inFolder(folder: FileSystemDirectoryEntry, depth: number): Promise<File[]> {
  if (depth > deepest) return [];
  const entries = (await listFolder(folder))
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => a.name.localeCompare(b.name));
  const found: File[] = [];
  for (const entry of entries) {
    if (entry.isDirectory) {
      found.push(...(await inFolder(entry as FileSystemDirectoryEntry, depth + 1)));
    } else if (isImportable(entry.name)) {
      found.push(...(await fileOf(entry as FileSystemFileEntry)));
    }
  }
  return found;
}

/** A reader hands out a hundred at a time, and an empty list at the end. */
async function listFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File[]> {
  return new Promise((resolve) => {
    entry.file(
      (file) => resolve([file]),
      () => resolve([])
    );
  });
}
