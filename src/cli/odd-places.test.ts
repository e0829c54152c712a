// Commands where the library is not where it should be: on a disk that takes none, or between the two renames of a restore.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskFiles } from '../main/library/files';
import { openLibrary } from '../main/library/open-library';
import { inPlaceOf } from '../main/library/restoring';
import { mountSmallDisk, noSmallDisk } from '../main/library/test-fixtures/small-disk';
import { systemClock } from '../main/ports';
import { diptych } from './diptych.test-support';
import { placeForEach } from './test-fixtures/place-for-each';

const place = placeForEach();

// Catches "ENOENT: no such file or directory" at the start, where the library's disk can only be read.
it.skipIf(noSmallDisk)('a library that is not there, on a disk that can only be read', async () => {
  const disk = mountSmallDisk(join(place.folder, 'disk'), 2);
  disk.seal(true);
  const library = join(disk.path, 'Documents', 'Diptych');
  try {
    for (const command of [
      ['import', join(place.folder, 'one.txt')],
      ['serve', '--port', '0']
    ]) {
      const { code, err } = await diptych(...command, '--library', library, '--lang', 'vi');
      expect(code).toBe(1);
      expect(err).toContain(`Không có thư viện tại ${library}`);
      expect(err).toContain(`ổ đĩa chứa thư mục ${disk.path} chỉ đọc được`);
    }
  } finally {
    disk.seal(false);
    disk.unmount();
  }
});

// Catches "not a library" said of one whose restore was interrupted, by commands that only read.
it('a library between the two renames of a restore', async () => {
  const library = join(place.folder, 'library');
  await (await openLibrary(library, { clock: systemClock, create: true })).close();
  const copy = join(place.folder, 'copy');
  await cp(library, copy, { recursive: true });
  let renames = 0;
  const files = {
    ...diskFiles,
    async rename(from: string, to: string) {
      renames += 1;
      if (renames > 1) throw new Error('the power went');
      await diskFiles.rename(from, to);
    }
  };
  const build = (staged: string): Promise<void> => cp(copy, staged, { recursive: true });
  await expect(inPlaceOf(files, library, systemClock, build)).rejects.toThrow('the power went');
  for (const command of [['list'], ['check'], ['search', 'cầu'], ['annotations', 'export', 'x']]) {
    const { code, err } = await diptych(...command, '--library', library);
    expect(code, command[0]).toBe(1);
    expect(err, command[0]).toContain(`The library ${library} is just being brought back`);
  }
  // What it says to do: whoever owns the library ends it.
  await (await openLibrary(library, { clock: systemClock })).close();
  const { code, text } = await diptych('check', '--library', library);
  expect(text).not.toContain('brought back');
  expect(code).toBe(0);
});
