// Articles in full, fetched as they are needed: lists know only their summaries.
import { SvelteMap } from 'svelte/reactivity';
import type { Article } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import type { Client } from '../../platform/client';

/** Texts kept; a few screens of a list in any order. */
const mostKept = 60;

export class ArticleTexts {
  readonly #client: Client;
  readonly #kept = new SvelteMap<ArticleId, Article>();
  readonly #asked = new Map<ArticleId, Promise<Article | null>>();

  constructor(client: Client) {
    this.#client = client;
    client.on('library.changed', () => this.#kept.clear());
  }

  /** Null until it is here; reactive. */
  get(id: ArticleId): Article | null {
    return this.#kept.get(id) ?? null;
  }

  /** Fetches it where it is not here; null where main cannot give it. */
  fetch(id: ArticleId): Promise<Article | null> {
    const kept = this.#kept.get(id);
    if (kept) return Promise.resolve(kept);
    let asked = this.#asked.get(id);
    if (!asked) {
      asked = this.#ask(id).finally(() => this.#asked.delete(id));
      this.#asked.set(id, asked);
    }
    return asked;
  }

  async #ask(id: ArticleId): Promise<Article | null> {
    const article = await this.#client.request('library.article', { id }).catch(() => null);
    if (!article) return null;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest) this.#kept.delete(oldest);
    this.#kept.set(id, article);
    return article;
  }
}
