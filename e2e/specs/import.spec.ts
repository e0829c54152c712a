// Files that cannot be imported are named with the reason, in the interface's language, and change nothing.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../test';
import { listLibrary } from '../library-folder';

const seeds = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));

test.describe('in Vietnamese', () => {
  test.use({ language: 'vi' });

  test('bad files get a reason each, the good one goes in', async ({ app, folder, library }) => {
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    const write = (name: string, bytes: string | Buffer): string => {
      writeFileSync(join(inbox, name), bytes);
      return join(inbox, name);
    };
    const bad = {
      'trống.txt': ['fileEmpty', Buffer.alloc(0)],
      'ảnh.txt': [
        'fileBinary',
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 0, 1, 2])
      ],
      'bảng.xyz': ['fileUnknownType', 'a,b\n1,2\n']
    } as const;
    await expect(app.button('library.openSample')).toBeVisible();
    const before = listLibrary(library);

    await app.importFiles(
      Object.entries(bad).map(([name, [, bytes]]) => write(name, bytes as string | Buffer))
    );
    for (const [name, [code]] of Object.entries(bad)) {
      await expect(app.importRow(name)).toContainText(
        app.error({ code, message: '', details: { file: name } })
      );
    }
    expect(listLibrary(library)).toEqual(before);

    await app.importFiles([
      write('tốt.md', '# Tin vui\n\nHôm nay trời đẹp và mọi người đều ra phố dạo chơi.\n')
    ]);
    await expect(app.importRow('tốt.md')).toContainText(/Tiếng Việt/);
    expect(listLibrary(library)).not.toEqual(before);
  });
});

test('the two seed articles come in told from their clutter, and as comparable', async ({
  app
}) => {
  test.skip(!existsSync(seeds), 'the seed articles are not beside this checkout');
  const [english, vietnamese] = ['000_a093653b43277145.txt', '004_b299efa9cbc59ef1.txt'].map(
    (name) => join(seeds, name)
  );
  await app.importFiles([english!, vietnamese!]);
  await app.button('library.pairTheseTwo').click();
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: app.t('library.makePair') })
    .click();
  await app.reads();

  const source = app.text('source');
  const target = app.text('target');
  await expect(source.locator('h1')).toHaveText(/^Vietnam Rejects Distorted Information/);
  await expect(source.locator('p:not(.clutter), blockquote:not(.clutter)')).toHaveCount(8);
  await expect(source.locator('figcaption:not(.clutter)')).toHaveCount(1);
  await expect(target.locator('h1')).toHaveText(/^Bộ trưởng Quốc phòng Việt Nam/);
  await expect(target.locator('p:not(.clutter), blockquote:not(.clutter)')).toHaveCount(5);
  await expect(target.locator('figcaption:not(.clutter)')).toHaveCount(1);
  await expect(source.getByText('Recommended', { exact: true })).toBeHidden();
  await expect(target.getByText('Tin bài liên quan', { exact: true })).toBeHidden();
  await expect(app.page.getByRole('contentinfo')).toContainText(
    app.t('library.verdict_comparable')
  );
});
