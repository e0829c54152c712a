// Backups as they are made and brought back on the command line.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { diptych } from './diptych.test-support';
import { placeForEach } from './test-fixtures/place-for-each';

const isBuilt = existsSync(resolve(import.meta.dirname, '../../out/jobs/parser.js'));
const place = placeForEach();
let library = '';

beforeEach(() => {
  library = join(place.folder, 'library');
});

async function importText(name: string, text: string): Promise<void> {
  await writeFile(join(place.folder, name), text);
  await diptych('import', join(place.folder, name), '--library', library);
}

const count = async (of: string): Promise<number> => {
  const { text } = await diptych('list', '--library', of, '--json');
  return (JSON.parse(text) as { articles: unknown[] }).articles.length;
};

// Would catch: a backup that cannot be brought back, and a restore that says nothing of what it replaced.
it.skipIf(!isBuilt)(
  'backs a library up, lists it, and brings it back (needs a build)',
  async () => {
    await importText('one.txt', 'Một bài\n\nCó một đoạn.\n');
    const { text: nothing } = await diptych('restore', '--library', library, '--lang', 'vi');
    expect(nothing).toContain('Không có bản sao lưu');
    const made = JSON.parse((await diptych('backup', '--library', library, '--json')).text) as {
      id: string;
    };
    expect(made).toMatchObject({ reason: 'asked', articles: 1, folder: `${library} Backups` });
    await importText('two.txt', 'Một bài nữa\n\nCó thêm một đoạn.\n');
    expect(await count(library)).toBe(2);
    expect((await diptych('backups', '--library', library)).text).toContain(`${made.id}  `);
    const { text: said } = await diptych('restore', '--library', library, '--json');
    const { kept } = JSON.parse(said) as { kept: string };
    expect([await count(library), await count(kept)]).toEqual([1, 2]);
  }
);

// Would catch: a library that cannot be taken to another computer, and a file written over that nobody said could be.
it.skipIf(!isBuilt)('packs a library into one file, and makes one of it elsewhere', async () => {
  await importText('one.txt', 'Một bài\n\nCó một đoạn.\n');
  const zip = join(place.folder, 'tất cả.zip');
  const packed = JSON.parse((await diptych('pack', zip, '--library', library, '--json')).text);
  expect(packed).toMatchObject({ file: zip, articles: 1, annotations: 0 });
  const { code, text } = await diptych('pack', zip, '--library', library);
  expect([code, text]).toEqual([1, expect.stringContaining(zip)]);
  expect((await diptych('pack', zip, '--library', library, '--force')).code).toBe(0);
  const elsewhere = join(place.folder, 'elsewhere');
  expect((await diptych('unpack', zip, elsewhere, '--lang', 'vi')).text).toContain('1 bài');
  expect(await count(elsewhere)).toBe(1);
  const { problems } = JSON.parse((await diptych('check', '--library', elsewhere, '--json')).text);
  expect(problems).toEqual([]);
  // The same file merges: its articles are here already.
  const merged = await diptych('merge', zip, '--library', library, '--json');
  expect(merged).toMatchObject({ code: 0 });
  expect(await count(library)).toBe(1);
});
