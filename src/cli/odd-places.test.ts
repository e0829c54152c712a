// Commands where the library is not where it should be: on a disk that takes none, or between the two renames of a restore.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diskFiles } from '../main/library/files';
import { openLibrary } from '../main/library/open-library';
import { inPlaceOf } from '../main/library/restoring';
import { mountSmallDisk, noSmallDisk } from '../main/library/test-fixtures/small-disk';
import { systemClock } from '../main/ports';
import { diptych } from './diptych.test-support';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-cli-'));
  process.env.DIPTYCH_DATA = join(folder, 'data');
});
afterEach(async () => {
  delete process.env.DIPTYCH_DATA;
  await rm(folder, { recursive: true, force: true });
});

// Catches "ENOENT: no such file or directory" at the start, where the library's disk can only be read.
it.skipIf(noSmallDisk)('a library that is not there, on a disk that can only be read', async () => {
  const disk = mountSmallDisk(join(folder, 'disk'), 2);
  disk.seal(true);
  const library = join(disk.path, 'Documents', 'Diptych');
  try {
    for (const command of [
      ['import', join(folder, 'one.txt')],
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
  const library = join(folder, 'library');
  await (await openLibrary(library, { clock: systemClock, create: true })).close();
  const copy = join(folder, 'copy');
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
