// Articles in edited versions, with where each passage of the first one stands in the other: for the bench of anchors
// and for their tests. Real versions come from the corpora; edits are made up here, the same at each run.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Span = [start: number, end: number];

/** A passage as it stood and as it stands, offsets half-open; null where it was dropped. */
interface Passage {
  was: Span;
  is: Span | null;
}

export interface EditedVersion {
  name: string;
  language: string;
  before: string;
  after: string;
  passages: Passage[];
}

type Next = ReturnType<typeof seeded>;
/** [start, end, by what]. */
type Piece = [number, number, string];

/** Versions of which the gold says what became of every sentence. */
export const variants = ['reflow', 'clutter', 'drop', 'mix'];

/** Both languages of one document. A bead keeps its place in every version, with an empty list where it was dropped. */
function readSides(folder: string): { language: string; text: string; beads: Span[][] }[] {
  const gold = JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8')) as {
    source_lang: string;
    target_lang: string;
    beads: Record<'s' | 't', Span[]>[];
  };
  const sides = [
    ['s', 'source', gold.source_lang],
    ['t', 'target', gold.target_lang]
  ] as const;
  return sides.map(([key, name, language]) => ({
    text: readFileSync(join(folder, `${name}.txt`), 'utf8'),
    language,
    beads: gold.beads.map((bead) => bead[key])
  }));
}

const folders = (path: string): string[] => (existsSync(path) ? readdirSync(path).sort() : []);

/** Every document of the corpora whose name holds `wanted`, one language at a time, in one variant beside `base`. */
export function editedVersions(corpora: string, variant: string, wanted = ''): EditedVersion[] {
  const documents = folders(corpora)
    .filter((corpus) => corpus.includes(wanted))
    .flatMap((corpus) =>
      folders(join(corpora, corpus, variant)).map((document) => [corpus, document] as const)
    );
  return documents.flatMap(([corpus, document]) => {
    const others = readSides(join(corpora, corpus, variant, document));
    return readSides(join(corpora, corpus, 'base', document)).map((base, at) => {
      const { text = '', beads = [] } = others[at] ?? {};
      const passages = base.beads.flatMap((spans, bead) =>
        spans.map((was, index) => ({ was, is: beads[bead]?.[index] ?? null }))
      );
      const name = `${corpus}/${variant}/${document} ${base.language}`;
      return { name, language: base.language, before: base.text, after: text, passages };
    });
  });
}

/** The words of a span, [start, end] each, also of scripts that write no spaces; never none. */
function wordsOf(text: string, [start, end]: Span, language: string): Span[] {
  const words = [
    ...new Intl.Segmenter(language, { granularity: 'word' }).segment(text.slice(start, end))
  ]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }): Span => [start + index, start + index + segment.length]);
  return words.length > 0 ? words : [[start, end]];
}

/** Three words out of the middle of each passage, what a reader marks most often; `before` and `after` have the same. */
export function middles(version: EditedVersion): EditedVersion {
  const { before, after, passages, language } = version;
  const shorter = passages.map(({ was, is }) => {
    const words = wordsOf(before, was, language);
    const third = Math.floor(words.length / 3);
    const [from] = words[third] ?? was;
    const [, to] = words[Math.min(words.length - 1, third + 2)] ?? was;
    const part: Span = [from, to];
    return {
      was: part,
      is: is && partOf(after, is, before.slice(was[0], part[0]), before.slice(...part))
    };
  });
  return { ...version, passages: shorter };
}

/** Where in a span `words` stand after `lead`, whatever the white space. */
function partOf(text: string, [start, end]: Span, lead: string, words: string): Span {
  const letters = [...text.slice(start, end).matchAll(/\S/gu)].map(({ index }) => start + index);
  const count = (part: string): number => part.replace(/\s/gu, '').length;
  const from = count(lead);
  return [letters[from] ?? start, (letters[from + count(words) - 1] ?? start) + 1];
}

/** Numbers from 0 up to `below`, the same for the same seed. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below;
  };
}

/** The version with pieces of `after` replaced once more: in order, apart from each other. */
function replaced(version: EditedVersion, pieces: Piece[]): EditedVersion {
  const { after: text, passages } = version;
  let after = '';
  let from = 0;
  /** For every offset of the text, where what stood from there on stands now. */
  const moved = new Uint32Array(text.length + 1);
  const keep = (to: number): void => {
    for (let at = from; at < to; at += 1) moved[at] = after.length + at - from;
    after += text.slice(from, to);
    from = to;
  };
  for (const [start, end, by] of pieces) {
    keep(start);
    const place = after.length;
    after += by;
    for (let at = start; at < end; at += 1) moved[at] = Math.min(after.length, place + at - start);
    from = end;
  }
  keep(text.length);
  moved[text.length] = after.length;
  const now = ([start, end]: Span): Span | null => {
    const [from = 0, to = 0] = [moved[start], moved[end]];
    return from < to ? [from, to] : null;
  };
  return {
    ...version,
    after,
    passages: passages.map(({ was, is }) => ({ was, is: is && now(is) }))
  };
}

/** `share` of all characters replaced, left out or put in before, by others of the same text. */
export function withCharacterEdits(
  version: EditedVersion,
  share: number,
  next: Next
): EditedVersion {
  const { after } = version;
  const pieces: Piece[] = [];
  for (let at = 0; at < after.length; at += 1) {
    if (next(1) >= share) continue;
    const other = after[Math.floor(next(after.length))] ?? '';
    const kind = Math.floor(next(3));
    pieces.push(kind === 0 ? [at, at + 1, other] : kind === 1 ? [at, at + 1, ''] : [at, at, other]);
  }
  return replaced(version, pieces);
}

/** In each passage `share` of the words, at least one, replaced by other words of the same text. */
export function withWordEdits(version: EditedVersion, share: number, next: Next): EditedVersion {
  const { after, language, passages } = version;
  const quotes = passages.flatMap(({ is }) => (is ? [wordsOf(after, is, language)] : []));
  const all = quotes.flat();
  const pieces = quotes.flatMap((words) => {
    const sure = Math.floor(next(words.length));
    return words
      .filter((_, at) => at === sure || next(1) < share)
      .map(([start, end]): Piece => {
        const other = all[Math.floor(next(all.length))] ?? [0, 0];
        return [start, end, after.slice(...other)];
      });
  });
  return replaced(version, pieces);
}

/** A tenth of the paragraphs left out, at least one. */
export function withoutParagraphs(version: EditedVersion, next: Next): EditedVersion {
  const paragraphs = [...version.after.matchAll(/[^\n]+\n*/gu)];
  const sure = Math.floor(next(paragraphs.length));
  const gone = paragraphs
    .filter((_, at) => at === sure || next(1) < 0.1)
    .map(({ 0: words, index }): Piece => [index, index + words.length, '']);
  const cut = ([start, end]: Span): boolean => gone.some(([from, to]) => start < to && end > from);
  const passages = version.passages.map(({ was, is }) => ({ was, is: is && cut(is) ? null : is }));
  return replaced({ ...version, passages }, gone);
}

/** The first version of each of these, once, as yet unedited. */
export function unedited(versions: EditedVersion[]): EditedVersion[] {
  const texts = new Map(versions.map((version) => [version.before, version]));
  return [...texts.values()].map((version) => ({
    ...version,
    after: version.before,
    passages: version.passages.map(({ was }) => ({ was, is: was }))
  }));
}
