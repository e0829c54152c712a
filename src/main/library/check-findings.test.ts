// What the check finds beside files that cannot be read, each alone; and that it leaves everything as it is.
import { rmSync } from 'node:fs';
import { appendFile, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Article } from '@domain/article/schema';
import { articleBytes, readArticle } from './article-file';
import { checkLibrary } from './check-library';
import { openLibrary } from './open-library';
import { DiskRecord } from './test-fixtures/disk-record';
import {
  annotationOf,
  fixedClock as clock,
  hashOfFolder,
  original,
  parsedArticle,
  setAnnotation,
  setTerm,
  termOf
} from './test-fixtures/facts';
import { withEverything } from './test-fixtures/whole-library';

/** Code and file of each, sorted. */
async function findings(folder: string): Promise<string[]> {
  const { problems } = await checkLibrary(folder);
  return problems.map(({ file, error }) => `${error.code} ${file}`).sort();
}

/** Writes article.json anew, sealed: as a fault of the app itself would leave it. */
async function rewrite(
  file: string,
  change: (article: Article) => Partial<Article>
): Promise<void> {
  const { article } = readArticle(await readFile(file));
  await writeFile(file, articleBytes({ ...article, ...change(article) }));
}

// Would catch: notes, links, collections, terms or tags that are gone with their file, and a check that finds nothing amiss
// since no file is damaged.
it('misses what was counted, of each kind, where the journal no longer has it', () =>
  withEverything(async ({ folder, id, pairId }) => {
    await rm(join(folder, 'journal'), { recursive: true });
    expect(await findings(folder)).toEqual([]);
    const kinds: [lost: string, named: string][] = [
      [join('articles', id, 'annotations.json'), 'articles'],
      [join('pairs', `${pairId}.json`), 'pairs'],
      ['collections.json', 'collections.json'],
      [join('glossaries', 'terms.json'), join('glossaries', 'terms.json')],
      ['vocabulary.json', 'vocabulary.json']
    ];
    for (const [lost, named] of kinds) {
      const bytes = await readFile(join(folder, lost));
      await rm(join(folder, lost));
      expect(await findings(folder), lost).toEqual([`libraryDamaged ${named}`]);
      await writeFile(join(folder, lost), bytes);
    }
  }));

// Would catch: an article whose blocks overlap, leave a gap or run past the text, and whose notes then stand at other words;
// words changed by another program that are taken for what was imported.
it('names an article whose blocks do not fit its text, and one that another program changed', () =>
  withEverything(async ({ folder, id }) => {
    const file = join('articles', id, 'article.json');
    const before = await readFile(join(folder, file));
    const shift = (nth: number, by: { start?: number; end?: number }): Promise<void> =>
      rewrite(join(folder, file), ({ blocks }) => ({
        blocks: blocks.map((block, index) =>
          index === nth
            ? { ...block, start: block.start + (by.start ?? 0), end: block.end + (by.end ?? 0) }
            : block
        )
      }));
    for (const by of [{ end: -1 }, { end: 1 }]) {
      await shift(0, by);
      expect(await findings(folder)).toEqual([`libraryDamaged ${file}`]);
      await writeFile(join(folder, file), before);
    }
    await shift(2, { end: 1 });
    expect(await findings(folder)).toEqual([`libraryDamaged ${file}`]);
    const text = before.toString().replace('"Tên khác"', '"Tên lạ"');
    await writeFile(join(folder, file), text);
    expect(await findings(folder)).toEqual([`fileAltered ${file}`]);
  }));

// Would catch: a person told to move the original of a damaged article out of the library, as none of its files.
it('calls no original a stranger because article.json cannot be read', () =>
  withEverything(async ({ folder, id }) => {
    for (const at of [join('articles', id), join('articles', id, 'history', '1')]) {
      const file = join(at, 'article.json');
      const bytes = await readFile(join(folder, file));
      await writeFile(join(folder, file), bytes.subarray(0, 99));
      const found = await findings(folder);
      expect(found).toContain(`libraryDamaged ${file}`);
      expect(found.filter((each) => each.startsWith('fileStray'))).toEqual([]);
      await writeFile(join(folder, file), bytes);
    }
  }));

// Would catch: an older version whose picture is gone, and a change of a pair that lost and says something else by now.
it('looks into older versions and changes that lost', () =>
  withEverything(async ({ folder, id }) => {
    const old = join('articles', id, 'history', '1', 'article.json');
    const strange = 'a'.repeat(64);
    const bytes = await readFile(join(folder, old));
    await rewrite(join(folder, old), ({ blocks }) => ({
      blocks: blocks.map((block, index) =>
        index === 1 ? { ...block, pictures: [{ sha256: strange, alt: '' }] } : block
      )
    }));
    expect(await findings(folder)).toEqual([
      `notFound ${join('articles', id, 'pictures', strange)}`
    ]);
    await writeFile(join(folder, old), bytes);
    const [pair] = await readdir(join(folder, 'history', 'pairs'));
    const [lost] = await readdir(join(folder, 'history', 'pairs', pair ?? ''));
    const file = join('history', 'pairs', pair ?? '', lost ?? '');
    await writeFile(join(folder, file), '{}');
    expect(await findings(folder)).toEqual([`libraryDamaged ${file}`]);
  }));

// Would catch: a mark of an interrupted change that cannot be read, and one's own files of that change called strangers.
it('knows what a change of version that was interrupted leaves', () =>
  withEverything(async ({ folder, id }) => {
    const at = join(folder, 'articles', id);
    await writeFile(join(at, 'original.next'), 'mới');
    await writeFile(join(at, 'carrying.json'), '{"from": 1}\n');
    expect(await findings(folder)).toEqual([]);
    await writeFile(join(at, 'carrying.json'), '{"from": "one"}\n');
    expect(await findings(folder)).toEqual([
      `libraryDamaged ${join('articles', id, 'carrying.json')}`
    ]);
  }));

