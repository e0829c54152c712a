// What the room of notes shows: which annotations, in what order and groups, where the cursor is, what is selected.
// It is kept while one is elsewhere, so that one comes back to the same place in the list.
import { SvelteSet } from 'svelte/reactivity';
import {
  groupAnnotations,
  sortAnnotations,
  type Grouping,
  type ListGroup,
  type Listed,
  type Sorting
} from '@domain/annotation/arrange';
import {
  annotationMatcher,
  narrows,
  withCriterion,
  type AnnotationFilter,
  type FilterScope
} from '@domain/annotation/filter';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';
import type { FactsStore } from '../../db/facts-store.svelte';
import { LibraryTags } from '../../db/library-tags.svelte';
import type { NotesView } from '../../db/view-state';
import type { Client } from '../../platform/client';
import { ArticleTexts } from './article-texts.svelte';
import { articlesOf, worldOf, type NotesLibrary } from './notes-library';
import { inSlices } from './slices';

/**
 * A line of the list. `position` counts from 1 to `size`, of groups among the groups, of rows in their group. A row
 * says its group's key.
 */
export type NotesItem = { position: number; size: number } & (
  | { kind: 'head'; group: ListGroup; folded: boolean }
  | { kind: 'row'; group: string; listed: Listed }
);

/** The line's own key: an annotation with two tags has a row in the group of each. Made when asked for, of few lines. */
export function keyOf(item: NotesItem): string {
  return item.kind === 'head'
    ? `head ${item.group.key}`
    : `${item.group}/${item.listed.annotation.id}`;
}

const readingOrder: Sorting = { order: 'reading', descending: false };

export class NotesRoom {
  readonly facts: FactsStore;
  readonly library: NotesLibrary;
  readonly texts: ArticleTexts;
  readonly tags: LibraryTags;
  readonly #language: () => string;
  #filter = $state.raw<AnnotationFilter>({});
  #sorting = $state.raw<Sorting>(readingOrder);
  #grouping = $state<Grouping>('article');
  #folded = $state.raw<readonly string[]>([]);
  #preview = $state(false);
  #found = $state.raw<readonly Listed[]>([]);
  #looked = $state(false);
  /** Share of the annotations looked through, where that takes long; null else. */
  progress = $state<number | null>(null);
  /** Two readers are compared, in place of the list. */
  comparing = $state(false);
  /** Key of the line that the list's cursor is on. */
  cursor = $state<string | null>(null);
  /** Where the list was scrolled to, in CSS pixels. */
  scrollTop = 0;
  readonly selected = new SvelteSet<AnnotationId>();

