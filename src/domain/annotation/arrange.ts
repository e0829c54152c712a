// The order and the groups of a long list of annotations. Sorting comes first and once; filters keep the order.
import { anchorStates, type AnchorState } from '../anchor/states';
import type { ArticleId } from '../ids';
import { fold } from '../text/fold';
import { highlightColours } from './colours';
import type { Annotation, AnnotationTarget } from './schema';

export const sortOrders = [
  'reading',
  'created',
  'modified',
  'colour',
  'tag',
  'author',
  'article'
] as const;
export type SortOrder = (typeof sortOrders)[number];

export const groupings = [
  'none',
  'article',
  'tag',
  'colour',
  'speaker',
  'author',
  'date',
  'state'
] as const;
export type Grouping = (typeof groupings)[number];

export interface Listed {
  annotation: Annotation;
  /** The first of its passages in one of the articles: where it is listed. */
  target: AnnotationTarget;
}

export interface Sorting {
  order: SortOrder;
  descending: boolean;
}

/** `key` names the group: an id, a name, a colour, an ISO day of its making, a state; empty for those without any. */
export interface ListGroup {
  key: string;
  listed: Listed[];
}

/** Of several passages the state that most wants looking at. */
export function worstState({ targets }: Annotation): AnchorState {
  return (
    anchorStates[Math.max(...targets.map(({ state }) => anchorStates.indexOf(state)))] ?? 'exact'
  );
}

/** Whether one of its passages was not found again. */
export function isLost({ targets }: Annotation): boolean {
  return targets.some(({ state }) => state === 'orphan');
}

/** Ranks of names in the language's order; the empty name comes last. */
function ranks(names: Iterable<string>, language: string): Map<string, number> {
  const sorted = [...new Set(names)].sort(new Intl.Collator(language).compare);
  return new Map(sorted.map((name, rank) => [name, name === '' ? Infinity : rank]));
}

const firstTag = ({ tags }: Annotation): string => tags[0] ?? '';

/** What is compared first, as a number; `Infinity` comes last in either direction. */
function primaryKey(
  listed: readonly Listed[],
  order: SortOrder,
  language: string
): (annotation: Annotation) => number {
  if (order === 'created' || order === 'modified') {
    return (annotation) => Date.parse(annotation[order]);
  }
  if (order === 'colour') return ({ colour }) => highlightColours.indexOf(colour);
  if (order === 'tag' || order === 'author') {
    const nameOf = order === 'tag' ? firstTag : ({ author }: Annotation) => author;
    const known = ranks(
      listed.map(({ annotation }) => nameOf(annotation)),
      language
    );
    return (annotation) => known.get(nameOf(annotation)) ?? Infinity;
  }
  return () => 0;
}

/**
 * Annotations with a passage in one of the articles, sorted; those that are equal, and all of them for `reading` and
 * `article`, stand in the order of the articles and of the text, lost passages after the others. Turned round,
 * `article` takes the articles from the last to the first and each in its reading order.
 */
export function sortAnnotations(
  annotations: Iterable<Annotation>,
  articleIds: readonly ArticleId[],
  { order, descending }: Sorting,
  language: string
): Listed[] {
  const articleRanks = new Map(articleIds.map((id, rank) => [id, rank]));
  const listed: Listed[] = [];
  for (const annotation of annotations) {
    const target = annotation.targets.find(({ articleId }) => articleRanks.has(articleId));
    if (target) listed.push({ annotation, target });
  }
  const key = primaryKey(listed, order, language);
  const rows = listed.map((entry) => {
    const { annotation, target } = entry;
    const rank = articleRanks.get(target.articleId) ?? 0;
    return {
      entry,
      first: order === 'article' ? rank : key(annotation),
      article: rank,
      lost: target.state === 'orphan' ? 1 : 0,
      start: target.anchor.start,
      end: target.anchor.end
    };
  });
  const turn = descending ? -1 : 1;
  const turnReading = descending && order === 'reading' ? -1 : 1;
  rows.sort((a, b) => {
    if (a.first !== b.first) {
      if (a.first === Infinity || b.first === Infinity) return a.first === Infinity ? 1 : -1;
      return (a.first - b.first) * turn;
    }
    const read =
      a.article - b.article ||
      a.lost - b.lost ||
      a.start - b.start ||
      a.end - b.end ||
      compare(a.entry.annotation.created, b.entry.annotation.created) ||
      compare(a.entry.annotation.id, b.entry.annotation.id);
    return read * turnReading;
  });
  return rows.map(({ entry }) => entry);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The reader's own day of an instant, ISO 8601. */
export function dayOf(instant: string): string {
  const at = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function keysOf({ annotation, target }: Listed, by: Exclude<Grouping, 'none'>): readonly string[] {
  switch (by) {
    case 'article':
      return [target.articleId];
    case 'tag':
      return annotation.tags.length > 0 ? annotation.tags : [''];
    case 'colour':
      return [annotation.colour];
    case 'speaker':
      return [annotation.statement?.speaker?.trim() ?? ''];
    case 'author':
      return [annotation.author];
    case 'date':
      return [dayOf(annotation.created)];
    case 'state':
      return [worstState(annotation)];
  }
}

/**
 * The list in groups: each annotation in one, with several tags in the group of each. Tags and speakers that differ
 * only in case (speakers also in marks) are one, under the name met first. Groups stand in the order of the language's
 * alphabet, of the colours, of the states that most want looking at, the
 * latest day first, of the articles as they come; that of those without any stands last.
 */
export function groupAnnotations(
  listed: readonly Listed[],
  by: Exclude<Grouping, 'none'>,
  language: string
): ListGroup[] {
  const groups = new Map<string, ListGroup>();
  const folded = by === 'tag' || by === 'speaker';
  for (const entry of listed) {
    for (const key of keysOf(entry, by)) {
      const name = by === 'speaker' ? fold(key) : folded ? key.toLowerCase() : key;
      const group = groups.get(name);
      if (group) group.listed.push(entry);
      else groups.set(name, { key, listed: [entry] });
    }
  }
  return [...groups.values()].sort(groupOrder(by, language));
}

function groupOrder(
  by: Exclude<Grouping, 'none'>,
  language: string
): (a: ListGroup, b: ListGroup) => number {
  if (by === 'article') return () => 0;
  if (by === 'date') return (a, b) => compare(b.key, a.key);
  const fixed: readonly string[] | null =
    by === 'colour' ? highlightColours : by === 'state' ? [...anchorStates].reverse() : null;
  if (fixed) return (a, b) => fixed.indexOf(a.key) - fixed.indexOf(b.key);
  const collator = new Intl.Collator(language);
  return (a, b) => Number(a.key === '') - Number(b.key === '') || collator.compare(a.key, b.key);
}
