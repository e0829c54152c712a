// Files from the user to main, and finished ones back. Only bytes and handles cross, never a path.
import type { FileHandle } from '@shared/ipc/routes';
import type { Client } from './client';

export type Shell = 'electron' | 'browser';

/** Asks for files to import. An empty list where the user cancelled. Rejects with main's AppError. */
export async function pickFiles(client: Client, shell: Shell): Promise<FileHandle[]> {
  if (shell === 'electron') return client.request('files.choose', {});
  return putFiles(client, await chooseInBrowser());
}

/** Hands dropped, pasted or picked files to main, in order. Rejects at the first that cannot be read or taken. */
export async function putFiles(client: Client, files: Iterable<File>): Promise<FileHandle[]> {
  const handles: FileHandle[] = [];
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    handles.push(await client.request('files.put', { name: file.name, bytes }));
  }
  return handles;
}

function chooseInBrowser(): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
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
