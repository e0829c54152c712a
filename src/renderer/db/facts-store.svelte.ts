// The user's facts as the interface sees them: reactive, kept in IndexedDB, journalled by main.
// An act shows at once, is stored in IndexedDB with its outbox row, and counts as saved when main has acknowledged it.
import { getContext, setContext } from 'svelte';
import type { Pair } from '@domain/align/schema';
import type { NoteDocument } from '@domain/annotation/note';
import type { HighlightColour } from '@domain/annotation/colours';
import type { OrderedAnnotation } from '@domain/annotation/order';
import type { Annotation, AnnotationTarget } from '@domain/annotation/schema';
import type { Collection } from '@domain/collection/schema';
import type { Term } from '@domain/glossary/schema';
import type { AnnotationId, ArticleId, PairId } from '@domain/ids';
import type { Tag } from '@domain/tag/schema';
import type { MessageKey } from '@shared/i18n/messages';
import type { RouteOutput } from '@shared/ipc/routes';
import type { Client } from '../platform/client';
import { FactsRepository, type Change } from './facts-repository';
import { FactsReading, readOnlyError } from './facts-reading';
import { FactsSync, type Shown } from './facts-sync';
import {
  History,
  overlap,
  touchedBy,
  type Act,
  type Doing,
  type Replay,
  type Scope,
  type Step
} from './history.svelte';
import { openDatabase } from './open-database';
import { sameValue } from '@shared/same-value';
import type { Holding } from './rows-compared';
import { SaveState, type SaveStatus } from './save-state.svelte';
import { ShownFacts } from './shown-facts.svelte';
import { ViewState } from './view-state';

/** What of a pair the user's acts change. */
export type PairChange = Partial<
  Pick<Pair, 'links' | 'verdict' | 'verdictByHand' | 'evidence' | 'alignerVersion'>
>;

export class FactsStore {
  readonly views: ViewState;
  readonly #facts = new ShownFacts();
  readonly #history = new History();
  readonly #save: SaveState;
  readonly #sync: FactsSync | FactsReading;
  /** Copies of what others wrote into a note while it was being written here, by the note's id. */
  readonly #beside = new Map<AnnotationId, AnnotationId>();
  readonly #noticeListeners = new Set<(message: MessageKey) => void>();
  /** Notices from before anybody listened. */
  readonly #untold: MessageKey[] = [];
  #author: string;
  /** Counts what is done; a way through the history goes on while it is the last. */
  #way = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #turns = $state(0);
  #room: () => Scope | null = () => null;

