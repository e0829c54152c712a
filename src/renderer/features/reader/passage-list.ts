// The annotations of one article as passages. At a change only those that it touches are made anew.
import { fits } from '@domain/anchor/fits';
import { difference, firstAfter, insertSorted } from '@domain/annotation/changed-list';
import type { Annotation } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import type { AnnotationId } from '@domain/ids';
import { sameValue } from '@shared/same-value';
import { assignLayers } from './highlight-layers';
import type { Passage } from './passages';

type Numbers = ReadonlyMap<AnnotationId, number>;
type Text = Pick<Article, 'id' | 'text'>;

interface Made {
  annotations: readonly Annotation[];
  article: Text;
  numbers: Numbers;
}

const byPlace = (a: Passage, b: Passage): number =>
  a.start - b.start ||
  a.end - b.end ||
  a.created.localeCompare(b.created) ||
  a.key.localeCompare(b.key);

/** In no layer yet. Orphans have no place; of those of another text, a new version's annotations come just after it. */
function passagesOf(
  { id, colour, targets, statement, created }: Annotation,
  article: Text,
  numbers: Numbers
): Passage[] {
  return targets.flatMap(({ articleId, state, anchor }, index) => {
    if (articleId !== article.id || state === 'orphan' || !fits(anchor, article.text)) return [];
    const { start, end } = anchor;
    const number = numbers.get(id) ?? null;
    const stated = statement !== undefined;
    return { key: `${id}:${index}`, id, colour, number, stated, created, layer: 0, start, end };
  });
}

/**
 * Which of the list to lay anew after changes between the offsets: all that overlap there, directly or by others. Where
 * one lies at the bottom, nothing from before reaches past its start.
 */
function overlapping(list: readonly Passage[], start: number, end: number): [number, number] {
  let first = firstAfter(list, (passage) => passage.start >= start) - 1;
  while (first > 0 && list[first]?.layer !== 0) first -= 1;
  const from = list[first]?.start ?? 0;
  first = firstAfter(list, (passage) => passage.start >= from);
  let last = first;
  for (let reach = end; last < list.length; last += 1) {
    const passage = list[last];
    if (!passage || passage.start >= reach) break;
    reach = Math.max(reach, passage.end);
  }
  return [first, last];
}

export class PassageList {
  #made: Made | null = null;
  #list: readonly Passage[] = [];

  /**
   * Passages found in the article, by start, then end. What is the same as when it was asked for last is the same object:
   * what is drawn from it need not be drawn anew.
   */
  of(annotations: readonly Annotation[], article: Text, numbers: Numbers): readonly Passage[] {
    const last = this.#made;
    const goesOn =
      last?.numbers === numbers &&
      last.article.id === article.id &&
      last.article.text === article.text;
    const { gone, come } = difference(goesOn ? last.annotations : [], annotations);
    this.#made = { annotations, article, numbers };
    if (goesOn && gone.length + come.length === 0) return this.#list;
    const leaving = new Set(gone.map(({ id }) => id));
    const leaves = ({ id }: Passage): boolean => !goesOn || leaving.has(id);
    const before = goesOn && gone.length === 0 ? [] : this.#list.filter(leaves);
    const stay =
      before.length === 0 ? this.#list.slice() : this.#list.filter((one) => !leaves(one));
    const made = come.flatMap((annotation) => passagesOf(annotation, article, numbers));
    this.#list = layered(insertSorted(stay, made, byPlace), [...before, ...made], before);
    return this.#list;
  }
}

/** Gives the list's passages their layers, after these changed; those that are as they were `before` are the same. */
function layered(
  list: Passage[],
  changed: readonly Passage[],
  before: readonly Passage[]
): readonly Passage[] {
  const start = changed.reduce((least, passage) => Math.min(least, passage.start), Infinity);
  const end = changed.reduce((most, passage) => Math.max(most, passage.end), 0);
  const [first, last] = overlapping(list, start, end);
  const known = new Map(before.map((passage) => [passage.key, passage]));
  const layers = assignLayers(list.slice(first, last));
  for (const [nth, layer] of layers.entries()) {
    const passage = list[first + nth];
    if (!passage) continue;
    const next = passage.layer === layer ? passage : { ...passage, layer };
    const same = known.get(next.key);
    list[first + nth] = same && sameValue(same, next) ? same : next;
  }
  return list;
}
