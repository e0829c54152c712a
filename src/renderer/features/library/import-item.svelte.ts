// One file or text on its way into the library.
import type { ArticleSummary } from '@domain/article/schema';
import type { WireError } from '@shared/ipc/errors';
import type { FileHandle, ImportResult } from '@shared/ipc/routes';

export type ImportStatus =
  'waiting' | 'running' | 'imported' | 'duplicate' | 'carries' | 'failed' | 'cancelled';

export type ImportOrigin =
  /** Chosen in main's dialog. */
  | { kind: 'handle'; handle: FileHandle }
  /** Dropped, pasted or picked in a browser; its bytes are sent when its turn comes. */
  | { kind: 'file'; file: File }
  | { kind: 'text'; name: string; text: string; textKind: 'plain' | 'html' };

function nameOf(origin: ImportOrigin): string {
  if (origin.kind === 'handle') return origin.handle.name;
  return origin.kind === 'file' ? origin.file.name : origin.name;
}

export class ImportItem {
  readonly id = crypto.randomUUID();
  readonly name: string;
  readonly origin: ImportOrigin;
  #status = $state<ImportStatus>('waiting');
  /** 0…1 of the step under way; null before the first word of it. */
  progress = $state.raw<number | null>(null);
  #result = $state.raw<ImportResult | null>(null);
  /** Names the job of the current attempt. */
  jobId = crypto.randomUUID();
  /** Take it in though the library has it. */
  copy = false;
  /** Main's name for the file, to be used once. */
  handle: string | null;

  constructor(origin: ImportOrigin) {
    this.origin = origin;
    this.name = nameOf(origin);
    this.handle = origin.kind === 'handle' ? origin.handle.handle : null;
  }

  get status(): ImportStatus {
    return this.#status;
  }

  get settled(): boolean {
    return this.#status !== 'waiting' && this.#status !== 'running';
  }

  get article(): ArticleSummary | null {
    return this.#result?.article ?? null;
  }

  get error(): WireError | null {
    return this.#result?.error ?? null;
  }

  /** The article it is a duplicate of lies in the trash. */
  get trashed(): boolean {
    return this.#result?.trashed === true;
  }

  /** Highlights and notes of the file that came along. */
  get marks(): ImportResult['marks'] {
    return this.#result?.marks;
  }

  /** An article of the library that this one is evidently another version of. */
  get versionOf(): ImportResult['versionOf'] {
    return this.#result?.versionOf;
  }

  /** It is a version of that article by now, and none of its own. */
  merged(): void {
    const { versionOf, article } = this.#result ?? {};
    if (!this.#result || !versionOf || !article) return;
    const result = { ...this.#result, article: { ...article, id: versionOf.id } };
    delete result.versionOf;
    this.#result = result;
  }

  /** It stays an article of its own. */
  keptApart(): void {
    const result = { ...this.#result } as ImportResult;
    delete result.versionOf;
    this.#result = result;
  }

  begin(): void {
    this.#status = 'running';
  }

  cancel(): void {
    this.#status = 'cancelled';
  }

  finish(result: ImportResult): void {
    this.#result = result;
    this.handle = result.handle ?? null;
    this.#status = result.error?.code === 'cancelled' ? 'cancelled' : result.status;
  }

  /** The duplicate was taken out of the trash. */
  restored(): void {
    if (!this.#result) return;
    const result = { ...this.#result };
    delete result.trashed;
    this.#result = result;
  }

  /** Into the queue again. */
  reset(copy: boolean): void {
    this.copy = copy;
    this.#status = 'waiting';
    this.#result = null;
    this.progress = null;
    this.jobId = crypto.randomUUID();
  }
}
