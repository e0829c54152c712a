// Where a command line finds its files in a test.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A temporary folder for each of a file's tests, the app's own data in it. */
export function placeForEach(): { readonly folder: string } {
  const place = { folder: '' };
  beforeEach(async () => {
    place.folder = await mkdtemp(join(tmpdir(), 'diptych-cli-'));
    process.env.DIPTYCH_DATA = join(place.folder, 'data');
  });
  afterEach(async () => {
    delete process.env.DIPTYCH_DATA;
    await rm(place.folder, { recursive: true, force: true });
  });
  return place;
}
