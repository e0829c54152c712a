// Pages written shorter in a thread of their own, which starts while Typst lays out and works beside the second pass.
import { Worker } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import { shortenContent, type ShorterContent } from './content';

/** Takes packed page descriptions and gives each on being asked; null for one that is to stay as it is. */
export type ShortenPages = (
  packed: readonly Uint8Array[]
) => (page: number) => Promise<ShorterContent | null>;

/** What the thread says of one page. */
export interface ShortenedPage {
  page: number;
  content: ShorterContent | null;
}

const shortenOne = (packed: Uint8Array): ShorterContent | null =>
  shortenContent(inflateSync(packed));

/** In this thread, when asked. */
export const shortenHere: ShortenPages = (packed) => (page) =>
  Promise.resolve(shortenOne(packed[page] ?? new Uint8Array()));

/** Should the thread not start or end, its pages are written here. Call `close` when done. */
export class PageThread {
  readonly #worker: Worker;
  readonly #made = new Map<number, ShorterContent | null>();
  readonly #waiting = new Map<number, () => void>();
  #ended = false;

  /** `file` runs `servePages`. */
  constructor(file: string) {
    this.#worker = new Worker(file);
    this.#worker.on('message', ({ page, content }: ShortenedPage) => {
      this.#made.set(page, content);
      this.#waiting.get(page)?.();
    });
    this.#worker.on('error', () => undefined);
    this.#worker.on('exit', () => {
      this.#ended = true;
      for (const stopWaiting of this.#waiting.values()) stopWaiting();
    });
  }

  /** Once. */
  readonly shorten: ShortenPages = (packed) => {
    this.#worker.postMessage(packed);
    const here = shortenHere(packed);
    return async (page) => {
      if (!this.#made.has(page) && !this.#ended) {
        await new Promise<void>((resolve) => this.#waiting.set(page, resolve));
      }
      const content = this.#made.get(page);
      this.#made.delete(page);
      return content === undefined ? here(page) : content;
    };
  };

  close(): void {
    void this.#worker.terminate();
  }
}
