// Another person's library from the terminal: as a folder, as a ZIP file, and a file that is neither.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { makeZip } from '../main/jobs/parser/test-fixtures/make-zip';
import { packFolder } from '../main/jobs/parser/test-fixtures/pack-folder';
import { diptych } from './diptych.test-support';
import { placeForEach } from './test-fixtures/place-for-each';

const isBuilt = existsSync(resolve(import.meta.dirname, '../../out/jobs/worker.js'));
const place = placeForEach();

// Would catch: a ZIP file taken for a folder, a second merge that doubles, and a bad file that fails without its name.
it.skipIf(!isBuilt)(
  'takes a library from a ZIP file as from its folder (needs a build)',
  async () => {
    const at = (name: string): string => join(place.folder, name);
    await writeFile(at('one.txt'), 'Một bài\n\nCó một đoạn.\n');
    await writeFile(at('two.txt'), 'Một bài nữa\n\nCó thêm một đoạn.\n');
    await diptych('import', at('one.txt'), '--library', at('ours'));
    await diptych('import', at('one.txt'), at('two.txt'), '--library', at('theirs'));
    await writeFile(at('theirs.zip'), makeZip(await packFolder(at('theirs'), 'their library/')));
    const into = ['--library', at('ours'), '--json'];
    const merged = await diptych('merge', at('theirs.zip'), ...into);
    expect(merged.code).toBe(0);
    expect(JSON.parse(merged.text)).toMatchObject({ articles: 1, pairs: 0, tags: 0, imported: 0 });
    const again = await diptych('merge', at('theirs'), ...into);
    expect(JSON.parse(again.text)).toMatchObject({ articles: 0 });

    await writeFile(at('bad.zip'), makeZip([{ name: '../../x', content: 'x' }]));
    for (const name of ['bad.zip', 'one.txt']) {
      const { code, text } = await diptych('merge', at(name), '--library', at('ours'));
      expect(code).toBe(1);
      expect(text).toContain(at(name));
    }
  }
);
