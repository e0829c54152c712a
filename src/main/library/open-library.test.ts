import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { join as joinBlocks, tellClutter } from '@domain/article/relay';
import type { ArticleId } from '@domain/ids';
import { diskFiles } from './files';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import {
  annotationOf,
  fixedClock,
  hashOfFolder,
  inTemporaryFolder,
  newOperationId,
  original,
  pairOf,
  parsedArticle,
  setAnnotation,
  setPair
} from './test-fixtures/facts';
import { faultyFiles } from './test-fixtures/faulty-files';

const options = { clock: fixedClock, create: true };
const open = (folder: string) => openLibrary(folder, options);
const lockPath = join('l', 'library.lock');

/** A library with one article and one annotation of it. */
async function withFacts(
  work: (parts: { folder: string; library: Library; articleId: ArticleId }) => Promise<void>
): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'library');
    const library = await open(folder);
    try {
      const { id } = await library.addArticle(parsedArticle(), original());
      await work({ folder, library, articleId: id });
    } finally {
      await library.close();
    }
  });
}

describe('opening', () => {
  it('makes a library of an empty folder and finds it again', async () => {
    await inTemporaryFolder(async (folder) => {
      const first = await open(folder);
      const { uuid } = first.info();
      await first.close();
      const again = await openLibrary(folder, { clock: fixedClock });
      expect(again.info()).toMatchObject({ uuid, lastSequence: 0, readOnly: false, damaged: [] });
      await again.close();
    });
  });

  // Catches a program that fills a folder of somebody's photographs with its own files.
  it('never makes a library of a folder that holds something else', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'photo.jpg'), 'x');
      const before = await hashOfFolder(folder);
      await expect(open(folder)).rejects.toMatchObject({
        code: 'libraryNotALibrary',
        details: { file: folder }
      });
      expect(await hashOfFolder(folder)).toBe(before);
    });
  });

  it.each([true, false])(
    'says of a file, or of nothing, that it is no library (create: %s)',
    async (create) => {
      await inTemporaryFolder(async (folder) => {
        const file = join(folder, 'notes.txt');
        await writeFile(file, 'x');
        const missing = join(folder, 'missing');
        const failed = { code: 'libraryNotALibrary', details: { file } };
        await expect(openLibrary(file, { clock: fixedClock, create })).rejects.toMatchObject(
          failed
        );
        for (const readOnly of [true, false]) {
          const options = { clock: fixedClock, readOnly };
          await expect(openLibrary(missing, options)).rejects.toMatchObject({
            code: 'libraryNotALibrary',
            details: { file: missing }
          });
        }
        expect(await readdir(folder)).toEqual(['notes.txt']);
      });
    }
  );

  it('names the folder that it may not write to, and lets it be read', async () => {
    await withFacts(async ({ folder, library }) => {
      await library.close();
      const refused = faultyFiles({ at: 1, kind: 'from', code: 'EACCES' });
      await expect(openLibrary(folder, { clock: fixedClock }, refused)).rejects.toMatchObject({
        code: 'folderUnwritable',
        details: { file: folder }
      });
      const reader = await openLibrary(folder, { clock: fixedClock, readOnly: true }, refused);
      expect(await reader.articles()).toHaveLength(1);
      await reader.close();
    });
  });

  it('says that a library may not be read', async () => {
    await withFacts(async ({ folder, library }) => {
      await library.close();
      const refuse = () => Promise.reject(Object.assign(new Error('refused'), { code: 'EACCES' }));
      const files = { ...diskFiles, read: refuse };
      for (const readOnly of [true, false]) {
        await expect(
          openLibrary(folder, { clock: fixedClock, readOnly }, files)
        ).rejects.toMatchObject({ code: 'fileUnreadable', details: { file: folder } });
      }
    });
  });

  // Catches notes written into a folder that another program owns by now, or that the user has moved away.
  it('writes nothing once the library is no longer its own', async () => {
    await withFacts(async ({ folder, library, articleId }) => {
      const change = () => library.apply([setAnnotation(annotationOf(articleId, 'khánh thành'))]);
      await change();
      await rename(folder, `${folder}-moved`);
      const gone = { code: 'folderUnwritable', details: { file: folder } };
      await expect(change()).rejects.toMatchObject(gone);
      await expect(library.fold()).rejects.toMatchObject(gone);
      await expect(library.addArticle(parsedArticle(), original())).rejects.toMatchObject(gone);
      expect(await readdir(dirname(folder))).toEqual(['library-moved']);

      await rename(`${folder}-moved`, folder);
      await rm(join(folder, 'library.lock'));
      const other = await open(folder);
      await expect(change()).rejects.toMatchObject({ code: 'libraryLocked' });
      expect(library.info().lastSequence).toBe(1);
      await other.close();
    });
  });

  it('leaves a library of a newer format untouched', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'library.json'), '{"format":"diptych-library/2","new":true}');
      const before = await hashOfFolder(folder);
      await expect(open(folder)).rejects.toMatchObject({ code: 'libraryTooNew' });
      expect(await hashOfFolder(folder)).toBe(before);
    });
  });

  // Catches a second library, with a new identity, laid over notes whose library.json was lost.
  it('says that a library without library.json is damaged', async () => {
    await inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'articles'));
      await mkdir(join(folder, 'journal'));
      const reading = openLibrary(folder, { clock: fixedClock, readOnly: true });
      await expect(reading).rejects.toMatchObject({ code: 'libraryDamaged' });
      await expect(open(folder)).rejects.toMatchObject({ code: 'libraryDamaged' });
    });
  });

  // Catches a start that came to nothing and holds the library against the next one.
  it('leaves no lock behind where it fails, at whichever operation', async () => {
    let failed = 0;
    for (let at = 1; ; at += 1) {
      const all = await inTemporaryFolder(async (parent) => {
        const folder = join(parent, 'l');
        const files = faultyFiles({ at, kind: 'once' });
        const library = await openLibrary(folder, options, files).catch(() => null);
        if (!library) expect(await readdir(parent, { recursive: true })).not.toContain(lockPath);
        else await library.close();
        failed += Number(library === null);
        return files.count < at;
      });
      if (all) break;
    }
    expect(failed).toBeGreaterThanOrEqual(5);
  });

  it('opens and closes without touching a byte', async () => {
    await withFacts(async ({ folder, library, articleId: id }) => {
      await library.apply([setAnnotation(annotationOf(id, 'khánh thành'))]);
      await library.close();
      const before = await hashOfFolder(folder);
      await (await open(folder)).close();
      await (await openLibrary(folder, { clock: fixedClock, readOnly: true })).close();
      expect(await hashOfFolder(folder)).toBe(before);
    });
  });

  it('lets a reader in beside the owner, who sees what the journal holds, and refuses its changes', async () => {
    await withFacts(async ({ folder, library, articleId }) => {
      const annotation = annotationOf(articleId, 'khánh thành');
      await library.apply([setAnnotation(annotation)]);
      const reader = await openLibrary(folder, { clock: fixedClock, readOnly: true });
      expect((await reader.annotations()).map(({ value }) => value)).toEqual([annotation]);
      await expect(reader.apply([setAnnotation(annotation)])).rejects.toMatchObject({
        code: 'badRequest'
      });
      await reader.close();
    });
  });
});

