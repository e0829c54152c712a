// Undo and redo of one window: one step an act, taken back by article. Kept in memory only.
import type { MessageKey } from '@shared/i18n/messages';
import type { Change } from './facts-repository';

/** An entity before and after; null where it was not there. */
export interface Step {
  before: Change;
  after: Change;
}

/** An act on something else than facts: it knows itself how to be taken back and done again. */
export interface Doing {
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

/** Ids of articles and pairs. An act touches them; a room shows them. */
export type Scope = ReadonlySet<string>;

export interface Act {
  readonly id: number;
  readonly name: MessageKey;
  /** What it did to facts, by entity id; or what takes it back. */
  readonly step: ReadonlyMap<string, Step> | Doing;
  /** Acts that name the same thing build on each other: entity ids; for a Doing those it names. */
  readonly touches: { has(id: string): boolean; keys(): Iterable<string>; readonly size: number };
  readonly scope: Scope;
  /** Epoch milliseconds of its last edit. */
  readonly at: number;
  /** 0 while it stands; else a count that is higher the later it was taken back. */
  readonly undone: number;
}

interface Kept extends Act {
  /** Acts with the same key grow into one while they follow each other without a pause. */
  readonly session: string | null;
}

export interface Replay {
  name: MessageKey;
  /** The changes to make, or what makes them. */
  does: readonly Change[] | (() => Promise<void>);
  /** It could not be done: the act is where it was. */
  failed: () => void;
}

const depth = 500;
/** A pause in typing that begins a new step. */
const pauseMs = 1_000;

export class History {
  /** Oldest first. */
  #acts = $state.raw<readonly Kept[]>([]);
  #count = 0;

  /** Oldest first, those taken back among them. */
  get acts(): readonly Act[] {
    return this.#acts;
  }

  /** Whether an act that touches the scope can be taken back; any act where it is null. */
  canUndo(scope: Scope | null): boolean {
    return this.#acts.some((act) => act.undone === 0 && inScope(act, scope));
  }

  canRedo(scope: Scope | null): boolean {
    return this.#acts.some((act) => act.undone > 0 && inScope(act, scope));
  }

  /** Remembers an act on facts just done; what was undone of the same things can no longer be redone. */
  push(
    name: MessageKey,
    steps: readonly Step[],
    scope: Scope,
    at: number,
    session: string | null = null
  ): void {
    const step = new Map(steps.map((one) => [one.after.id as string, one]));
    const last = this.#acts.at(-1);
    const grows =
      last?.undone === 0 &&
      session !== null &&
      last.session === session &&
      at - last.at <= pauseMs &&
      last.step instanceof Map;
    if (!grows) return this.#add({ name, step, touches: step, scope, at, session });
    const grown = new Map<string, Step>(last.step as ReadonlyMap<string, Step>);
    for (const [id, { before, after }] of step) {
      grown.set(id, { before: grown.get(id)?.before ?? before, after });
    }
    this.#acts = this.#acts.slice(0, -1);
    const touched = new Set([...last.scope, ...scope]);
    this.#add({ name, step: grown, touches: grown, scope: touched, at, session });
  }

  /** Remembers an act of another kind; its id. */
  pushDoing(name: MessageKey, step: Doing, touches: Scope, scope: Scope, at: number): number {
    this.#add({ name, step, touches, scope, at, session: null });
    return this.#count;
  }

  /** Ends a session of edits: the next edit begins a new step. */
  seal(): void {
    const last = this.#acts.at(-1);
    if (last?.session) this.#acts = [...this.#acts.slice(0, -1), { ...last, session: null }];
  }

  /**
   * Takes back the last act that touches the scope, or a later one that builds on it, which must go first. Null where
   * there is none.
   */
  undo(scope: Scope | null): Replay | null {
    const act = this.#acts.findLast((one) => one.undone === 0 && inScope(one, scope));
    return act ? this.#takeBack(act) : null;
  }

  /** Does again what was taken back last, or an earlier act that it builds on. */
  redo(scope: Scope | null): Replay | null {
    const undone = this.#acts.filter((one) => one.undone > 0 && inScope(one, scope));
    const [first, ...rest] = undone;
    if (!first) return null;
    return this.#doAgain(rest.reduce((a, b) => (b.undone > a.undone ? b : a), first));
  }

