import { expect, it } from 'vitest';
import { tellClutter } from '@domain/article/relay';
import type { RouteOutput } from '@shared/ipc/routes';
import { openLibrary } from '../library/open-library';
import type { Library } from '../library/library-contract';
import {
  annotationOf,
  fixedClock,
  inTemporaryFolder,
  original,
  parsedArticle,
  setAnnotation
} from '../library/test-fixtures/facts';
import { richNote } from '../jobs/worker/export/testing/rich-note';
import { SearchService } from './search-service';

const bridge = 'Cầu mới\nThành phố khánh thành cầu hôm thứ Ba.\nXem thêm: tin bóng đá';
const road = 'New road\nThe city opened a road on Tuesday.';

async function withSearch(
  work: (search: SearchService, library: Library) => Promise<void>
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const search = new SearchService(library);
    await work(search, library);
    search.close();
    await library.close();
  });
}
const add = async (library: Library, text: string) =>
  (await library.addArticle(parsedArticle(text), original(text))).id;
const marked = ({ hits }: RouteOutput<'library.search'>): string[] =>
  hits.flatMap(({ snippet }) =>
    snippet.ranges.map(([start, end]) => snippet.text.slice(start, end))
  );

// Would catch: a search that keeps quiet about what it has not read yet, or that never gets to read it.
it('says how much is unread, and reads it', async () => {
  await withSearch(async (search, library) => {
    await add(library, bridge);
    await add(library, road);
    expect(search.search('cau', 10)).toEqual({ hits: [], total: 0, unread: 2 });
    await search.ready();
    expect(search.search('cau', 10)).toMatchObject({ total: 1, unread: 0 });
  });
});

// Would catch: a place that opens the article somewhere else than the words shown.
it('gives title, lines and the place in the article’s text', async () => {
  await withSearch(async (search, library) => {
    const id = await add(library, bridge);
    await search.ready();
    const [hit] = search.search('khánh thành', 10).hits;
    expect(hit).toMatchObject({ kind: 'article', articleId: id, exact: true, clutter: false });
    expect(bridge.slice(...hit!.place!)).toBe('khánh thành');
    expect(hit?.title).toEqual({ text: 'Cầu mới', ranges: [] });
    const [inTitle] = search.search('cau moi', 10).hits;
    expect(inTitle?.title?.ranges).toEqual([[0, 7]]);
    expect(inTitle?.exact).toBe(false);
  });
});

// Would catch: an index that goes stale: imports, the trash, changed clutter and edited notes must show at once.
it('follows the library', async () => {
  await withSearch(async (search, library) => {
    const id = await add(library, bridge);
    await search.ready();
    const later = await add(library, road);
    await search.ready();
    expect(search.search('tuesday', 10).hits[0]?.articleId).toBe(later);

    expect(search.search('bong da', 10).hits[0]?.clutter).toBe(false);
    await library.articles();
    await library.relay(id, tellClutter(await library.article(id), [2], true));
    await search.ready();
    expect(search.search('bong da', 10).hits[0]?.clutter).toBe(true);

    const note = annotationOf(id, 'khánh thành', 'Đối chiếu với bản tiếng Anh', bridge);
    await library.apply([setAnnotation(note)]);
    await Promise.resolve();
    expect(marked(search.search('doi chieu', 10))).toEqual(['Đối chiếu']);
    expect(search.search('"tiếng Anh"', 10).hits[0]).toMatchObject({
      kind: 'note',
      articleId: id,
      annotationId: note.id
    });

    await library.trashArticle(id);
    expect(search.search('doi chieu', 10).total).toBe(0);
    expect(search.search('khanh thanh', 10).total).toBe(0);
    await library.restoreArticle(id);
    await search.ready();
    expect(search.search('khanh thanh', 10).total).toBe(1);
    const revision = (await library.annotation(note.id))?.revision;
    await library.apply([setAnnotation(note, revision, null)]);
    await Promise.resolve();
    expect(search.search('doi chieu', 10).total).toBe(0);
  });
});

// Would catch: notes of a library that is searched for the first time left out.
it('reads the notes that were there before', async () => {
  await withSearch(async (search, library) => {
    const id = await add(library, bridge);
    await library.apply([setAnnotation(annotationOf(id, 'Thành phố', 'hỏi lại toà soạn', bridge))]);
    await search.ready();
    expect(marked(search.search('toa soan', 10))).toEqual(['toà soạn']);
    expect(search.search('cầu', 1)).toMatchObject({ total: 2, hits: [{ kind: 'article' }] });
  });
});

// Would catch: words of a note that are in its file and in no search: of tables, code, mentions and tags.
it('finds all words of a note', async () => {
  await withSearch(async (search, library) => {
    const id = await add(library, bridge);
    const note = annotationOf(id, 'khánh thành', '', bridge);
    await library.apply([setAnnotation({ ...note, note: richNote(note.id) })]);
    await search.ready();
    for (const words of ['26.000', 'ghi', 'thi truong', 'so lieu', 'mot ruoi', 'trich dan']) {
      expect(search.search(words, 10).hits, words).toMatchObject([{ kind: 'note' }]);
    }
  });
});
