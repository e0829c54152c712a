// Font files from the user to main.
import type { OwnFont } from '@shared/ipc/font-routes';
import { AppError } from '@shared/ipc/errors';
import { maxFontBytes } from '@shared/limits';
import type { Client } from './client';
import { chooseInBrowser, type Shell } from './files';

/** Asks for font files and has main keep them; none where the user cancelled. Rejects as `fonts.put` does. */
export async function addFonts(client: Client, shell: Shell): Promise<OwnFont[]> {
  if (shell === 'electron') {
    return client.request('fonts.choose', { jobId: crypto.randomUUID() });
  }
  const added: OwnFont[] = [];
  for (const file of await chooseInBrowser('.ttf,.otf,.ttc,.otc')) {
    if (file.size > maxFontBytes) {
      const megabytes = maxFontBytes / 1_000_000;
      throw new AppError('fontTooLarge', { file: file.name, megabytes });
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    added.push(
      await client.request('fonts.put', { jobId: crypto.randomUUID(), name: file.name, bytes })
    );
  }
  return added;
}
