// Full-text search from the library room and the palette: what was typed, and what main found.
import type { SearchHit } from '@shared/ipc/routes';
import type { Client } from '../../platform/client';

/** While some texts are still unread, the search is asked again after this long. */
const againMs = 300;

export class SearchState {
  readonly #client: Client;
  readonly #limit: number;
  #query = $state('');
  #hits = $state.raw<readonly SearchHit[]>([]);
  #total = $state(0);
  #unread = $state(0);
  #answered = $state('');
  #failure = $state.raw<unknown>(null);
  #asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, limit: number) {
    this.#client = client;
    this.#limit = limit;
  }

  get query(): string {
    return this.#query;
  }

  get active(): boolean {
    return this.#query.trim() !== '';
  }

  get hits(): readonly SearchHit[] {
    return this.#hits;
  }

  /** All there are, also those beyond the limit. */
  get total(): number {
    return this.#total;
  }

  /** Articles that main has not read yet; they come in by themselves. */
  get unread(): number {
    return this.#unread;
  }

  /** What the hits answer; behind `query` for some milliseconds. */
  get answered(): string {
    return this.#answered;
  }

  get failure(): unknown {
    return this.#failure;
  }

  ask(query: string): void {
    this.#query = query;
    if (query.trim() === '') {
      this.#hits = [];
      this.#total = 0;
      this.#answered = '';
    }
    void this.#run();
  }

  /** The library changed: what is shown may have. */
  refresh(): void {
    if (this.active) void this.#run();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** One request at a time; typing meanwhile leads to one more, for what stands there by then. */
  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#asking) return;
    this.#asking = true;
    let query;
    try {
      do {
        query = this.#query;
        const found = await this.#client.request('library.search', { query, limit: this.#limit });
        this.#failure = null;
        this.#unread = found.unread;
        if (query !== this.#query) continue;
        this.#hits = found.hits;
        this.#total = found.total;
        this.#answered = query;
      } while (query !== this.#query);
      if (this.#unread > 0 && this.active)
        this.#timer = setTimeout(() => void this.#run(), againMs);
    } catch (thrown) {
      this.#failure = thrown;
    } finally {
      this.#asking = false;
    }
  }
}
