// Files out of a library and back, on the command line.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { diptych } from './diptych.test-support';
import { placeForEach } from './test-fixtures/place-for-each';

const isBuilt = existsSync(resolve(import.meta.dirname, '../../out/jobs/parser.js'));
const place = placeForEach();

interface Listed {
  articles: { id: string; title: string }[];
}

async function listed(library: string): Promise<Listed['articles']> {
  const { out } = await diptych('list', '--library', library, '--json');
  return (JSON.parse(out) as Listed).articles;
}

// Would catch: a file written over unasked, several files in one name, and a PDF that comes back as an article of its text.
it.skipIf(!isBuilt)('writes several files, none over another, and reads its PDF back', async () => {
  const library = join(place.folder, 'library');
  for (const name of ['one.txt', 'two.txt']) {
    await writeFile(join(place.folder, name), `The same title\n\nThis is the text of ${name}.\n`);
  }
  const inputs = ['one.txt', 'two.txt'].map((name) => join(place.folder, name));
  await diptych('import', ...inputs, '--library', library);
  const articles = await listed(library);
  const ids = articles.map(({ id }) => id);
  const to = (out: string, ...more: string[]) =>
    diptych('export', ...ids, '--library', library, '--out', join(place.folder, out), ...more);

  const files = ['The same title 2.md', 'The same title.md'];
  expect((await to('taken/', '--format', 'md')).code).toBe(0);
  expect((await readdir(join(place.folder, 'taken'))).sort()).toEqual(files);
  const refused = await to('taken', '--format', 'md');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.text).toContain('exists already');
  expect((await to('taken', '--format', 'md', '--force')).code).toBe(0);
  expect(await to('both.md', '--format', 'md')).toMatchObject({ code: 2 });
  expect((await to('all.jsonld', '--format', 'jsonld')).code).toBe(0);
  expect(JSON.parse(await readFile(join(place.folder, 'all.jsonld'), 'utf8'))).toMatchObject({
    type: 'AnnotationCollection'
  });

  const pdf = join(place.folder, 'one.pdf');
  const out = ['--library', library, '--out', pdf];
  expect((await diptych('export', ids[0] ?? '', ...out)).code).toBe(0);
  const other = join(place.folder, 'other');
  const back = await diptych('import', pdf, '--library', other, '--json');
  expect(JSON.parse(back.out)).toMatchObject({
    results: [{ status: 'carries', brought: { articles: 1 } }]
  });
  expect(await listed(other)).toMatchObject([{ id: ids[0], title: 'The same title' }]);
});