  /** Takes back this act, or a later one that builds on it; null where it is taken back already, or gone. */
  takeBack(id: number): Replay | null {
    const act = this.#acts.find((one) => one.id === id);
    return act?.undone === 0 ? this.#takeBack(act) : null;
  }

  /**
   * One step towards the state right after the act `id`, or before all (null), among the acts that touch the scope;
   * null once it is reached.
   */
  towards(id: number | null, scope: Scope | null): Replay | null {
    const acts = this.#acts.filter((act) => inScope(act, scope));
    const kept = acts.findIndex((act) => act.id === id) + 1;
    const back = acts.slice(kept).findLast((act) => act.undone === 0);
    if (back) return this.#takeBack(back);
    const again = acts.slice(0, kept).find((act) => act.undone > 0);
    return again ? this.#doAgain(again) : null;
  }

  /** Somebody else changed these entities: what this window did to them can no longer be taken back without theirs. */
  forget(ids: ReadonlySet<string>): void {
    if (!this.#acts.some(({ step, touches }) => step instanceof Map && overlap(touches, ids))) {
      return;
    }
    this.#acts = this.#acts.flatMap((act) => {
      if (!(act.step instanceof Map) || !overlap(act.touches, ids)) return [act];
      const all = [...(act.step as ReadonlyMap<string, Step>)];
      const step = new Map(all.filter(([id]) => !ids.has(id)));
      return step.size > 0 ? [{ ...act, step, touches: step }] : [];
    });
  }

  #add(act: Omit<Kept, 'id' | 'undone'>): void {
    const gone: Kept[] = [];
    const kept = this.#acts.filter((one) => {
      if (one.undone === 0) return true;
      const apart =
        !overlap(one.touches, act.touches) &&
        !overlap(one.scope, act.scope) &&
        one.scope.size + act.scope.size > 0 &&
        !gone.some((other) => overlap(one.touches, other.touches));
      if (!apart) gone.push(one);
      return apart;
    });
    this.#acts = [...kept, { ...act, id: ++this.#count, undone: 0 }].slice(-depth);
  }

  #takeBack(act: Kept): Replay {
    const at = this.#acts.indexOf(act);
    const later = this.#acts
      .slice(at + 1)
      .findLast((one) => one.undone === 0 && overlap(one.touches, act.touches));
    return later ? this.#takeBack(later) : this.#replay(act, ++this.#count);
  }

  #doAgain(act: Kept): Replay {
    const at = this.#acts.indexOf(act);
    const earlier = this.#acts
      .slice(0, at)
      .find((one) => one.undone > 0 && overlap(one.touches, act.touches));
    return earlier ? this.#doAgain(earlier) : this.#replay(act, 0);
  }

  #replay(act: Kept, undone: number): Replay {
    const { name, step } = act;
    this.#mark(act.id, undone);
    const does =
      'undo' in step
        ? undone > 0
          ? step.undo
          : step.redo
        : [...step.values()].map(({ before, after }) => (undone > 0 ? before : after));
    return { name, does, failed: () => this.#mark(act.id, act.undone) };
  }

  #mark(id: number, undone: number): void {
    this.#acts = this.#acts.map((act) => (act.id === id ? { ...act, undone, session: null } : act));
  }
}

function inScope(act: Act, scope: Scope | null): boolean {
  return scope === null || overlap(act.scope, scope);
}

/** Whether something is in both. */
export function overlap(a: Act['touches'], b: Act['touches']): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const id of few.keys()) if (many.has(id)) return true;
  return false;
}

/** Articles and pairs that the steps touch. */
export function touchedBy(steps: readonly Step[]): Scope {
  const scope = new Set<string>();
  for (const { before, after } of steps) {
    for (const { entity, value } of [before, after]) {
      if (value && entity === 'annotation')
        value.targets.forEach(({ articleId }) => scope.add(articleId));
      if (value && entity === 'pair') scope.add(value.id).add(value.sourceId).add(value.targetId);
    }
  }
  return scope;
}