// Would catch: any folder looked over as if it were a library.
it('refuses what is no library', () =>
  withEverything(async ({ folder }) => {
    await expect(checkLibrary(join(folder, 'articles'))).rejects.toMatchObject({
      code: 'libraryNotALibrary'
    });
  }));

// Would catch: what is agreed on with colleagues or the days of the trash unreadable, and nobody told.
it('reads what belongs to no article', () =>
  withEverything(async ({ folder }) => {
    for (const name of ['agreed.json', join('trash', 'days.json')]) {
      await writeFile(join(folder, name), '{}');
      expect(await findings(folder)).toEqual([]);
      await writeFile(join(folder, name), '{');
      expect(await findings(folder)).toEqual([`libraryDamaged ${name}`]);
      await rm(join(folder, name));
    }
  }));

// Would catch: a passage that is known to be lost, or one in another article, named as damage at every check.
it('names a passage only where it should be found and is not', () =>
  withEverything(async ({ folder, id }) => {
    const library = await openLibrary(folder, { clock });
    const text = 'Đập\nCó một con đập.';
    const { id: other } = await library.addArticle(parsedArticle(text), original('đập'));
    const here = annotationOf(other, 'con đập', '', text);
    const [target] = here.targets;
    if (!target) throw new Error('no passage');
    const anchor = { ...target.anchor, exact: 'zzzzzzzz qqqqqqqq', prefix: '', suffix: '' };
    await library.apply([
      setAnnotation({ ...here, targets: [target, ...annotationOf(id, 'khánh thành').targets] }),
      setAnnotation({
        ...annotationOf(other, 'con đập', '', text),
        targets: [{ ...target, anchor, state: 'orphan' }]
      })
    ]);
    await library.close();
    expect(await findings(folder)).toEqual([]);
    const again = await openLibrary(folder, { clock });
    const lost = annotationOf(other, 'con đập', '', text);
    await again.apply([setAnnotation({ ...lost, targets: [{ ...target, anchor }] })]);
    await again.close();
    expect(await findings(folder)).toEqual([
      `anchorLost ${join('articles', other, 'annotations.json')}`
    ]);
  }));

// Would catch: what was set aside at an earlier start forgotten once nothing else is amiss.
it('names what was set aside as damaged until somebody takes it away', () =>
  withEverything(async ({ folder }) => {
    const file = join(folder, 'collections.json');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -20));
    await (await openLibrary(folder, { clock })).close();
    const [name] = await readdir(join(folder, 'damaged'));
    expect(await findings(folder)).toEqual([`libraryDamaged ${join('damaged', name ?? '')}`]);
    await rm(join(folder, 'damaged'), { recursive: true });
    expect(await findings(folder)).toEqual([]);
  }));

// Would catch: a check of a large library that nobody can stop, or that seems to stand still.
it('tells how far it is, and can be stopped in the middle', () =>
  withEverything(async ({ folder }) => {
    const told: string[] = [];
    await checkLibrary(folder, { onProgress: (done, of) => void told.push(`${done}/${of}`) });
    expect(told).toEqual(['0/3', '1/3', '2/3']);
    const stop = new AbortController();
    const begun: number[] = [];
    const stopped = checkLibrary(folder, {
      signal: stop.signal,
      onProgress: (done) => {
        begun.push(done);
        stop.abort();
      }
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(begun).toEqual([0]);
  }));

// Would catch: a file that the open app moved or took away meanwhile called a stranger.
it('names no file that is gone by the end', () =>
  withEverything(async ({ folder }) => {
    const file = join(folder, 'articles', 'on-its-way.json');
    await writeFile(file, '{}');
    expect(await findings(folder)).toEqual([`fileStray ${join('articles', 'on-its-way.json')}`]);
    const onProgress = (): void => rmSync(file, { force: true });
    expect((await checkLibrary(folder, { onProgress })).problems).toEqual([]);
  }));

// Would catch: a check beside the open app that mends, folds, locks or leaves anything, or calls the app's own work a finding.
it('changes nothing, and finds nothing, where the library is in use and its journal ahead of the sidecars', () =>
  withEverything(async ({ folder, id }) => {
    const library = await openLibrary(folder, { clock });
    const [known] = await library.annotations([id]);
    if (!known) throw new Error('no annotation');
    // Fewer than library.json has counted.
    await library.apply([setAnnotation(known.value, known.revision, null)]);
    await library.apply([setTerm(termOf('sông', 'river'))]);
    // What a write of that moment has on its way.
    for (const name of ['seen.json.tmp', join('articles', '.staging-1')]) {
      await writeFile(join(folder, name), '{');
    }
    // A line that is being written.
    const [segment] = (await readdir(join(folder, 'journal'))).slice(-1);
    await appendFile(join(folder, 'journal', segment ?? ''), '{"seq');
    const look = async (): Promise<unknown> => {
      const names = (await readdir(folder, { recursive: true })).sort();
      const times = names.map(async (name) => [name, (await stat(join(folder, name))).mtimeMs]);
      return [await hashOfFolder(folder), await Promise.all(times)];
    };
    const before = await look();
    const record = DiskRecord.start();
    try {
      expect(await findings(folder)).toEqual([]);
    } finally {
      record.stop();
    }
    expect(record.events).toEqual([]);
    expect(await look()).toEqual(before);
  }));