  /** Stays the same object while other criteria change: then nothing is sorted anew. */
  readonly #scope = $derived(this.#filter.scope);
  readonly #articleIds = $derived.by(() =>
    articlesOf(this.#scope, this.library, this.facts.collections, this.#language())
  );
  readonly #all = $derived.by(() =>
    this.facts.annotationsOf(this.library.articles.map(({ id }) => id))
  );
  readonly #sorted = $derived.by(() =>
    sortAnnotations(
      this.facts.annotationsOf(this.#articleIds),
      this.#articleIds,
      this.#sorting,
      this.#language()
    )
  );
  readonly #groups = $derived.by(() =>
    this.#grouping === 'none'
      ? null
      : groupAnnotations(this.#found, this.#grouping, this.#language())
  );
  readonly #items = $derived.by(() => {
    const items: NotesItem[] = [];
    const add = (group: string, listed: readonly Listed[]): void => {
      const size = listed.length;
      for (const [index, one] of listed.entries()) {
        items.push({ kind: 'row', group, position: index + 1, size, listed: one });
      }
    };
    if (!this.#groups) add('', this.#found);
    else {
      const closed = new Set(this.#folded);
      const size = this.#groups.length;
      for (const [index, group] of this.#groups.entries()) {
        const folded = closed.has(group.key);
        items.push({ kind: 'head', position: index + 1, size, group, folded });
        if (!folded) add(group.key, group.listed);
      }
    }
    return items;
  });

  readonly #at = $derived.by(() => {
    if (this.cursor === null) return 0;
    const exact = this.indexOf(this.cursor);
    if (exact >= 0) return exact;
    const id = this.cursor.split('/').at(-1);
    const other = this.#items.findIndex(
      (item) => item.kind === 'row' && item.listed.annotation.id === id
    );
    return Math.max(0, other);
  });

  constructor(facts: FactsStore, library: NotesLibrary, client: Client, language: () => string) {
    this.facts = facts;
    this.library = library;
    this.texts = new ArticleTexts(client);
    this.#language = language;
    const articleIds = () => library.articles.map(({ id }) => id);
    this.tags = new LibraryTags({ facts, language, articleIds });
  }

  /** All annotations of the library's articles, in no order. */
  get all(): readonly Annotation[] {
    return this.#all;
  }
  /** Articles of the part that is looked at, in reading order. */
  get articleIds(): readonly ArticleId[] {
    return this.#articleIds;
  }
  /** All annotations of these, whatever else is asked for. */
  get inScope(): readonly Annotation[] {
    return this.facts.annotationsOf(this.#articleIds);
  }
  get filter(): AnnotationFilter {
    return this.#filter;
  }
  /** Whether anything but the part of the library is asked for. */
  get narrowed(): boolean {
    return narrows(withCriterion(this.#filter, 'scope', undefined));
  }
  get sorting(): Sorting {
    return this.#sorting;
  }
  get grouping(): Grouping {
    return this.#grouping;
  }
  get preview(): boolean {
    return this.#preview;
  }
  /** Those that pass, in order; of a filter that is at work those that passed the last one. */
  get found(): readonly Listed[] {
    return this.#found;
  }
  /** False until a filter ran through for the first time. */
  get looked(): boolean {
    return this.#looked;
  }
  get items(): readonly NotesItem[] {
    return this.#items;
  }
  /** Null where there are none. */
  get groups(): readonly ListGroup[] | null {
    return this.#groups;
  }

  /** Index of the line with the cursor: where that is gone, of another row of its annotation, or of the first line. */
  get at(): number {
    return this.#at;
  }
  /** Index of the line with the key, -1 where there is none. A map of twenty thousand keys would hold up typing. */
  indexOf(key: string): number {
    const id = key.split('/').at(-1);
    return this.#items.findIndex(
      (item) => (item.kind === 'head' || item.listed.annotation.id === id) && keyOf(item) === key
    );
  }

  /** The annotation at the cursor; never one that the list does not show. */
  get current(): Annotation | null {
    const item = this.#items[this.#at];
    if (item?.kind !== 'row') return null;
    return this.facts.annotation(item.listed.annotation.id) ?? null;
  }

  /** Takes the list as it was left in another session. */
  async restore(): Promise<void> {
    const view = await this.facts.views.notes();
    if (!view) return;
    this.#filter = view.filter;
    this.#sorting = view.sorting;
    this.#grouping = view.grouping;
    this.#folded = view.folded;
    this.#preview = view.preview;
  }

  /** Lists what passes the filter, and nothing of the one before. */
  show(filter: AnnotationFilter): void {
    this.comparing = false;
    this.#filter = filter;
    this.#moved();
  }

  /** Undefined lifts the criterion. */
  ask<N extends keyof AnnotationFilter>(name: N, value: AnnotationFilter[N] | undefined): void {
    this.#filter = withCriterion(this.#filter, name, value);
    this.#moved();
  }

  /** Lifts all criteria; the part of the library stays. */
  clear(): void {
    const { scope } = this.#filter;
    this.show(scope ? { scope } : {});
  }

  lookAt(scope: FilterScope | undefined): void {
    this.ask('scope', scope);
  }

  sort(sorting: Sorting): void {
    this.#sorting = sorting;
    this.#moved();
  }

  group(grouping: Grouping): void {
    this.#grouping = grouping;
    this.#folded = [];
    this.#moved();
  }

  fold(key: string, folded: boolean): void {
    const others = this.#folded.filter((other) => other !== key);
    this.#folded = folded ? [...others, key] : others;
    this.#save();
  }

  foldAll(folded: boolean): void {
    this.#folded = folded ? (this.#groups ?? []).map(({ key }) => key) : [];
    this.#save();
  }

  setPreview(preview: boolean): void {
    this.#preview = preview;
    this.#save();
  }

  /** Before these go: the cursor to the next row that stays, or the last one before. */
  leave(ids: Iterable<AnnotationId>): void {
    const gone = new Set(ids);
    const at = this.#at;
    const stays = (item: NotesItem): boolean =>
      item.kind === 'row' && !gone.has(item.listed.annotation.id);
    const next = this.#items.slice(at).find(stays) ?? this.#items.slice(0, at).findLast(stays);
    this.cursor = next ? keyOf(next) : null;
  }

  /**
   * Looks through the annotations, again whenever they or the filter change; call in an effect. Words are folded as
   * they are first met, a slice of time after the other, so that typing goes on meanwhile.
   */
  follow(): () => void {
    const sorted = this.#sorted;
    const { facts, library } = this;
    const matcher = annotationMatcher(
      this.#filter,
      worldOf(library, facts.collections, this.tags.all)
    );
    const exact: Listed[] = [];
    const folded: Listed[] = [];
    return inSlices(
      sorted,
      (listed) => {
        const match = matcher(listed.annotation);
        if (match) (match === 'exact' ? exact : folded).push(listed);
      },
      {
        progress: (share) => (this.progress = share),
        done: () => {
          this.#found = folded.length > 0 ? [...exact, ...folded] : exact;
          this.#looked = true;
          this.progress = null;
        }
      }
    );
  }

  /** The list is another one: what was selected or scrolled to in the old one is no longer meant. */
  #moved(): void {
    this.selected.clear();
    this.scrollTop = 0;
    this.#save();
  }

  #save(): void {
    void this.facts.views.saveNotes({
      filter: this.#filter,
      sorting: this.#sorting,
      grouping: this.#grouping,
      folded: [...this.#folded],
      preview: this.#preview
    } satisfies NotesView);
  }
}
