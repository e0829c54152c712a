// All annotations in memory, by id and by article, so that thousands stay quick to draw.
import { SvelteMap } from 'svelte/reactivity';
import { insertSorted } from '@domain/annotation/changed-list';
import { noOrder, reorder, type ReadingOrder } from '@domain/annotation/order';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';
import { RelationIndex } from './relation-index.svelte';

const none: readonly Annotation[] = [];

function articlesOf(annotation: Annotation | undefined): ArticleId[] {
  return [...new Set(annotation?.targets.map((target) => target.articleId))];
}

function startIn(articleId: ArticleId, { targets }: Annotation): number {
  return targets.find((target) => target.articleId === articleId)?.anchor.start ?? 0;
}

/** By where their first passage in the article begins. */
const byStartIn = (articleId: ArticleId) => (a: Annotation, b: Annotation) =>
  startIn(articleId, a) - startIn(articleId, b);

/** The lists of the articles one after the other, without those that an earlier one has. */
function eachOnce(
  lists: readonly (readonly Annotation[])[],
  articleIds: readonly ArticleId[]
): Annotation[] {
  const [first = none, ...others] = lists;
  const all = first.slice();
  for (const [nth, list] of others.entries()) {
    const earlier = articleIds.slice(0, nth + 1);
    for (const one of list) {
      const { targets } = one;
      if (targets.length > 1 && targets.some(({ articleId }) => earlier.includes(articleId)))
        continue;
      all.push(one);
    }
  }
  return all;
}

function counterpartOf(annotation: Annotation | undefined | null): AnnotationId[] | undefined {
  const id = annotation?.statement?.counterpart as AnnotationId | undefined;
  return id === undefined ? undefined : [id];
}

export class AnnotationIndex {
  readonly #byId = new SvelteMap<AnnotationId, Annotation>();
  readonly #byArticle = new SvelteMap<ArticleId, readonly Annotation[]>();
  #merged: { lists: readonly (readonly Annotation[])[]; all: readonly Annotation[] } = {
    lists: [],
    all: none
  };
  readonly #orders = new WeakMap<readonly Annotation[], ReadingOrder>();
  #last: { articleIds: readonly ArticleId[]; order: ReadingOrder } = {
    articleIds: [],
    order: noOrder
  };
  readonly #relations = new RelationIndex(({ related }) => related);
  readonly #counterparts = new RelationIndex(counterpartOf);

  get(id: AnnotationId): Annotation | undefined {
    return this.#byId.get(id);
  }

  /** Those that it is linked with, at whichever end the link stands: its own first. Also such as are gone. */
  relatedTo(id: AnnotationId): AnnotationId[] {
    return this.#relations.of(id, this.#byId.get(id)?.related);
  }

  /** What answers its statement, whichever of the two names the other; those that are there. */
  counterpartsOf(id: AnnotationId): Annotation[] {
    const ids = this.#counterparts.of(id, counterpartOf(this.#byId.get(id)));
    return ids.flatMap((other) => this.#byId.get(other) ?? []);
  }

  /**
   * Each once, by article as given, each article's about in the order of its text: sorting them is quick. The same array
   * as long as nothing changed, where one article or the same ones as last time are asked.
   */
  of(articleIds: readonly ArticleId[]): readonly Annotation[] {
    const lists = articleIds.map((id) => this.#byArticle.get(id) ?? none);
    if (lists.length === 1) return lists[0] ?? none;
    const { lists: last, all } = this.#merged;
    if (lists.length === last.length && lists.every((list, nth) => list === last[nth])) return all;
    this.#merged = { lists, all: eachOnce(lists, articleIds) };
    return this.#merged.all;
  }

  /** The same in reading order; the same object as long as `of` gives the same. */
  order(articleIds: readonly ArticleId[]): ReadingOrder {
    const all = this.of(articleIds);
    const known = this.#orders.get(all);
    if (known) return known;
    const { articleIds: before, order: last } = this.#last;
    const same =
      before.length === articleIds.length && before.every((id, nth) => id === articleIds[nth]);
    const order = reorder(same ? last : noOrder, all, articleIds);
    this.#last = { articleIds, order };
    this.#orders.set(all, order);
    return order;
  }

  all(): readonly Annotation[] {
    return [...new Set([...this.#byArticle.values()].flat())];
  }

  /** Without effect on readers: the current value, untracked. */
  ids(): AnnotationId[] {
    return [...this.#byId.keys()];
  }

  /** Puts values in, or in the place of those with their ids; null takes one out. Each id once. */
  set(changes: readonly { id: AnnotationId; value: Annotation | null }[]): void {
    const added = new Map<ArticleId, Annotation[]>();
    for (const { id, value } of changes) {
      for (const article of articlesOf(this.#byId.get(id)))
        if (!added.has(article)) added.set(article, []);
      for (const article of articlesOf(value ?? undefined)) {
        const list = added.get(article) ?? [];
        if (value) list.push(value);
        added.set(article, list);
      }
    }
    const gone = new Set(changes.flatMap(({ id }) => this.#byId.get(id) ?? []));
    for (const [article, values] of added) {
      const list = this.#byArticle.get(article) ?? none;
      const others = gone.size > 0 ? list.filter((one) => !gone.has(one)) : list.slice();
      this.#byArticle.set(article, insertSorted(others, values, byStartIn(article)));
    }
    for (const { id, value } of changes) {
      const before = this.#byId.get(id);
      this.#relations.change(id, before?.related, value?.related);
      this.#counterparts.change(id, counterpartOf(before), counterpartOf(value));
      if (value) this.#byId.set(id, value);
      else this.#byId.delete(id);
    }
  }

  /** Takes these for all there are. */
  replace(annotations: readonly Annotation[]): void {
    const lists = new Map<ArticleId, Annotation[]>();
    for (const annotation of annotations) {
      for (const article of articlesOf(annotation)) {
        const list = lists.get(article);
        if (list) list.push(annotation);
        else lists.set(article, [annotation]);
      }
    }
    const kept = new Set(annotations.map((annotation) => annotation.id));
    for (const id of [...this.#byId.keys()]) if (!kept.has(id)) this.#byId.delete(id);
    for (const annotation of annotations) this.#byId.set(annotation.id, annotation);
    this.#relations.replace(annotations);
    this.#counterparts.replace(annotations);
    for (const article of [...this.#byArticle.keys()]) {
      if (!lists.has(article)) this.#byArticle.delete(article);
    }
    for (const [article, list] of lists)
      this.#byArticle.set(article, list.sort(byStartIn(article)));
  }
}
