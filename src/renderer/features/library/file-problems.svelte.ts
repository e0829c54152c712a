// Articles whose files another program changed or took away, as main last saw them.
import type { ArticleId } from '@domain/ids';
import type { FileProblem } from '@shared/file-problem';
import type { Client } from '../../platform/client';

export class FileProblems {
  readonly #client: Client;
  #all = $state.raw<readonly FileProblem[]>([]);
  #looking = $state(false);

  constructor(client: Client) {
    this.#client = client;
  }

  get all(): readonly FileProblem[] {
    return this.#all;
  }

  /** Main looks at all files again just now. */
  get looking(): boolean {
    return this.#looking;
  }

  of(ids: readonly ArticleId[]): FileProblem[] {
    return this.#all.filter(({ articleId }) => ids.includes(articleId));
  }

  /** Asks now and after every change of the library; returns the unsubscriber. */
  listen(): () => void {
    void this.#ask(false);
    const stops = [
      this.#client.on('library.changed', () => void this.#ask(false)),
      this.#client.onConnect(() => void this.#ask(false))
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Has main look at the files again. Never rejects. */
  async look(): Promise<void> {
    this.#looking = true;
    await this.#ask(true);
    this.#looking = false;
  }

  /** Takes the article as its files are now. Rejects with an AppError. */
  async keep(id: ArticleId): Promise<void> {
    await this.#client.request('library.keepFiles', { id });
    await this.#ask(false);
  }

  async #ask(look: boolean): Promise<void> {
    // What could not be asked is asked at the next change.
    this.#all = await this.#client.request('library.fileProblems', { look }).catch(() => this.#all);
  }
}
