// What the library holds, as lists show it; asked again whenever main says that something changed.
import type { PairSummary } from '@domain/align/schema';
import type { ArticleSummary } from '@domain/article/schema';
import type { ArticleId, PairId } from '@domain/ids';
import { sameValue } from '@shared/same-value';
import type { Client } from '../../platform/client';

const longList = 150;
const pauseMs = 2000;

export class LibraryState {
  readonly #client: Client;
  #articles = $state.raw<ArticleSummary[]>([]);
  #pairs = $state.raw<PairSummary[]>([]);
  #loaded = $state(false);
  #failure = $state.raw<unknown>(null);
  #asking: Promise<void> | null = null;
  #again = false;
  /** Counts of notes and links may have changed since the last answer. */
  #stale = false;
  #watchers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #articlesById = $derived(
    new Map(this.#articles.map((article) => [article.id, article]))
  );

  readonly #pairsByArticle = $derived.by(() => {
    const all = new Map<ArticleId, PairSummary[]>();
    for (const pair of this.#pairs) {
      for (const id of new Set([pair.sourceId, pair.targetId])) {
        all.set(id, [...(all.get(id) ?? []), pair]);
      }
    }
    return all;
  });

  constructor(client: Client) {
    this.#client = client;
  }

  get articles(): readonly ArticleSummary[] {
    return this.#articles;
  }

  /** Pairs whose two articles are both here. */
  get pairs(): readonly PairSummary[] {
    return this.#pairs;
  }

  /** False until the first answer came. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** What the last request threw; null after one that worked. */
  get failure(): unknown {
    return this.#failure;
  }

  article(id: ArticleId): ArticleSummary | undefined {
    return this.#articlesById.get(id);
  }

  pair(id: PairId): PairSummary | undefined {
    return this.#pairs.find((pair) => pair.id === id);
  }

  /** Pairs the article is in, on either side. */
  pairsOf(id: ArticleId): PairSummary[] {
    return this.#pairsByArticle.get(id) ?? [];
  }

  /** Listens for changes; returns the unsubscriber. */
  listen(): () => void {
    const refresh = (): void => void this.refresh();
    const stops = [
      this.#client.on('library.changed', () => this.#refreshSoon()),
      this.#client.on('facts.changed', () => {
        this.#stale = true;
        if (this.#watchers > 0) refresh();
      }),
      this.#client.onConnect(refresh)
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** For while the lists are on screen: only then do changed notes have them asked again. Returns the end of it. */
  watch(): () => void {
    this.#watchers += 1;
    if (this.#stale) void this.refresh();
    return () => (this.#watchers -= 1);
  }

  /** Asks main. Calls made while one is under way share one further request. Never rejects: see `failure`. */
  async refresh(): Promise<void> {
    if (this.#asking) {
      this.#again = true;
      return this.#asking;
    }
    this.#asking = this.#ask();
    try {
      await this.#asking;
    } finally {
      this.#asking = null;
    }
  }

  /** The summary there was, where nothing of it changed: then its row has nothing to do. */
  #asBefore(article: ArticleSummary): ArticleSummary {
    const before = this.#articlesById.get(article.id);
    return before && sameValue(before, article) ? before : article;
  }

  /** Long lists are asked for less often while many articles come in: their rows are many, too. */
  #refreshSoon(): void {
    if (this.#articles.length < longList) void this.refresh();
    else if (this.#timer === undefined) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        void this.refresh();
      }, pauseMs);
    }
  }

  async #ask(): Promise<void> {
    do {
      this.#again = false;
      this.#stale = false;
      try {
        const { articles, pairs } = await this.#client.request('library.list', {});
        const ids = new Set(articles.map(({ id }) => id));
        this.#articles = articles.map((article) => this.#asBefore(article));
        this.#pairs = pairs.filter((pair) => ids.has(pair.sourceId) && ids.has(pair.targetId));
        this.#loaded = true;
        this.#failure = null;
      } catch (thrown) {
        this.#failure = thrown;
      }
    } while (this.#again);
  }

  /** Moves articles to the trash, with their pairs. Rejects with an AppError. */
  async trash(articleIds: ArticleId[]): Promise<void> {
    await this.#client.request('library.trash', { articleIds, annotationIds: [] });
    await this.refresh();
  }

  /** Takes them back out of the trash. Rejects with an AppError. */
  async restore(articleIds: ArticleId[]): Promise<void> {
    await this.#client.request('library.restore', { articleIds, annotationIds: [] });
    await this.refresh();
  }
}
