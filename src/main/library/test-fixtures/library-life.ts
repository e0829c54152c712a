// Everything that writes to a library, step by step, and what a person sees of it after each.
import { tellClutter } from '@domain/article/relay';
import type { ArticleId } from '@domain/ids';
import type { Library } from '../library-contract';
import {
  annotationOf,
  original,
  pairOf,
  parsedArticle,
  picturedArticle,
  setAnnotation,
  setPair
} from './facts';

/** What a person would see of the library, without ids and revisions. */
export async function view(library: Library): Promise<string[]> {
  const seen: string[] = [];
  for (const { id, title } of await library.articles()) {
    const { blocks } = await library.article(id);
    seen.push(`${title}: ${blocks.map(({ clutter }) => clutter ?? '-').join(' ')}`);
    await library.original(id);
    for (const { version, reason } of await library.versions(id)) {
      const { text } = await library.version(id, version);
      await library.versionOriginal(id, version);
      seen.push(`${title} ${version} ${reason?.kind}: ${text}`);
    }
    for (const { sha256 } of blocks.flatMap(({ pictures }) => pictures ?? [])) {
      await library.picture(id, sha256);
    }
  }
  for (const { value } of await library.annotations()) {
    const passages = value.targets.map(({ state, anchor }) => `${state} ${JSON.stringify(anchor)}`);
    seen.push(`${JSON.stringify(value.note)} ${value.colour} ${passages.join()}`);
  }
  for (const { value } of (await library.snapshot()).pairs) {
    seen.push(`${value.verdict} ${JSON.stringify([value.links, value.versions, value.stale])}`);
  }
  return seen.sort();
}

const laterText =
  'Khánh thành\nTin thêm: Thành phố khánh thành cầu hôm thứ Ba. Ông Lâm nói cầu dài 1,3 km.\nNgười dân đến xem từ sớm.';
const plain = { pictures: [], chosenCharset: null };

export type Step = (library: Library) => Promise<unknown>;

/** A life of everything that writes. Steps hold their operations, so that a repeated one is the same operation. */
export function life(): Step[] {
  let first: ArticleId;
  let second: ArticleId;
  const made = new Map<string, unknown>();
  const once = <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as T;
  };
  const annotation = (name: string) => once(name, () => annotationOf(first, 'khánh thành', name));
  const pair = () => once('pair', () => pairOf(first, second));
  const apply =
    (name: string, operation: () => ReturnType<typeof setAnnotation>): Step =>
    (library) =>
      library.apply([once(`operation ${name}`, operation)]);
  return [
    async (library) => {
      const { article, pictures } = picturedArticle();
      first = (await library.addArticle(article, original(), pictures)).id;
    },
    apply('a', () => setAnnotation(annotation('a'))),
    apply('b', () => setAnnotation(annotation('b'))),
    async (library) => {
      second = (await library.addArticle(parsedArticle('Khác'), original('Khác', 'b.txt'))).id;
    },
    apply('pair', () => setPair(pair())),
    (library) => library.fold(),
    apply('a blue', () => setAnnotation({ ...annotation('a'), colour: 'blue' }, 1)),
    apply('a pink, too late', () => setAnnotation({ ...annotation('a'), colour: 'pink' }, 1)),
    apply('b deleted', () => setAnnotation(annotation('b'), 2, null)),
    apply('pair again', () => setPair({ ...pair(), verdict: 'partial' }, 3)),
    apply('pair, too late', () => setPair({ ...pair(), verdict: 'comparable' }, 3)),
    (library) => library.fold(),
    async (library) => library.relay(first, tellClutter(await library.article(first), [1], true)),
    (library) => library.trashArticle(second),
    apply('c', () => setAnnotation(annotation('c'))),
    (library) => library.fold(),
    (library) => library.restoreArticle(second),
    apply('d', () => setAnnotation(annotation('d'))),
    // A passage that stays, one that moves, one reworded and one that goes; then the older text taken back.
    apply('moved', () => setAnnotation(once('moved', () => annotationOf(first, 'đến xem')))),
    apply('lost', () => setAnnotation(once('lost', () => annotationOf(first, 'Cầu mới nối')))),
    (library) =>
      library.replaceArticle(
        first,
        { parsed: parsedArticle(laterText), original: original(laterText, 'cầu.md'), ...plain },
        { kind: 'file', fileName: 'cầu.md' }
      ),
    apply('e', () => setAnnotation(annotation('e'))),
    async (library) => {
      const { article } = picturedArticle();
      await library.replaceArticle(
        first,
        { parsed: article, original: original(), ...plain },
        { kind: 'restored', version: 1 }
      );
    }
  ];
}

