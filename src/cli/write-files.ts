// Files that a command writes where the person says: whole, and over nothing that is there unless told.
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { replaceFile } from '../main/replace-file';
import type { CommandContext } from './command';

/** The option that lets a command write over files. */
export const overwriteOption = { force: 'boolean' } as const;

/** Throws `fileExists` for a file that is there, unless `--force` was given, and as `replaceFile` does. */
export async function writeResult(
  context: CommandContext,
  file: string,
  bytes: Uint8Array
): Promise<void> {
  await replaceFile(resolve(file), bytes, { overwrite: context.options['force'] === true });
}

/** Whether `out` names a folder: one that is there, or by a separator at its end. */
export async function namesFolder(out: string): Promise<boolean> {
  if (out.endsWith('/') || out.endsWith(sep)) return true;
  return (await stat(out).catch(() => null))?.isDirectory() ?? false;
}

/** Writes files into a folder, which is made where it is missing. None is written where one may not be. Their paths. */
export async function writeResults(
  context: CommandContext,
  folder: string,
  files: readonly { name: string; bytes: Uint8Array }[]
): Promise<string[]> {
  await mkdir(resolve(folder), { recursive: true });
  const paths = files.map(({ name }) => join(folder, name));
  for (const file of paths) {
    const there = await stat(file).catch(() => null);
    if (there && context.options['force'] !== true) throw new AppError('fileExists', { file });
  }
  for (const [index, { bytes }] of files.entries()) {
    await writeResult(context, paths[index] ?? '', bytes);
  }
  return paths;
}
