// What is in the library's trash, asked again whenever main says that something changed.
import type { JournalRecord } from '@domain/annotation/operation';
import type { RouteInput, RouteOutput } from '@shared/ipc/routes';
import type { Client } from '../../platform/client';

export type Trashed = RouteOutput<'library.trashed'>;
export type Things = RouteInput<'library.trash'>;

export class TrashState {
  readonly #client: Client;
  #trashed = $state.raw<Trashed>({ articles: [], annotations: [], left: null });
  #asking: Promise<void> | null = null;
  #again = false;

  constructor(client: Client) {
    this.#client = client;
  }

  get articles(): Trashed['articles'] {
    return this.#trashed.articles;
  }
  get annotations(): Trashed['annotations'] {
    return this.#trashed.annotations;
  }
  /** What left last by itself; null where nothing ever did. */
  get left(): Trashed['left'] {
    return this.#trashed.left;
  }
  get count(): number {
    return this.#trashed.articles.length + this.#trashed.annotations.length;
  }

  listen(): () => void {
    const refresh = (): void => void this.refresh();
    const stops = [
      this.#client.on('library.changed', refresh),
      this.#client.on('facts.changed', ({ records }) => {
        if (this.#asking || records.some((record) => this.#concerns(record))) refresh();
      })
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Never rejects: what was there stays where main does not answer. Calls made meanwhile share one more request. */
  async refresh(): Promise<void> {
    this.#again = true;
    this.#asking ??= this.#ask();
    await this.#asking;
  }

  /** What goes into the trash, comes out of it or leaves it for good: any other note is no reason to ask. */
  #concerns({ operation: { entity, id, value } }: JournalRecord): boolean {
    if (entity !== 'annotation') return false;
    const { annotations, articles } = this.#trashed;
    return (
      value === null ||
      annotations.some(({ annotation }) => annotation.id === id) ||
      value.targets.some(({ articleId }) =>
        articles.some(({ article }) => article.id === articleId)
      )
    );
  }

  async #ask(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const answer = this.#client.request('library.trashed', {});
      this.#trashed = await answer.catch(() => this.#trashed);
    }
    this.#asking = null;
  }

  /** Rejects with an AppError, as the next two do. */
  async discard(things: Things): Promise<void> {
    await this.#client.request('library.trash', things);
    await this.refresh();
  }
  async restore(things: Things): Promise<void> {
    await this.#client.request('library.restore', things);
    await this.refresh();
  }
  async purge(things: Things): Promise<void> {
    await this.#client.request('library.purge', things);
    await this.refresh();
  }
}
