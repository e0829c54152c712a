// The pair or article in the reading room: fetched, kept current, with where the reader was.
import type { Pair } from '@domain/align/schema';
import type { Article } from '@domain/article/schema';
import type { AnnotationId, ArticleId, PairId } from '@domain/ids';
import { toWireError, type WireError } from '@shared/ipc/errors';
import { sameValue } from '@shared/same-value';
import type { RouteOutput } from '@shared/ipc/routes';
import type { FactsStore } from '../db/facts-store.svelte';
import type { ReaderView, ViewState } from '../db/view-state';
import type { Picked } from '../features/annotations/elsewhere';
import type { Correction } from '../features/links/correction.svelte';
import type { Standing } from '../features/reader/jumps';
import type { LinkHere } from '../features/reader/link-here';
import type { Client } from '../platform/client';
import type { ReadingPlace } from './places';

interface Content {
  source: Article;
  target: Article | null;
  pairId: PairId | null;
  view: ReaderView | null;
}

export class Reading {
  readonly place: ReadingPlace;
  readonly #client: Client;
  readonly #facts: FactsStore;
  readonly #views: ViewState;
  #content = $state.raw<Content | null>(null);
  #error = $state.raw<WireError | null>(null);
  #loading: Promise<void> | null = null;
  #mode = $state<ReaderView['mode']>('rows');
  activeId = $state<AnnotationId | null>(null);
  /** Takes the annotation picked next in the text, in place of its being opened. */
  picked = $state.raw<Picked | null>(null);
  /** The correction of its links, while that takes the reader's place. */
  links = $state.raw<Correction | null>(null);
  /** An annotation to scroll to, or one passage of it, as soon as the reader can; it sets this back to null. */
  jump = $state.raw<{ id: AnnotationId; passage?: number | undefined } | null>(null);
  /** The link of the sentence that the reading cursor is in; the reader keeps it. */
  here = $state.raw<LinkHere | null>(null);
  /** What a search found, to be shown as soon as the reader can; it sets this back to null. */
  found = $state.raw<{ articleId: ArticleId; start: number; query: string } | null>(null);
  /** Where one stood before a jump, to be put so as soon as the reader can; it sets this back to null. */
  standing = $state.raw<Standing | null>(null);

  constructor(place: ReadingPlace, client: Client, facts: FactsStore, views: ViewState) {
    this.place = place;
    this.#client = client;
    this.#facts = facts;
    this.#views = views;
  }

  /** Of what was picked in the text; null for nothing. */
  activate(id: AnnotationId | null): void {
    if (!this.picked) this.activeId = id;
    else if (id !== this.activeId) this.picked(id);
  }

  /** To the words, and to where one stood in them if that is known. */
  comeBack(standing: Standing | null): void {
    this.links = null;
    this.standing = standing;
  }

  /** Null while it is fetched, and after a failure. */
  get content(): Content | null {
    return this.#content;
  }

  get error(): WireError | null {
    return this.#error;
  }

  /** As the user last changed it here; links corrected by hand included. */
  get pair(): Pair | null {
    const id = this.#content?.pairId;
    return id ? (this.#facts.pair(id) ?? null) : null;
  }

  /** Bytes of a picture in one of the articles. Rejects where it is missing. */
  readonly picture = (id: ArticleId, sha256: string): Promise<RouteOutput<'library.picture'>> =>
    this.#client.request('library.picture', { id, sha256 });

  get mode(): ReaderView['mode'] {
    return this.#mode;
  }

  setMode(mode: ReaderView['mode']): void {
    this.#mode = mode;
    const view = this.#content?.view ?? { sourceOffset: 0, targetOffset: 0, together: true };
    this.saveView({ ...view, mode });
  }

  /** Keeps where the reader is. Does not re-render: the reader knows it already. */
  saveView(view: ReaderView): void {
    if (this.#content) this.#content.view = view;
    void this.#views.saveReader(this.place.id, view);
  }

  get articleIds(): ArticleId[] {
    const content = this.#content;
    return content ? [content.source.id, ...(content.target ? [content.target.id] : [])] : [];
  }

  /** Fetches it; calls made while it is on its way share it. Never rejects, see `error`. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #load(): Promise<void> {
    this.#error = null;
    try {
      const [content, view] = await Promise.all([this.#fetch(), this.#views.reader(this.place.id)]);
      this.#mode = view?.mode ?? 'rows';
      this.#content = { ...content, view };
    } catch (thrown) {
      this.#error = toWireError(thrown);
    }
  }

  /** Fetches the articles again after a change (clutter told by hand). An unreachable main changes nothing. */
  async refresh(): Promise<void> {
    // What is on its way may have been read before the change.
    await this.#loading;
    const content = this.#content;
    if (!content) return this.load();
    const [source, target] = await Promise.all([
      this.#article(content.source.id).catch(() => content.source),
      content.target && this.#article(content.target.id).catch(() => content.target)
    ]);
    if (this.#content !== content) return;
    if (sameValue(source, content.source) && sameValue(target, content.target)) return;
    this.#content = { ...content, source, target };
  }

  /** Takes an article as main has just stored it, if it is one of those that are open. */
  adopt(article: Article): void {
    const content = this.#content;
    if (content?.source.id === article.id) this.#content = { ...content, source: article };
    else if (content?.target?.id === article.id) this.#content = { ...content, target: article };
  }

  async #fetch(): Promise<Omit<Content, 'view'>> {
    if (this.place.kind === 'article') {
      return { source: await this.#article(this.place.id), target: null, pairId: null };
    }
    const stored = await this.#client.request('pair.get', { id: this.place.id });
    const [source, target] = await Promise.all([
      this.#article(stored.value.sourceId),
      this.#article(stored.value.targetId),
      this.#facts.adoptPair(stored)
    ]);
    return { source, target, pairId: this.place.id };
  }

  #article(id: ArticleId): Promise<Article> {
    return this.#client.request('library.article', { id });
  }
}