describe('articles', () => {
  it('keeps the original byte for byte and finds it by its hash', async () => {
    await withFacts(async ({ library, articleId: id }) => {
      expect(Buffer.from(await library.original(id)).equals(original().bytes)).toBe(true);
      const { sha256 } = (await library.article(id)).original;
      expect(await library.articleByHash(sha256)).toMatchObject({ id, fileName: 'cầu.txt' });
      expect(await library.articleByHash('0'.repeat(64))).toBeNull();
    });
  });

  it('trashes an article with its notes intact and brings both back', async () => {
    await withFacts(async ({ folder, library, articleId: id }) => {
      const other = await library.addArticle(parsedArticle('Khác'), original('Khác', 'b.txt'));
      const annotation = annotationOf(id, 'khánh thành');
      const pair = pairOf(id, other.id);
      await library.apply([setAnnotation(annotation), setPair(pair)]);
      await library.trashArticle(id);
      await expect(library.article(id)).rejects.toMatchObject({ code: 'articleNotFound' });
      await expect(library.pair(pair.id)).rejects.toMatchObject({ code: 'pairNotFound' });
      expect((await library.snapshot()).annotations).toHaveLength(1);
      await library.close();

      const again = await open(folder);
      expect(await again.articles()).toHaveLength(1);
      await again.restoreArticle(id);
      expect((await again.articles()).find((article) => article.id === id)?.annotations).toBe(1);
      expect((await again.pair(pair.id)).value).toEqual(pair);
      await again.close();
      expect(await readdir(join(folder, 'articles', id))).not.toContain('trashed.json');
    });
  });

  it('lays blocks anew and keeps the earlier article.json', async () => {
    await withFacts(async ({ folder, library, articleId: id }) => {
      const before = await library.article(id);
      const kept = join(folder, 'articles', id, 'history', 'article-1.json');
      const bytes = await readFile(join(folder, 'articles', id, 'article.json'), 'utf8');
      const relay = tellClutter(before, [2], true);
      const changed = await library.relay(id, relay);
      expect(changed.blocks.map((block) => block.clutter)).toEqual([undefined, undefined, 'hand']);
      expect(await library.article(id)).toEqual(changed);
      expect(await readFile(kept, 'utf8')).toBe(bytes);
      const back = { before: relay.after, after: relay.before };
      expect(await library.relay(id, back)).toEqual(before);
    });
  });

  // Catches an undo that overwrites what another window did since, and words changed under the name of a new layout.
  it('refuses what stands otherwise by now, and other words', async () => {
    await withFacts(async ({ library, articleId: id }) => {
      const before = await library.article(id);
      const joined = joinBlocks(before, 1, 2);
      await library.relay(id, tellClutter(before, [1], true));
      const now = await library.article(id);
      const changed = { code: 'articleChanged', details: { title: before.title } };
      await expect(library.relay(id, joined)).rejects.toMatchObject(changed);
      const { before: stretch } = tellClutter(now, [0], true);
      const after = { ...stretch, text: stretch.text.toUpperCase() };
      await expect(library.relay(id, { before: stretch, after })).rejects.toMatchObject({
        code: 'badRequest',
        details: { reason: 'words' }
      });
      expect(await library.article(id)).toEqual(now);
    });
  });
});

