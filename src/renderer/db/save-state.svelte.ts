// What the status line says: saved only once main has acknowledged everything.
import type { MessageKey } from '@shared/i18n/messages';
import type { AppError } from '@shared/ipc/errors';

export type SaveStatus = 'saved' | 'saving' | 'notSaved' | 'readOnly';

/** An edit unacknowledged for so long is said to be not saved. */
const patienceMs = 2_000;

export class SaveState {
  /** What every edit is refused with; null where the library can be written to. */
  readonly readOnly: AppError | null;
  #since = $state.raw<number | null>(null);
  #late = $state.raw(false);
  #draft = $state.raw(false);
  #problem = $state.raw<MessageKey | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readOnly: AppError | null) {
    this.readOnly = readOnly;
  }

  get status(): SaveStatus {
    if (this.readOnly) return 'readOnly';
    if (this.#since === null) return this.#draft ? 'saving' : 'saved';
    return this.#late || this.#problem !== null ? 'notSaved' : 'saving';
  }

  /** Why edits are not saved, where that is known. */
  get problem(): MessageKey | null {
    return this.#since === null ? null : this.#problem;
  }

  /** `since`: epoch milliseconds of the oldest unacknowledged edit; null where there is none. */
  set(since: number | null): void {
    if (since === this.#since) return;
    clearTimeout(this.#timer);
    this.#since = since;
    // Never longer, where the clock was set back meanwhile.
    const waitMs = since === null ? 0 : Math.min(patienceMs, since + patienceMs - Date.now());
    this.#late = since !== null && waitMs <= 0;
    if (since !== null && waitMs > 0) {
      this.#timer = setTimeout(() => (this.#late = true), waitMs);
    }
  }

  /** An edit was made just now. */
  begin(now: number): void {
    if (this.#since === null) this.set(now);
  }

  /** Words are being typed that no edit holds yet. */
  set draft(pending: boolean) {
    this.#draft = pending;
  }

  fail(problem: MessageKey): void {
    this.#problem = problem;
  }

  /** The last attempt went well. */
  recover(): void {
    this.#problem = null;
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