  private constructor(
    client: Client,
    { library, libraryFolder, settings }: RouteOutput<'app.hello'>,
    stored: { repository: FactsRepository; holding: Holding | null } | null,
    views: ViewState
  ) {
    this.views = views;
    this.#author = settings.name;
    this.#save = new SaveState(readOnlyError(library, libraryFolder));
    const shown: Shown = {
      shown: (key) => this.#facts.value(key),
      show: (changes, own) => this.#take(changes, own),
      showAll: (all) => this.#history.forget(this.#facts.replace(all)),
      pairs: () => [...this.#facts.pairs.keys()].map((id) => ({ entity: 'pair', id })),
      notice: (message) => this.#tell(message)
    };
    this.#sync = stored
      ? new FactsSync(client, library, stored, this.#save, shown)
      : new FactsReading(client, this.#save.readOnly, shown);
  }

  /**
   * Compares IndexedDB with main, replays or rebuilds, sends what was not acknowledged. Throws `storageUnavailable`
   * where IndexedDB cannot be had, `storageTooNew` where a later version wrote it, and main's own error where an empty one
   * cannot be filled. Of a library that is only read, IndexedDB is left alone.
   */
  static async open(client: Client, hello: RouteOutput<'app.hello'>): Promise<FactsStore> {
    if (hello.library.readOnly) {
      const reading = new FactsStore(client, hello, null, new ViewState(null));
      await reading.#sync.start(false);
      return reading;
    }
    const { db, holding } = await openDatabase(hello.library.uuid);
    const stored = { repository: new FactsRepository(db), holding };
    const store = new FactsStore(client, hello, stored, new ViewState(db));
    await store.#sync.start(!holding || hello.copied);
    return store;
  }

  /** IndexedDB was gone or unreadable at the start and was rebuilt from the library's files. */
  get restored(): boolean {
    return this.#sync.restored;
  }

  get status(): SaveStatus {
    return this.#save.status;
  }

  /** Why `status` is notSaved, where that is known; a message for beside it. */
  get problem(): MessageKey | null {
    return this.#save.problem;
  }

  /** What the user must be told once (a conflict, a store rebuilt), since the start. Returns the unsubscriber. */
  onNotice(listener: (message: MessageKey) => void): () => void {
    this.#noticeListeners.add(listener);
    for (const message of this.#untold.splice(0)) listener(message);
    return () => this.#noticeListeners.delete(listener);
  }

  /** Those with a target in one of the articles, each once, in no order. */
  annotationsOf(articleIds: readonly ArticleId[]): readonly Annotation[] {
    return this.#facts.annotations.of(articleIds);
  }

  /** The same in reading order, with their notes' numbers. */
  orderedOf(articleIds: readonly ArticleId[]): readonly OrderedAnnotation[] {
    return this.#facts.annotations.order(articleIds).ordered;
  }

  /** The numbers of their notes, by annotation; the same map as long as they are. */
  numbersOf(articleIds: readonly ArticleId[]): ReadonlyMap<AnnotationId, number> {
    return this.#facts.annotations.order(articleIds).numbers;
  }

  /** Every one, each once, in no order; also of articles in the trash. */
  get annotations(): readonly Annotation[] {
    return this.#facts.annotations.all();
  }

  annotation(id: AnnotationId): Annotation | undefined {
    return this.#facts.annotations.get(id);
  }

  /** Those that it is linked with, at whichever end the link stands: its own first. Also such as are gone. */
  relatedTo(id: AnnotationId): AnnotationId[] {
    return this.#facts.annotations.relatedTo(id);
  }

  /** What answers its statement in the other language, whichever of the two names the other. */
  counterpartsOf(id: AnnotationId): Annotation[] {
    return this.#facts.annotations.counterpartsOf(id);
  }

  /** An adopted pair's current value. */
  pair(id: PairId): Pair | undefined {
    return this.#facts.pairs.get(id);
  }

  /** Takes a pair as main gave it; a newer or still unsaved one of our own stays. */
  async adoptPair(stored: { revision: number; value: Pair }): Promise<void> {
    const value = await this.#sync.adoptPair(stored);
    this.#facts.pairs.set(value.id, value);
  }

  /** A highlight without a note, signed and dated; under the caller's id where it must be known at once. */
  async createAnnotation(
    draft: Pick<Annotation, 'targets' | 'colour'> & { id?: AnnotationId; tags?: string[] }
  ): Promise<AnnotationId> {
    const now = new Date().toISOString();
    const id = draft.id ?? (crypto.randomUUID() as AnnotationId);
    const { targets, colour, tags = [] } = $state.snapshot<typeof draft>(draft);
    const common = { tags, note: null, author: this.#author, created: now, modified: now };
    await this.#actOn(id, 'annotations.actCreate', { id, targets, colour, ...common });
    return id;
  }

  /** This, `setNote` and `setTargets` do nothing where the annotation is gone or nothing would change. Quick steps are one. */
  recolour(id: AnnotationId, colour: HighlightColour): Promise<void> {
    return this.#edit(id, 'annotations.actRecolour', { colour }, `colour ${id}`);
  }

  /**
   * Edits that follow each other within a second are one step of undo. `builtOn` is the text the edit started from:
   * where another one stands by now, that one is kept as a copy beside it, and said so.
   */
  async setNote(
    id: AnnotationId,
    note: NoteDocument | null,
    builtOn?: NoteDocument | null
  ): Promise<void> {
    const other = builtOn === undefined ? undefined : this.#facts.annotations.get(id);
    const unseen = other?.note && !sameValue(other.note, builtOn) && !sameValue(other.note, note);
    await Promise.all([
      unseen ? this.#keepBeside(other) : null,
      this.#edit(id, 'annotations.actNote', { note }, `note ${id}`)
    ]);
  }

  /** Words stand in the editor that no edit holds yet: until they do, nothing is said to be saved. */
  setDraft(pending: boolean): void {
    this.#save.draft = pending;
  }

  /** The editor was left: the next edit of a note is a step of its own. */
  sealNote(): void {
    this.#history.seal();
    this.#beside.clear();
  }

  /** Its passages put elsewhere or settled, as one act of the given name. */
  setTargets(id: AnnotationId, name: MessageKey, targets: AnnotationTarget[]): Promise<void> {
    return this.#edit(id, name, { targets });
  }

  async remove(id: AnnotationId): Promise<void> {
    if (this.#facts.annotations.get(id)) await this.#actOn(id, 'annotations.actDelete', null);
  }

  /**
   * Changes an adopted pair as one act, of the given name. Whether anything was changed: nothing is where the pair is
   * not here or would stay as it is.
   */
  async changePair(
    id: PairId,
    name: MessageKey,
    change: (pair: Pair) => PairChange
  ): Promise<boolean> {
    const before = this.#facts.pairs.get(id);
    if (!before) return false;
    const edited = { ...before, ...change(before) };
    if (sameValue(edited, before)) return false;
    const value = { ...edited, modified: new Date().toISOString() };
    await this.act(name, [{ entity: 'pair', id, value }]);
    return true;
  }

  /** All of them, in no order. */
  get collections(): readonly Collection[] {
    return [...this.#facts.collections.values()];
  }

  /** All of them, in no order. */
  get terms(): readonly Term[] {
    return [...this.#facts.terms.values()];
  }

  /** All tags that have an entity, in no order; names alone stand on annotations. */
  get tags(): readonly Tag[] {
    return [...this.#facts.tags.values()];
  }

  /**
   * Any changes of any entities as one act: shown at once, one step of undo, nothing where nothing would change. Plain
   * values, no state; each entity once. Acts of one `session` that follow each other within a second are one step.
   * Resolves when IndexedDB holds all of it. Throws `readOnlyError`.
   */
  async act(
    name: MessageKey,
    changes: readonly Change[],
    session: string | null = null
  ): Promise<void> {
    if (this.#save.readOnly) throw this.#save.readOnly;
    const steps = changes.flatMap((after): Step[] => {
      const { entity, id } = after;
      const before = { entity, id, value: this.#facts.value(after) } as Change;
      return sameValue(before.value, after.value) ? [] : [{ before, after }];
    });
    if (steps.length === 0) return;
    this.#way += 1;
    this.#history.push(name, steps, this.#here(touchedBy(steps)), Date.now(), session);
    await this.#put(steps.map(({ after }) => after));
  }

  /** What main does for this window, told of all that came before; its changes are nobody else's. `remember` it at once. */
  byMain<T>(run: () => Promise<T>): Promise<T> {
    return this.#sync.byMain(run);
  }

  /**
   * An act of main from its beginning until it is remembered, or a way through the history; those before it come first,
   * and so does it before what is undone or done again meanwhile.
   */
  inTurn<T>(run: () => Promise<T>): Promise<T> {
    this.#turns += 1;
    const done = this.#turn.then(run).finally(() => (this.#turns -= 1));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /**
   * An act of another kind on these articles, and on annotations, done just now: undo must not reach past it. Its id.
   */
  remember(
    name: MessageKey,
    doing: Doing,
    articleIds: readonly ArticleId[],
    annotationIds: readonly AnnotationId[] = []
  ): number {
    const touched = new Set<string>([...articleIds, ...annotationIds]);
    const scope = this.#here(new Set(articleIds));
    return this.#history.pushDoing(name, doing, touched, scope, Date.now());
  }

  /** What is open, told by `room`: undo and redo keep to it. Null: to nothing, the last act of all is taken back. */
  undoWithin(room: () => Scope | null): void {
    this.#room = room;
  }

  /**
   * Takes back this window's last act on what is open, or one that builds on it and must go first. Its name; null where
   * there is none. Rejects as the act does.
   */
  undo(): Promise<MessageKey | null> {
    this.#way += 1;
    const room = this.#room();
    return this.#replay(() => this.#history.undo(room));
  }

  redo(): Promise<MessageKey | null> {
    this.#way += 1;
    const room = this.#room();
    return this.#replay(() => this.#history.redo(room));
  }

  /** Takes back the act with this id, as `undo` does; null where it does not stand any more. */
  takeBack(act: number | null): Promise<MessageKey | null> {
    this.#way += 1;
    return this.#replay(() => (act === null ? null : this.#history.takeBack(act)));
  }

  /**
   * To the state right after the act, or before all of them (null), step by step among the acts on `scope`. Whatever is
   * done or gone to in the meantime ends it where it is.
   */
  goTo(act: number | null, scope: Scope | null): Promise<void> {
    const way = (this.#way += 1);
    return this.inTurn(async () => {
      while (
        way === this.#way &&
        (await this.#replayed(this.#history.towards(act, scope))) !== null
      );
    });
  }

  /** What comes of an act on facts just begun, and its id: by the time it is stored, another may have been done. */
  async begun<T>(doing: Promise<T>): Promise<[T, number | null]> {
    const act = this.lastAct;
    return [await doing, act];
  }

  /** The id of the act done last; null before the first. */
  get lastAct(): number | null {
    return this.#history.acts.at(-1)?.id ?? null;
  }

  /** Of this window, oldest first, those taken back among them. */
  get acts(): readonly Act[] {
    return this.#history.acts;
  }

  /** What is open; null where undo reaches everything. */
  get room(): Scope | null {
    return this.#room();
  }

  /** Also while main is doing something: that may be what is meant. */
  get canUndo(): boolean {
    return this.#turns > 0 || this.#history.canUndo(this.#room());
  }

  get canRedo(): boolean {
    return this.#turns > 0 || this.#history.canRedo(this.#room());
  }

  /** Signs annotations made from now on. */
  setAuthor(name: string): void {
    this.#author = name;
  }

  /** Stops listening and closes IndexedDB. */
  close(): void {
    this.#sync.close();
  }

  /** While two people write at once, the other's text so far goes on in one copy, and not in a new one each time. */
  #keepBeside(other: Annotation): Promise<void> {
    const copy = this.#beside.get(other.id);
    if (copy && this.#facts.annotations.get(copy)) {
      return this.#edit(copy, 'annotations.actNote', { note: other.note }, `note ${copy}`);
    }
    const id = crypto.randomUUID() as AnnotationId;
    this.#beside.set(other.id, id);
    this.#tell('annotations.noticeConflict');
    return this.#actOn(id, 'annotations.actCreate', { ...other, id });
  }

  async #edit(
    id: AnnotationId,
    name: MessageKey,
    fields: Partial<Annotation>,
    session: string | null = null
  ): Promise<void> {
    const before = this.#facts.annotations.get(id);
    if (!before) return;
    const edited = { ...before, ...$state.snapshot<Partial<Annotation>>(fields) };
    if (sameValue(edited, before)) return;
    await this.#actOn(id, name, { ...edited, modified: new Date().toISOString() }, session);
  }

  #actOn(
    id: AnnotationId,
    name: MessageKey,
    value: Annotation | null,
    session: string | null = null
  ): Promise<void> {
    return this.act(name, [{ entity: 'annotation', id, value }], session);
  }

  /** Waits for what main is doing: that may be the very act which is meant. */
  async #replay(next: () => Replay | null): Promise<MessageKey | null> {
    if (this.#turns > 0) return this.inTurn(() => this.#replayed(next()));
    const act = next();
    const ofMain = typeof act?.does === 'function';
    return ofMain ? this.inTurn(() => this.#replayed(act)) : this.#replayed(act);
  }

  async #replayed(act: Replay | null): Promise<MessageKey | null> {
    if (!act) return null;
    if (typeof act.does !== 'function') {
      await this.#put(act.does);
      return act.name;
    }
    try {
      await this.byMain(act.does);
      // What comes next builds on it.
      await this.#sync.followed();
    } catch (thrown) {
      act.failed();
      throw thrown;
    }
    return act.name;
  }

  async #put(changes: readonly Change[]): Promise<void> {
    const replaced = changes.map((change) => this.#facts.value(change)?.modified ?? null);
    this.#facts.show(changes);
    await this.#sync.commit(changes, replaced);
  }

  /** An act on nothing that is open belongs to the room it was done in, so that it can be taken back there. */
  #here(touched: Scope): Scope {
    const room = this.#room();
    return room && !overlap(room, touched) ? new Set([...touched, ...room]) : touched;
  }

  /** Values from elsewhere: what main did for this window, or another tab, another window, the command line. */
  #take(changes: readonly Change[], own: boolean): void {
    if (!own) this.#history.forget(new Set(changes.map(({ id }) => id)));
    const pairs = this.#facts.pairs;
    this.#facts.show(changes.filter(({ entity, id }) => entity !== 'pair' || pairs.has(id)));
  }

  #tell(message: MessageKey): void {
    if (this.#noticeListeners.size === 0) this.#untold.push(message);
    for (const listener of this.#noticeListeners) listener(message);
  }
}

const contextKey = Symbol('facts');

export function setFacts(store: FactsStore): void {
  setContext(contextKey, store);
}

export function useFacts(): FactsStore {
  return getContext<FactsStore>(contextKey);
}