describe('details', () => {
  // Catches a fact lost at the next start, a history that keeps the new file instead of the old, and a change
  // that other windows never hear of.
  it('are changed in article.json, kept earlier under history/, and announced', async () => {
    await withFacts(async ({ folder, library, articleId: id }) => {
      const before = await library.article(id);
      let heard = 0;
      library.onArticles(() => (heard += 1));
      const set = (value: string | null) => ({ value, byHand: true });
      const changed = await library.setDetails(id, {
        title: { value: 'Cầu mới', byHand: true },
        date: set('2025-08'),
        byline: set(null)
      });
      expect(changed).toEqual({
        ...before,
        title: 'Cầu mới',
        date: '2025-08',
        edited: ['title', 'byline', 'date']
      });
      expect(heard).toBe(1);
      expect((await library.articles())[0]).toMatchObject({ title: 'Cầu mới', date: '2025-08' });
      const kept = join(folder, 'articles', id, 'history', 'article-1.json');
      expect(JSON.parse(await readFile(kept, 'utf8'))).toMatchObject(before);
      await library.close();
      const again = await open(folder);
      expect(await again.article(id)).toEqual(changed);
      await again.close();
    });
  });
});

describe('facts', () => {
  it('are there after a restart, from the journal and from the sidecars', async () => {
    await withFacts(async ({ folder, library, articleId }) => {
      const annotation = annotationOf(articleId, 'dài 1,2 km');
      await library.apply([setAnnotation(annotation)]);
      await library.fold();
      await library.close();
      const again = await open(folder);
      expect(await again.annotations()).toEqual([{ revision: 1, value: annotation }]);
      await again.close();
    });
  });

  // Catches a link that lives in the journal and dies in the fold, and one to a deleted annotation spoiling the file.
  it('keep their links with others, from the journal and from the sidecars', async () => {
    await withFacts(async ({ folder, library, articleId }) => {
      const there = annotationOf(articleId, 'khánh thành');
      const linked = { ...annotationOf(articleId, 'dài 1,2 km'), related: [there.id] };
      await library.apply([setAnnotation(there), setAnnotation(linked)]);
      await library.apply([setAnnotation(there, 1, null)]);
      await library.close();
      const again = await open(folder);
      expect((await again.annotations()).map(({ value }) => value)).toEqual([linked]);
      await again.fold();
      await again.close();
      const folded = await open(folder);
      expect(folded.info().damaged).toEqual([]);
      expect((await folded.annotations()).map(({ value }) => value)).toEqual([linked]);
      await folded.close();
    });
  });

  it('applies an operation once, also after a fold and a restart', async () => {
    await withFacts(async ({ folder, library, articleId }) => {
      const annotation = annotationOf(articleId, 'khánh thành');
      const operation = setAnnotation(annotation);
      const edit = setAnnotation({ ...annotation, colour: 'blue' }, 1);
      await library.apply([operation, edit]);
      await library.close();
      const again = await open(folder);
      const { results, lastSequence } = await again.apply([operation]);
      expect(results).toEqual([
        { operationId: operation.operationId, status: 'duplicate', sequence: 1 }
      ]);
      expect(lastSequence).toBe(2);
      expect((await again.annotations())[0]?.value.colour).toBe('blue');
      await again.close();
    });
  });

  // Catches a second copy of a note whose absent fields a window spells out.
  it('takes an equal value for a repetition, whether absent fields are named or not', async () => {
    await withFacts(async ({ library, articleId }) => {
      const annotation = annotationOf(articleId, 'khánh thành');
      await library.apply([setAnnotation(annotation)]);
      const { results } = await library.apply([
        setAnnotation({ ...annotation, statement: undefined })
      ]);
      expect(results[0]).toMatchObject({ status: 'duplicate', sequence: 1 });
    });
  });

  // Catches the last writer silently winning over the other window's words.
  it('keeps both annotations where two windows changed one', async () => {
    await withFacts(async ({ library, articleId }) => {
      const first = annotationOf(articleId, 'khánh thành', 'một');
      await library.apply([setAnnotation(first)]);
      const mine = annotationOf(articleId, 'khánh thành', 'của tôi');
      const yours = annotationOf(articleId, 'khánh thành', 'của bạn');
      await library.apply([setAnnotation({ ...mine, id: first.id }, 1)]);
      const { results } = await library.apply([setAnnotation({ ...yours, id: first.id }, 1)]);
      expect(results[0]).toMatchObject({ status: 'conflict', sequence: 3 });
      const stored = (await library.annotations()).map(({ value }) => value);
      expect(stored).toHaveLength(2);
      expect(stored.find(({ id }) => id === first.id)?.note).toEqual(mine.note);
      expect(stored.find(({ id }) => id !== first.id)?.note).toEqual(yours.note);
    });
  });

  it('keeps the losing pair in the history', async () => {
    await withFacts(async ({ folder, library, articleId: id }) => {
      const other = await library.addArticle(parsedArticle('Khác'), original('Khác', 'b.txt'));
      const pair = pairOf(id, other.id);
      await library.apply([setPair(pair)]);
      await library.apply([setPair(pair, 1, { ...pair, verdict: 'partial' })]);
      const loser = setPair(pair, 1, { ...pair, verdict: 'comparable' });
      const { results } = await library.apply([loser]);
      expect(results[0]?.status).toBe('conflict');
      expect((await library.pair(pair.id)).value.verdict).toBe('partial');
      const kept = join(folder, 'history', 'pairs', pair.id, `${loser.operationId}.json`);
      expect(JSON.parse(await readFile(kept, 'utf8'))).toEqual(loser);
    });
  });

  it('deletes to the trash and takes back by the deletion’s revision', async () => {
    await withFacts(async ({ folder, library, articleId }) => {
      const annotation = annotationOf(articleId, 'khánh thành');
      await library.apply([setAnnotation(annotation), setAnnotation(annotation, 1, null)]);
      await library.close();
      const trash = await readFile(join(folder, 'trash', 'annotations.json'), 'utf8');
      expect(trash).toContain(annotation.id);
      const again = await open(folder);
      expect(await again.annotations()).toEqual([]);
      expect(await again.annotation(annotation.id)).toEqual({ revision: 2, value: null });
      await again.apply([setAnnotation(annotation, 2)]);
      await again.close();
      const third = await open(folder);
      expect((await third.annotations())[0]?.value).toEqual(annotation);
      await third.close();
    });
  });

  it('answers since with the records, and null once they are beyond the window', async () => {
    await withFacts(async ({ library, articleId: id }) => {
      const many = Array.from({ length: 1600 }, () => setAnnotation(annotationOf(id, 'cầu')));
      await library.apply(many);
      expect((await library.since(1598)).records?.map(({ sequence }) => sequence)).toEqual([
        1599, 1600
      ]);
      expect((await library.since(1600)).records).toEqual([]);
      expect((await library.since(1601)).records).toBeNull();
      await library.apply(
        many.map((operation) => ({ ...operation, operationId: newOperationId() }))
      );
      expect((await library.since(0)).records).not.toBeNull();
      await library.apply(
        Array.from({ length: 1600 }, () => setAnnotation(annotationOf(id, 'cầu')))
      );
      expect((await library.since(0)).records).toBeNull();
    });
  });

  it('tells listeners after the journal holds the record', async () => {
    await withFacts(async ({ folder, library, articleId }) => {
      const annotation = annotationOf(articleId, 'khánh thành');
      const heard = new Promise<string>((resolve, reject) => {
        library.onRecords((records) => {
          const segment = join(folder, 'journal', '0000000001.ndjson');
          readFile(segment, 'utf8').then(
            (text) => resolve(`${records[0]?.sequence} ${text.includes(annotation.id)}`),
            reject
          );
        });
      });
      await library.apply([setAnnotation(annotation)]);
      expect(await heard).toBe('1 true');
    });
  });

  it('refuses an operation whose value bears another id, whole', async () => {
    await withFacts(async ({ library, articleId: id }) => {
      const good = setAnnotation(annotationOf(id, 'khánh thành'));
      const bad = setAnnotation(annotationOf(id, 'khánh thành'), 0, annotationOf(id, 'cầu'));
      await expect(library.apply([good, bad])).rejects.toMatchObject({ code: 'badRequest' });
      expect(library.info().lastSequence).toBe(0);
    });
  });
});
