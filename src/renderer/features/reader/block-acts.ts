// What can be done with the blocks at the reading cursor: other kinds, joined, split, told as clutter.
import {
  canJoin,
  join,
  retype,
  split,
  splitPoint,
  tellClutter,
  type BlockForm,
  type Relay
} from '@domain/article/relay';
import type { Article } from '@domain/article/schema';
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';
import type { ArticleSide } from './article-side.svelte';
import { blockAt } from './offset-map';
import type { ReaderState } from './reader-state.svelte';

/** A change of blocks as one act: what it is called in undo, and what is said once it is done. */
export interface RelayAct {
  relay: Relay;
  name: MessageKey;
  said: string;
}

/** Blocks by index, and where their words would be parted: at the selection's or the sentence's beginning. */
export interface BlockSubject {
  at: ArticleSide;
  first: number;
  last: number;
  /** Null where no new block can begin there. */
  point: number | null;
}

/** The blocks that the selection touches, else the one with the cursor; null before the cursor was put anywhere. */
export function blockSubject(reader: ReaderState): BlockSubject | null {
  if (!reader.moved && !reader.selection) return null;
  const { side, offset } = reader.cursor;
  const span = reader.selection ? reader.subject : { side, start: offset, end: offset + 1 };
  const at = span && reader.at(span.side);
  if (!span || !at) return null;
  const { blocks } = at.article;
  const first = blockAt(blocks, span.start);
  if (first < 0) return null;
  const begins = reader.selection ? span.start : reader.sentenceOf({ side, offset })?.start;
  return {
    at,
    first,
    last: Math.max(first, blockAt(blocks, span.end - 1)),
    point: begins === undefined ? null : splitPoint(at.article, begins)
  };
}

export const blockForms = [
  {
    id: 'paragraph',
    label: 'reader.kindParagraph',
    make: 'reader.makeParagraph',
    form: { kind: 'paragraph' }
  },
  {
    id: 'heading1',
    label: 'reader.kindHeading1',
    make: 'reader.makeHeading1',
    form: { kind: 'heading', level: 1 }
  },
  {
    id: 'heading2',
    label: 'reader.kindHeading2',
    make: 'reader.makeHeading2',
    form: { kind: 'heading', level: 2 }
  },
  {
    id: 'heading3',
    label: 'reader.kindHeading3',
    make: 'reader.makeHeading3',
    form: { kind: 'heading', level: 3 }
  },
  { id: 'quote', label: 'reader.kindQuote', make: 'reader.makeQuote', form: { kind: 'quote' } },
  {
    id: 'caption',
    label: 'reader.kindCaption',
    make: 'reader.makeCaption',
    form: { kind: 'caption' }
  },
  {
    id: 'listItem',
    label: 'reader.kindListItem',
    make: 'reader.makeListItem',
    form: { kind: 'listItem' }
  },
  { id: 'code', label: 'reader.kindCode', make: 'reader.makeCode', form: { kind: 'code' } },
  {
    id: 'footnote',
    label: 'reader.kindFootnote',
    make: 'reader.makeFootnote',
    form: { kind: 'footnote' }
  }
] as const satisfies { id: string; label: MessageKey; make: MessageKey; form: BlockForm }[];
export type NamedForm = (typeof blockForms)[number];

const indexesOf = ({ first, last }: BlockSubject): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** Those of the blocks that are clutter like the first, or like it are not. */
function alike(subject: BlockSubject): number[] {
  const { blocks } = subject.at.article;
  const clutter = blocks[subject.first]?.clutter !== undefined;
  return indexesOf(subject).filter((index) => (blocks[index]?.clutter !== undefined) === clutter);
}

/** Whether all the blocks have the form already. */
export function hasForm(subject: BlockSubject, form: BlockForm): boolean {
  return alike(subject).every((index) => {
    const block = subject.at.article.blocks[index];
    const level = block?.kind === 'heading' ? (block.level ?? 2) : undefined;
    return block?.kind === form.kind && level === form.level;
  });
}

/** Makes the blocks the form; null where they have it. */
export function retypeAct(
  subject: BlockSubject,
  { form, label }: NamedForm,
  { t }: Translator
): RelayAct | null {
  if (hasForm(subject, form)) return null;
  const indexes = alike(subject);
  return {
    relay: retype(subject.at.article, indexes, form),
    name: 'reader.actRetype',
    said: t('reader.nowKind', { count: indexes.length, kind: t(label) })
  };
}

/** The last block of a join: of those selected, or the one after. Null where they cannot become one. */
function joinEnd({ at, first, last }: BlockSubject): number | null {
  const end = last > first ? last : first + 1;
  return canJoin(at.article, first, end) ? end : null;
}

export function canJoinHere(subject: BlockSubject): boolean {
  return joinEnd(subject) !== null;
}

export function joinAct(subject: BlockSubject, { t }: Translator): RelayAct | null {
  const end = joinEnd(subject);
  if (end === null) return null;
  return {
    relay: join(subject.at.article, subject.first, end),
    name: 'reader.actJoin',
    said: t('reader.nowJoined', { count: end - subject.first + 1 })
  };
}

export function splitAct({ at, point }: BlockSubject, { t }: Translator): RelayAct | null {
  if (point === null) return null;
  return {
    relay: split(at.article, point),
    name: 'reader.actSplit',
    said: t('reader.nowSplit')
  };
}

export function isClutter({ at, first }: BlockSubject): boolean {
  return at.article.blocks[first]?.clutter !== undefined;
}

/** Tells the blocks as clutter, or takes them back where they are. */
export function clutterAct(subject: BlockSubject, { t }: Translator): RelayAct {
  const clutter = !isClutter(subject);
  const indexes = alike(subject);
  return {
    relay: tellClutter(subject.at.article, indexes, clutter),
    name: 'common.actClutter',
    said: t(clutter ? 'common.nowClutter' : 'common.nowText', { count: indexes.length })
  };
}

/** Indexes of the blocks in the article that the change tells as clutter. */
export function foldedBy({ blocks }: Pick<Article, 'blocks'>, { before, after }: Relay): number[] {
  const known = new Set(before.blocks.filter(({ clutter }) => clutter).map(({ start }) => start));
  const told = after.blocks.filter(({ clutter, start }) => clutter && !known.has(start));
  return told.map(({ start }) => blockAt(blocks, start));
}
