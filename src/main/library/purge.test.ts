// Deleting for ever: what must go goes from the disk too, and nothing else does.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Annotation } from '@domain/annotation/schema';
import { openLibrary } from './open-library';
import {
  annotationOf,
  fixedClock,
  inTemporaryFolder,
  original,
  pairOf,
  parsedArticle,
  setAnnotation,
  setPair
} from './test-fixtures/facts';

async function everyByte(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

// Would catch: notes that come back at the next start, or a note on two articles lost with one of them.
it('deletes an article with its notes and pairs, but no note that speaks of another article too', async () => {
  await inTemporaryFolder(async (folder) => {
    const open = () => openLibrary(folder, { clock: fixedClock, create: true });
    let library = await open();
    // The words of the passage that stays an orphan quote what stands around them, but not so far.
    const doomedText = `Bài sẽ xoá\nĐoạn ${'giữa '.repeat(40)} riêng tư.`;
    const { id: doomed } = await library.addArticle(parsedArticle(doomedText), original('a'));
    const { id: other } = await library.addArticle(parsedArticle(), original());
    const own = annotationOf(doomed, 'riêng tư', 'chỉ của bài này', doomedText);
    const deleted = annotationOf(doomed, 'Đoạn', 'đã xoá trước', doomedText);
    const [here] = annotationOf(doomed, 'Bài', '', doomedText).targets;
    const [there] = annotationOf(other, 'khánh thành').targets;
    const both: Annotation = { ...own, ...annotationOf(other, 'cầu', 'cả hai bài') };
    both.targets = [here!, there!];
    const pair = pairOf(doomed, other);
    await library.apply([setAnnotation(own), setAnnotation(deleted), setAnnotation(both)]);
    await library.apply([setPair(pair), setAnnotation(deleted, 2, null)]);
    await expect(library.purgeArticle(doomed)).rejects.toMatchObject({ code: 'articleNotFound' });

    await library.trashArticle(doomed);
    const { articles, annotations } = await library.trash();
    expect(articles.map(({ article, at }) => [article.id, at])).toEqual([
      [doomed, fixedClock.now().toISOString()]
    ]);
    expect(annotations.map(({ annotation }) => annotation.id)).toEqual([deleted.id]);
    await library.purgeArticle(doomed);

    for (const restart of [false, true]) {
      if (restart) {
        await library.close();
        // The journal remembers its last changes; what they are folded into must not.
        await rm(join(folder, 'journal'), { recursive: true });
        library = await open();
      }
      expect(await library.trash()).toEqual({ articles: [], annotations: [] });
      const left = await library.annotations();
      expect(left.map(({ value }) => value.id)).toEqual([both.id]);
      expect(left[0]?.value.targets.map(({ articleId, state }) => [articleId, state])).toEqual([
        [other, 'exact'],
        [doomed, 'orphan']
      ]);
      expect((await library.snapshot()).pairs).toEqual([]);
      expect((await library.articles()).map(({ id }) => id)).toEqual([other]);
    }
    await library.close();
    const bytes = await everyByte(folder);
    expect(bytes).toContain('cả hai bài');
    for (const words of ['riêng tư', 'chỉ của bài này', 'đã xoá trước']) {
      expect(bytes).not.toContain(words);
    }
  });
});

// Would catch: a repeated deletion that empties the trash, or a purge that takes what is not in it.
it('purges only what is in the trash, and only when told to', async () => {
  await inTemporaryFolder(async (folder) => {
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const { id } = await library.addArticle(parsedArticle(), original());
    const annotation = annotationOf(id, 'khánh thành');
    await library.apply([setAnnotation(annotation)]);
    await library.purgeAnnotation(annotation.id);
    expect(await library.annotations()).toHaveLength(1);
    const purge = { ...setAnnotation(annotation, 1, null), purge: true as const };
    expect((await library.apply([purge])).results[0]?.status).toBe('conflict');

    await library.apply([setAnnotation(annotation, 1, null)]);
    await library.apply([setAnnotation(annotation, 2, null)]);
    expect((await library.trash()).annotations).toHaveLength(1);
    await library.purgeAnnotation(annotation.id);
    expect((await library.trash()).annotations).toHaveLength(0);
    await library.close();
    const again = await openLibrary(folder, { clock: fixedClock });
    expect((await again.trash()).annotations).toHaveLength(0);
    await again.close();
  });
});
