// A library that has something of every kind of file.
import { join } from 'node:path';
import type { ArticleId, PairId } from '@domain/ids';
import { openLibrary } from '../open-library';
import {
  annotationOf,
  collectionOf,
  fixedClock,
  inTemporaryFolder,
  original,
  pairOf,
  parsedArticle,
  picturedArticle,
  sampleText,
  setAnnotation,
  setCollection,
  setPair,
  setTag,
  setTerm,
  tagOf,
  termOf
} from './facts';

interface Whole {
  folder: string;
  /** Of the article with versions, pictures and an annotation. */
  id: ArticleId;
  pairId: PairId;
}

/** With an older version, a change of details, pictures, a pair change that lost, and something of each kind in the trash. */
export async function withEverything(work: (whole: Whole) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'library');
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const { article, pictures } = picturedArticle();
    const { id } = await library.addArticle(article, original(), pictures);
    const other = await library.addArticle(parsedArticle('Một bài khác'), original('khác'));
    const gone = picturedArticle('Bài bỏ đi\nCó một câu.');
    const trashed = await library.addArticle(gone.article, original('bỏ'), gone.pictures);
    const annotation = annotationOf(id, 'khánh thành');
    const deleted = annotationOf(id, 'từ sớm');
    const pair = pairOf(id, other.id);
    await library.apply([setAnnotation(annotation), setAnnotation(deleted), setPair(pair)]);
    await library.apply([
      setAnnotation(deleted, 2, null),
      setPair({ ...pair, evidence: 0.5 }, 3),
      setCollection(collectionOf('Cầu', [id])),
      setTerm(termOf('cầu', 'bridge')),
      setTag(tagOf('cầu'))
    ]);
    await library.apply([setPair({ ...pair, evidence: 0.1 }, 3)]);
    await library.setDetails(id, { title: { value: 'Tên khác', byHand: true } });
    const text = `${sampleText} Thêm.`;
    const next = picturedArticle(text);
    await library.replaceArticle(
      id,
      {
        parsed: next.article,
        original: original(text, 'b.md'),
        pictures: next.pictures,
        chosenCharset: null
      },
      { kind: 'file', fileName: 'b.md' }
    );
    await library.trashArticle(trashed.id);
    await library.close();
    await work({ folder, id, pairId: pair.id });
  });
}
