// Undo and redo of one window: one step an act. Kept in memory only.
import type { MessageKey } from '@shared/i18n/messages';
import type { Change } from './facts-repository';

/** An entity before and after; null where it was not there. */
export interface Step {
  before: Change;
  after: Change;
}

/** An act on something else than a fact: it knows itself how to be taken back and done again. */
export interface Doing {
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

interface Act {
  name: MessageKey;
  step: Step | Doing;
  /** Epoch milliseconds of its last edit. */
  at: number;
  /** Acts with the same key grow into one while they follow each other without a pause. */
  session: string | null;
}

export interface Replay {
  name: MessageKey;
  /** The change to make, or what makes it. */
  does: Change | (() => Promise<void>);
}

const depth = 500;
/** A pause in typing that begins a new step. */
const pauseMs = 1_000;

export class History {
  #done = $state.raw<readonly Act[]>([]);
  #undone = $state.raw<readonly Act[]>([]);

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Remembers an act just done; whatever was undone can no longer be redone. */
  push(name: MessageKey, step: Step | Doing, at: number, session: string | null = null): void {
    const last = this.#done.at(-1);
    const grows =
      last !== undefined &&
      session !== null &&
      last.session === session &&
      at - last.at <= pauseMs &&
      this.#undone.length === 0;
    const before = grows && 'before' in last.step ? { before: last.step.before } : {};
    const act = { name, step: { ...step, ...before }, at, session };
    this.#done = [...(grows ? this.#done.slice(0, -1) : this.#done), act].slice(-depth);
    this.#undone = [];
  }

  /** Ends a session of edits: the next edit begins a new step. */
  seal(): void {
    const last = this.#done.at(-1);
    if (last?.session) this.#done = [...this.#done.slice(0, -1), { ...last, session: null }];
  }

  /** What takes back the last act, and the act's name; null where there is none. */
  undo(): Replay | null {
    const act = this.#done.at(-1);
    if (!act) return null;
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, { ...act, session: null }];
    return { name: act.name, does: 'undo' in act.step ? act.step.undo : act.step.before };
  }

  redo(): Replay | null {
    const act = this.#undone.at(-1);
    if (!act) return null;
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, act];
    return { name: act.name, does: 'redo' in act.step ? act.step.redo : act.step.after };
  }

  /** Somebody else changed the entity: its acts can no longer be taken back without undoing theirs. */
  forget(id: string): void {
    const others = ({ step }: Act): boolean => !('after' in step) || step.after.id !== id;
    if (!this.#done.every(others)) this.#done = this.#done.filter(others);
    if (!this.#undone.every(others)) this.#undone = this.#undone.filter(others);
  }
}
