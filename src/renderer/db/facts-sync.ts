// Keeps what is shown, IndexedDB, the other tabs and main in step.
import type { Pair } from '@domain/align/schema';
import type { JournalRecord } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { Collection } from '@domain/collection/schema';
import type { Term } from '@domain/glossary/schema';
import type { Tag } from '@domain/tag/schema';
import type { MessageKey } from '@shared/i18n/messages';
import type { ErrorCode } from '@shared/ipc/errors';
import { AppError } from '@shared/ipc/errors';
import type { LibraryInfo } from '@shared/ipc/routes';
import type { Client } from '../platform/client';
import {
  StoreLost,
  type Change,
  type Current,
  type EntityKey,
  type FactsRepository,
  type Value
} from './facts-repository';
import type { Differences, Holding } from './rows-compared';
import { OutboxSender } from './outbox-sender';
import { sameValue } from '@shared/same-value';
import type { SaveState } from './save-state.svelte';
import { StartComparison } from './start-comparison';
import { isOvertaken, UnstoredChanges } from './unstored-changes';

const storeRetryMs = 1_000;
/** Changes that go into IndexedDB in one transaction: the window answers in between. */
const portion = 500;

export interface AllShown {
  annotations: readonly Annotation[];
  collections: readonly Collection[];
  terms: readonly Term[];
  tags: readonly Tag[];
}

/** What the reactive store gives and takes. */
export interface Shown {
  /** The value on screen; null where there is none. */
  shown(key: EntityKey): Value | null;
  /** Values that main told; `own`: of this window's making. */
  show(changes: readonly Change[], own: boolean): void;
  /** These are all there are. */
  showAll(all: AllShown): void;
  /** Pairs on screen. */
  pairs(): EntityKey[];
  /** Tell the user once. */
  notice(message: MessageKey): void;
}

export class FactsSync {
  readonly #client: Client;
  readonly #library: LibraryInfo;
  readonly #repository: FactsRepository;
  readonly #save: SaveState;
  readonly #shown: Shown;
  readonly #sender: OutboxSender;
  readonly #channel: BroadcastChannel;
  readonly #unstored: UnstoredChanges;
  readonly #comparison: StartComparison;
  /** Own edits that main has not acknowledged: what a store emptied under our hands must get back. */
  readonly #unsettled = new Map<string, Change>();
  /** Key in localStorage: the store was made anew under an open window, and that is to be told once more. */
  readonly #marker: string;
  readonly #cleanUps: (() => void)[] = [];
  /** Those that wait until all is sent. */
  readonly #waiting: { resolve: () => void; reject: (thrown: unknown) => void }[] = [];
  /** Orders of rows of the outbox that main has, until they are taken out there: they are saved already. */
  #answered: ReadonlySet<number> = new Set();
  #reseeding: Promise<void> | null = null;
  #storing: Promise<void> | null = null;
  #storeTimer: ReturnType<typeof setTimeout> | undefined;
  #following: Promise<void> = Promise.resolve();
  /** How many acts main is doing for this window. */
  #doing = 0;
  #closed = false;
  #restored = false;

