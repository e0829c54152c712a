// Files from the user to main, and finished ones back. Only bytes and handles cross, never a path.
import { AppError } from '@shared/ipc/errors';
import type { FileHandle } from '@shared/ipc/routes';
import { maxArticleBytes } from '@shared/limits';
import type { Client } from './client';

export type Shell = 'electron' | 'browser';

/** Asks for files to import: main's handles in Electron, else the files. An empty list where the user cancelled. */
export async function pickFiles(client: Client, shell: Shell): Promise<(FileHandle | File)[]> {
  return shell === 'electron' ? client.request('files.choose', {}) : chooseInBrowser();
}

/** Hands one file's bytes to main. Rejects where it cannot be read or taken; one too large is not read at all. */
export async function putFile(client: Client, file: File): Promise<FileHandle> {
  if (file.size > maxArticleBytes) {
    const megabytes = maxArticleBytes / 1_000_000;
    throw new AppError('fileTooLarge', { file: file.name, megabytes });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  return client.request('files.put', { name: file.name, bytes });
}

/** `accept`: endings of the files to offer, as an input element takes them. */
export function chooseInBrowser(accept = ''): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = accept;
    input.hidden = true;
    const settle = (): void => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener('change', settle);
    input.addEventListener('cancel', settle);
    // In the page, so that it cannot be collected while the dialog is open.
    document.body.append(input);
    input.click();
  });
}