  /** `holding`: what IndexedDB held when it was opened. */
  constructor(
    client: Client,
    library: LibraryInfo,
    { repository, holding }: { repository: FactsRepository; holding: Holding | null },
    save: SaveState,
    shown: Shown
  ) {
    this.#client = client;
    this.#library = library;
    this.#repository = repository;
    this.#save = save;
    this.#shown = shown;
    this.#comparison = new StartComparison(client, repository, holding, () => this.#catchUp());
    this.#unstored = new UnstoredChanges(library.uuid, this.#unsettled);
    this.#marker = `diptych-store-${library.uuid}`;
    this.#channel = new BroadcastChannel(`diptych-${library.uuid}`);
    this.#sender = new OutboxSender(client, repository, library.uuid, {
      answered: (whole) => {
        this.#answered = new Set(whole);
        return this.#countPending();
      },
      settled: (outcome) => this.#settled(outcome),
      drained: () => {
        for (const { resolve } of this.#waiting.splice(0)) resolve();
        this.#save.recover();
        this.#unstored.tidy();
        this.#follow(() => this.#countPending());
      },
      failed: (thrown) => this.#sendFailed(thrown)
    });
  }

  get restored(): boolean {
    return this.#restored;
  }

  /**
   * Brings IndexedDB up to main's sequence and shows what it holds. `copied`: there was a copy once, as main remembers or
   * as an unreadable one just deleted shows; an empty one is a loss then, and made good, which is told.
   */
  async start(copied: boolean): Promise<void> {
    // First the ears, so that nothing falls between the comparison and the first event.
    this.#listen();
    const last = await this.#repository.lastSequence();
    this.#restored = localStorage.getItem(this.#marker) === 'rebuilt';
    localStorage.removeItem(this.#marker);
    if (last === null) {
      const facts = await this.#rebuild();
      this.#restored ||= facts > 0 && copied;
    } else if (last !== this.#library.lastSequence) {
      // Where main is gone again, what is here is shown; the next event or connection closes the gap.
      await this.#catchUp().catch(() => undefined);
    }
    const found = await this.#comparison.run().catch(() => null);
    if (found) this.#mended(found);
    await this.#repository.forgiveRefused();
    await this.#takeStash();
    await this.#reload();
    await this.#flush();
    this.#follow(() => this.#catchUp());
    this.#sender.kick();
  }

  /**
   * Stores changes that are already shown, and sends them. Resolves when IndexedDB holds them, or has failed to. `replaced`: when
   * what each takes the place of was modified, null where nothing was shown.
   */
  async commit(changes: readonly Change[], replaced: readonly (string | null)[]): Promise<void> {
    const now = Date.now();
    const edits = changes.map((change, at) => ({ change, before: replaced[at] ?? null }));
    // By id, so that a portion of a large act is a stretch of the tables.
    for (const { change, before } of edits.toSorted((a, b) =>
      a.change.id < b.change.id ? -1 : 1
    )) {
      this.#unstored.add(change, now, [before]);
      this.#unsettled.set(change.id, change);
    }
    this.#save.begin(now);
    await this.#flush();
  }

  /** Resolves when main has answered for all that is shown; rejects where the next attempt to tell it fails. */
  async sent(): Promise<void> {
    await this.#flush();
    // More than once, for a sending that was ending just then; not for ever, for what main refuses stays.
    for (let left = 3; left > 0 && (await this.#repository.pendingSince()) !== null; left -= 1) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push({ resolve, reject });
        this.#sender.kick();
      });
    }
  }

  /**
   * An act that main does for this window, told of all that came before it; resolves when it is done. What main tells until
   * all of it is in here counts as of this window's making, another's changes of those moments too. Rejects as `sent` and
   * `run` do.
   */
  async byMain<T>(run: () => Promise<T>): Promise<T> {
    this.#doing += 1;
    try {
      await this.sent();
      return await run();
    } finally {
      this.#follow(() => this.#catchUp());
      void this.followed().then(() => (this.#doing -= 1));
    }
  }

  /** Resolves when all that main has told so far is in. */
  followed(): Promise<void> {
    return this.#following;
  }

  /** The pair to show: main's, or our own where it is newer or unsaved. */
  async adoptPair({ revision, value }: { revision: number; value: Pair }): Promise<Pair> {
    const key = { entity: 'pair' as const, id: value.id };
    try {
      // The row of a pair's id holds a pair.
      return ((await this.#repository.adopt({ ...key, value }, revision)) as Pair | null) ?? value;
    } catch (thrown) {
      if (!(thrown instanceof StoreLost)) throw thrown;
      await this.#reseed();
      return value;
    }
  }

  close(): void {
    this.#closed = true;
    for (const cleanUp of this.#cleanUps) cleanUp();
    clearTimeout(this.#storeTimer);
    this.#sender.close();
    this.#channel.close();
    this.#save.close();
    this.#repository.close();
  }

  #listen(): void {
    const follow = (): void => this.#follow(() => this.#catchUp());
    const kick = (): void => this.#sender.kick();
    const hide = (): void => this.#unstored.stash();
    this.#channel.onmessage = ({ data }: MessageEvent<EntityKey[] | 'all'>) => {
      this.#follow(() => (data === 'all' ? this.#reload() : this.#refresh(data)));
    };
    this.#cleanUps.push(
      this.#client.on('facts.changed', ({ records }) => {
        this.#follow(async () => {
          await this.#sender.settled(records);
          if (await this.#apply(records)) await this.#catchUp();
        });
      }),
      this.#client.onConnect(() => {
        follow();
        this.#follow(() => this.#compareLate());
        kick();
      })
    );
    addEventListener('pagehide', hide);
    addEventListener('focus', kick);
    this.#cleanUps.push(
      () => removeEventListener('pagehide', hide),
      () => removeEventListener('focus', kick)
    );
  }

  /** One after the other: what came first is applied first. A failure leaves a gap, which the next event closes. */
  #follow(run: () => Promise<void>): void {
    this.#following = this.#following.then(run).catch(async (thrown: unknown) => {
      if (!(thrown instanceof StoreLost) || this.#closed) return;
      await this.#reseed()
        .then(() => this.#catchUp())
        .catch(() => undefined);
      await this.#flush();
    });
  }

  async #catchUp(): Promise<void> {
    const sequence = (await this.#repository.lastSequence()) ?? 0;
    const { records, lastSequence } = await this.#client.request('facts.since', { sequence });
    if (records === null || lastSequence < sequence) {
      await this.#rebuild();
      await this.#reload();
      return;
    }
    const gap = await this.#apply(records);
    if (gap) throw new AppError('internal', { reason: 'journal has a gap' });
  }

  /** Puts main's records in and shows them. Whether some are missing before them. */
  async #apply(records: readonly JournalRecord[]): Promise<boolean> {
    const { current, known, gap } = await this.#repository.applyRecords(records);
    this.#see(current);
    // Another tab may have put them in, or this one settled them: what stands here already is not read again.
    const unseen = known.filter(
      ({ operation }) => !sameValue(this.#shown.shown(operation), operation.value)
    );
    await this.#refresh(unseen.map(({ operation: { entity, id } }) => ({ entity, id })));
    return gap;
  }

  /** Fills IndexedDB from main; the number of facts. */
  async #rebuild(): Promise<number> {
    const snapshot = await this.#client.request('facts.snapshot', {});
    await this.#repository.rebuild(snapshot);
    const { annotations, pairs, collections, terms, tags } = snapshot;
    const all = [annotations, pairs, collections, terms, tags];
    return all.reduce((sum, { length }) => sum + length, 0);
  }

  /** IndexedDB was emptied while this window had it open: everything comes back, our unsaved edits too. Once, whoever finds it. */
  #reseed(): Promise<void> {
    return (this.#reseeding ??= this.#makeAnew().finally(() => (this.#reseeding = null)));
  }

  async #makeAnew(): Promise<void> {
    if (this.#closed) return;
    // What was under way when it went may fail only after it has been made anew.
    const stands = await this.#repository.lastSequence().catch(() => null);
    if (stands !== null) return;
    await this.#rebuild();
    for (const change of this.#unsettled.values()) {
      if (!this.#unstored.has(change.id)) this.#unstored.add(change, Date.now());
    }
    await this.#reload();
    this.#shown.notice('annotations.noticeRestored');
    // Said once more at the next start: a window that is being closed tells nobody.
    localStorage.setItem(this.#marker, 'rebuilt');
    this.#channel.postMessage('all');
  }

  /** The comparison that could not be made at the start. */
  async #compareLate(): Promise<void> {
    const found = await this.#comparison.run();
    if (!found) return;
    this.#mended(found);
    await this.#reload();
    this.#sender.kick();
  }

  /** What main did not have any more waits in the outbox. */
  #mended({ lacking, ahead }: Differences): void {
    for (const { change } of ahead) this.#unsettled.set(change.id, change);
    if (lacking > 0) this.#shown.notice('annotations.noticeRestored');
    this.#channel.postMessage('all');
  }

  /** What a page that closed in the middle has put by; edits that went in after all, or were overtaken, are left out. */
  async #takeStash(): Promise<void> {
    const stashed = this.#unstored.stashed();
    const rows = await this.#repository.read(stashed.map(({ change }) => change));
    for (const [at, edit] of stashed.entries()) {
      const { change, since, replaced } = edit;
      const row = rows[at];
      const known = row?.value;
      this.#unstored.takeUp(edit);
      if (sameValue(known ?? null, change.value) || (known && isOvertaken(edit, known))) {
        // Main has not had it yet: it stays put by until then.
        if (row?.pending && sameValue(known, change.value)) this.#unsettled.set(change.id, change);
        continue;
      }
      this.#unstored.add(change, since, [...(replaced ?? []), known?.modified ?? null]);
      this.#unsettled.set(change.id, change);
    }
    this.#unstored.putBy();
  }

  async #reload(): Promise<void> {
    const stored = await this.#repository.all();
    const annotations = byId(stored.annotations);
    const collections = byId(stored.collections);
    const terms = byId(stored.terms);
    const tags = byId(stored.tags);
    const all: Partial<Record<EntityKey['entity'], Map<string, Value>>> = {
      annotation: annotations,
      collection: collections,
      term: terms,
      tag: tags
    };
    for (const { id, entity, value } of this.#unstored.changes()) {
      if (value) all[entity]?.set(id, value);
      else all[entity]?.delete(id);
    }
    this.#shown.showAll({
      annotations: [...annotations.values()],
      collections: [...collections.values()],
      terms: [...terms.values()],
      tags: [...tags.values()]
    });
    await this.#refresh(this.#shown.pairs());
  }

  /** Shows what IndexedDB has of these, but for those edited here in the meantime. */
  async #refresh(keys: readonly EntityKey[]): Promise<void> {
    if (keys.length > 0) {
      const edits = keys.map(({ id }) => this.#unsettled.get(id));
      const rows = await this.#repository.read(keys);
      this.#see(rows.filter(({ id }, at) => this.#unsettled.get(id) === edits[at]));
    }
    await this.#countPending();
  }

  /** Shows rows as the transaction just ended left them: an edit made in the meantime is still among the unstored. */
  #see(rows: readonly Current[]): void {
    const others: Change[] = [];
    for (const { pending, ...change } of rows) {
      if (this.#unstored.has(change.id)) continue;
      if (!pending) this.#unsettled.delete(change.id);
      if (!sameValue(this.#shown.shown(change), change.value)) others.push(change);
    }
    if (others.length > 0) this.#shown.show(others, this.#doing > 0);
  }

  async #settled(outcome: {
    settled: Current[];
    conflicts: EntityKey[];
    unknown: boolean;
  }): Promise<void> {
    this.#answered = new Set();
    if (outcome.unknown) {
      await this.#rebuild();
      await this.#reload();
    } else {
      this.#see(outcome.settled);
      await this.#countPending();
    }
    this.#channel.postMessage(outcome.settled.map(({ entity, id }) => ({ entity, id })));
    const conflict = outcome.conflicts[0];
    if (conflict) {
      this.#shown.notice(conflictNotices[conflict.entity]);
    }
  }

  /** Puts all unstored changes into IndexedDB. Resolves also where that fails: it is tried again. */
  #flush(): Promise<void> {
    if (this.#unstored.first(1).length === 0) return Promise.resolve();
    return (this.#storing ??= this.#store());
  }

  /** Ends with `#storing` taken back in the same breath as the last look for changes: none is left lying. */
  async #store(): Promise<void> {
    clearTimeout(this.#storeTimer);
    try {
      let edits = this.#unstored.first(portion);
      while (edits.length > 0) {
        await this.#repository.write(edits);
        this.#unstored.stored(edits);
        this.#channel.postMessage(edits.map(({ change: { entity, id } }) => ({ entity, id })));
        this.#sender.kick();
        edits = this.#unstored.first(portion);
      }
    } catch (thrown) {
      if (this.#closed) return;
      const back =
        thrown instanceof StoreLost &&
        (await this.#reseed().then(
          () => true,
          () => false
        ));
      if (!(thrown instanceof StoreLost)) this.#save.fail('annotations.problemStorage');
      this.#storeTimer = setTimeout(() => void this.#flush(), back ? 0 : storeRetryMs);
    }
    this.#storing = null;
    this.#sender.kick();
  }

  #sendFailed(thrown: unknown): void {
    this.#answered = new Set();
    this.#unstored.putBy();
    for (const { reject } of this.#waiting.splice(0)) reject(thrown);
    if (thrown instanceof StoreLost) {
      this.#follow(() => Promise.reject(thrown));
      return;
    }
    // What main says is an AppError; all else is the window's own storage.
    this.#save.fail(
      thrown instanceof AppError ? problemOf(thrown.code) : 'annotations.problemStorage'
    );
  }

  async #countPending(): Promise<void> {
    const stored = await this.#repository.pendingSince(this.#answered);
    const unstored = this.#unstored.first(1)[0]?.since ?? null;
    const all = [stored, unstored].filter((since) => since !== null);
    this.#save.set(all.length === 0 ? null : Math.min(...all));
  }
}

const conflictNotices: Record<EntityKey['entity'], MessageKey> = {
  annotation: 'annotations.noticeConflict',
  pair: 'annotations.noticeConflictLinks',
  collection: 'library.noticeConflict',
  term: 'glossary.noticeConflict',
  tag: 'tags.noticeConflict'
};

const problems: Partial<Record<ErrorCode, MessageKey>> = {
  disconnected: 'annotations.problemDisconnected',
  timedOut: 'annotations.problemDisconnected',
  unauthorised: 'annotations.problemUnauthorised',
  diskFull: 'annotations.problemDiskFull'
};

function problemOf(code: ErrorCode): MessageKey {
  return problems[code] ?? 'annotations.problemOther';
}

function byId<T extends { id: string }>(values: readonly T[]): Map<string, T> {
  return new Map(values.map((value) => [value.id, value]));
}
