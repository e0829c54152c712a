import { Dexie } from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Annotation } from '@domain/annotation/schema';
import { noteFromPlainText, type NoteDocument } from '@domain/annotation/note';
import type { AnnotationId, ArticleId } from '@domain/ids';
import { FactsStore } from './facts-store.svelte';
import { MemoryMain, type MemoryClient } from './memory-main.test-support';
import { databaseName } from './schema';
import { addTagsTo } from './tag-acts';
import type { ReaderView } from './view-state';

const article = crypto.randomUUID() as ArticleId;
const other = crypto.randomUUID() as ArticleId;
const open: FactsStore[] = [];

function draft(articleId = article, exact = 'điểm sáng'): Pick<Annotation, 'targets' | 'colour'> {
  const anchor = { exact, prefix: '', suffix: '', start: 3, end: 12, normaliserVersion: 1 };
  return { targets: [{ articleId, anchor, state: 'exact' }], colour: 'yellow' };
}

async function openStore(main: MemoryMain, client = main.connect()): Promise<FactsStore> {
  const store = await FactsStore.open(client, main.hello());
  open.push(store);
  return store;
}

async function saved(store: FactsStore): Promise<void> {
  await vi.waitFor(() => expect(store.status).toBe('saved'), { interval: 5 });
}

/** Nothing of it is under way: no lock is held, and IndexedDB has answered what was asked before. */
async function idle(store: FactsStore): Promise<void> {
  await vi.waitFor(async () => expect((await navigator.locks.query()).held).toEqual([]));
  for (let round = 0; round < 3; round += 1) await store.views.panels();
}

/** A page that dies: nothing of it runs any more, only IndexedDB stays. */
function kill(store: FactsStore, client: MemoryClient): void {
  client.line = 'down';
  store.close();
}

afterEach(async () => {
  for (const store of open.splice(0)) store.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
  localStorage.clear();
});

describe('saving', () => {
  // Catches "Saved" being said before main has it.
  it('is saved only once main has acknowledged', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const store = await openStore(main, client);
    client.line = 'down';
    const id = await store.createAnnotation(draft());
    expect(store.status).not.toBe('saved');
    expect(store.annotation(id)?.author).toBe('Lan');
    await vi.waitFor(() => expect(store.status).toBe('notSaved'));
    expect(store.problem).toBe('annotations.problemDisconnected');
    expect(main.annotations()).toEqual([]);
    client.reconnect();
    await saved(store);
    expect(store.problem).toBeNull();
    expect(main.annotations()).toEqual([store.annotation(id)]);
  });

  // Catches a hanging main that leaves "Saving…" standing for ever.
  it('says not saved after two seconds without an answer', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const store = await openStore(main, client);
    const never = new Promise<never>(() => undefined);
    vi.spyOn(client, 'request').mockReturnValue(never);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      void store.createAnnotation(draft());
      expect(store.status).toBe('saving');
      vi.advanceTimersByTime(1_999);
      expect(store.status).toBe('saving');
      vi.advanceTimersByTime(1);
      expect(store.status).toBe('notSaved');
    } finally {
      vi.useRealTimers();
    }
  });

  // Catches a lost acknowledgement that makes the same edit stand twice, or as a conflict with itself.
  it('sends again what was applied but never acknowledged, once', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const store = await openStore(main, client);
    client.line = 'deaf';
    const id = await store.createAnnotation(draft());
    await vi.waitFor(() => expect(main.journal).toHaveLength(1));
    await store.setNote(id, noteFromPlainText('một'));
    client.reconnect();
    await saved(store);
    expect(main.journal).toHaveLength(2);
    expect(main.annotations()).toEqual([store.annotation(id)]);
  });

  // Catches an outbox that lives in memory only, or that a new page does not send.
  it('survives a page that dies with unsent and unacknowledged edits', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const first = await openStore(main, client);
    client.line = 'deaf';
    const sent = await first.createAnnotation(draft());
    await vi.waitFor(() => expect(main.journal).toHaveLength(1));
    client.line = 'down';
    const unsent = await first.createAnnotation(draft(other));
    await first.recolour(sent, 'pink');
    kill(first, client);

    const second = await openStore(main);
    expect(second.annotation(unsent)).toBeDefined();
    await saved(second);
    expect(main.journal).toHaveLength(3);
    expect(new Set(main.annotations())).toEqual(
      new Set([second.annotation(sent), second.annotation(unsent)])
    );
    expect(second.annotation(sent)?.colour).toBe('pink');
    expect(second.restored).toBe(false);
  });

  // Catches an edit that comes while the one before is being stored or sent, and is then left lying.
  it('stores and sends every edit, however they overlap', async () => {
    const main = new MemoryMain();
    const store = await openStore(main);
    const one = await store.createAnnotation(draft());
    const two = await store.createAnnotation(draft(other));
    const { port1, port2 } = new MessageChannel();
    const breath = (): Promise<unknown> =>
      new Promise((resolve) => {
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    // Pauses of all lengths, so that the second edit meets every step of storing and sending the first.
    for (let breaths = 0; breaths < 60; breaths += 1) {
      void addTagsTo(store, [one], [String(breaths)]);
      for (let taken = 0; taken < breaths; taken += 1) await breath();
      void addTagsTo(store, [two], [String(breaths)]);
      await saved(store);
      expect(new Set(main.annotations())).toEqual(new Set(store.annotationsOf([article, other])));
    }
    store.close();
    const again = await openStore(main);
    for (const { tags } of again.annotationsOf([article, other])) expect(tags).toHaveLength(60);
  });

  // Catches text typed in the last milliseconds being lost because IndexedDB had no time to commit.
  it('keeps an edit that was made while the page was closing', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const first = await openStore(main, client);
    const id = await first.createAnnotation(draft());
    await saved(first);
    void first.setNote(id, noteFromPlainText('cuối cùng'));
    dispatchEvent(new PageTransitionEvent('pagehide'));
    kill(first, client);

    const second = await openStore(main);
    expect(second.annotation(id)?.note).toEqual(noteFromPlainText('cuối cùng'));
    await saved(second);
    expect(main.annotations()[0]?.note).toEqual(noteFromPlainText('cuối cùng'));
    const putBy = `diptych-unstored-${main.uuid}`;
    await vi.waitFor(() => expect(JSON.stringify(localStorage)).not.toContain(putBy));
  });

  // Catches a full disk that loses the words, or under which the window goes on saying "Saved".
  it('keeps an edit that IndexedDB will not take, says so, and stores it later', async () => {
    const main = new MemoryMain();
    const store = await openStore(main);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const id = await store.createAnnotation(draft());
    expect(store.status).toBe('notSaved');
    expect(store.problem).toBe('annotations.problemStorage');
    expect(store.annotation(id)).toBeDefined();
    put.mockRestore();
    await vi.waitFor(() => expect(store.status).toBe('saved'), { timeout: 5_000 });
    expect(main.annotations()).toEqual([store.annotation(id)]);
  });

  // Catches a poisoned operation that blocks everything behind it.
  it('sends the others where main refuses one', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const store = await openStore(main, client);
    client.line = 'down';
    const bad = await store.createAnnotation(draft());
    const good = await store.createAnnotation(draft(other));
    const handle = main.handle.bind(main);
    const { AppError } = await import('@shared/ipc/errors');
    main.handle = (name, input) => {
      if (JSON.stringify(input).includes(bad)) throw new AppError('badRequest');
      return handle(name, input);
    };
    client.reconnect();
    await vi.waitFor(() => expect(main.annotations().map(({ id }) => id)).toEqual([good]));
    expect(store.status).not.toBe('saved');
    expect(store.annotation(bad)).toBeDefined();
    main.handle = handle;
    await store.recolour(bad, 'green');
    await saved(store);
    expect(main.annotations()).toHaveLength(2);
  });

  // Catches writing into a library that was opened for reading only.
  it('refuses edits of a read-only library', async () => {
    const main = new MemoryMain();
    const store = await FactsStore.open(main.connect(), main.hello(true));
    open.push(store);
    expect(store.status).toBe('readOnly');
    await expect(store.createAnnotation(draft())).rejects.toMatchObject({
      code: 'libraryReadOnlyDiskFull'
    });
    expect(store.annotationsOf([article])).toEqual([]);
  });
});

describe('several windows', () => {
  // Catches tabs of one browser (one IndexedDB) that do not see each other's edits.
  it('shows in one tab what another tab of the same browser does', async () => {
    const main = new MemoryMain();
    const [one, two] = [await openStore(main), await openStore(main)];
    const id = await one.createAnnotation(draft());
    await vi.waitFor(() => expect(two.annotation(id)).toEqual(one.annotation(id)));
    await two.recolour(id, 'violet');
    await vi.waitFor(() => expect(one.annotation(id)?.colour).toBe('violet'));
    await saved(one);
    await saved(two);
    expect(main.journal).toHaveLength(2);
  });

  // Catches two tabs that both send the shared outbox.
  it('sends an edit once, whichever tab drains', async () => {
    const main = new MemoryMain();
    const clients = [main.connect(), main.connect()] as const;
    const [one, two] = [await openStore(main, clients[0]), await openStore(main, clients[1])];
    for (const client of clients) client.line = 'down';
    await one.createAnnotation(draft());
    await two.createAnnotation(draft());
    for (const client of clients) client.reconnect();
    await saved(one);
    await saved(two);
    expect(main.journal).toHaveLength(2);
    expect(one.annotationsOf([article])).toHaveLength(2);
    expect(two.annotationsOf([article])).toHaveLength(2);
  });

  // Catches a stale outbox of the closed tab staying behind while another tab is open.
  it('sends what another tab left behind', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const one = await openStore(main, client);
    const two = await openStore(main);
    client.line = 'down';
    await one.createAnnotation(draft());
    kill(one, client);
    dispatchEvent(new Event('focus'));
    await vi.waitFor(() => expect(main.annotations()).toHaveLength(1));
    await saved(two);
  });
});

/** Another browser or the command line: an own origin's worth of state, same main. */
function elsewhere(main: MemoryMain, id: AnnotationId, change: Partial<Annotation> | null): void {
  const stored = main.entities.get(id);
  const value = change && { ...(stored?.value as Annotation), ...change };
  main.handle('facts.apply', {
    libraryUuid: main.uuid,
    operations: [
      {
        operationId: crypto.randomUUID(),
        entity: 'annotation',
        id,
        baseRevision: stored?.revision ?? 0,
        at: new Date().toISOString(),
        value
      }
    ]
  });
}

describe('changes from elsewhere', () => {
  // Catches missed events (asleep, reconnecting) leaving the window behind for good.
  it('catches up after a gap and after a reconnection', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const store = await openStore(main, client);
    const id = await store.createAnnotation(draft());
    await saved(store);
    client.line = 'down';
    elsewhere(main, id, { colour: 'blue' });
    client.line = 'up';
    elsewhere(main, id, { tags: ['Denial'] });
    await vi.waitFor(() => expect(store.annotation(id)?.tags).toEqual(['Denial']));
    client.line = 'down';
    elsewhere(main, id, null);
    client.reconnect();
    await vi.waitFor(() => expect(store.annotation(id)).toBeUndefined());
  });

  // Catches a foreign change overwriting what the user is typing, and a conflict that loses either version.
  it('keeps both versions of a conflict and says so', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const store = await openStore(main, client);
    const notices: string[] = [];
    store.onNotice((message) => notices.push(message));
    const id = await store.createAnnotation(draft());
    await saved(store);
    client.line = 'down';
    await store.setNote(id, noteFromPlainText('mine'));
    elsewhere(main, id, { note: noteFromPlainText('theirs') });
    client.reconnect();
    await saved(store);
    await vi.waitFor(() => expect(notices).toEqual(['annotations.noticeConflict']));
    // Theirs and the copy come in as records, behind the answer that told of the conflict.
    await vi.waitFor(() => expect(store.annotation(id)?.note).toEqual(noteFromPlainText('theirs')));
    await vi.waitFor(() =>
      expect(new Set(store.annotationsOf([article]).map(({ note }) => note))).toEqual(
        new Set([noteFromPlainText('theirs'), noteFromPlainText('mine')])
      )
    );
  });

  // Catches words overwritten in silence by an editor that was busy when they came in, and a copy for every keystroke.
  it('keeps beside a note what somebody else wrote while it was being written', async () => {
    const main = new MemoryMain();
    const [store, otherTab] = [await openStore(main), await openStore(main)];
    const id = await store.createAnnotation(draft());
    const notices: string[] = [];
    store.onNotice((message) => notices.push(message));
    let builtOn: NoteDocument | null = null;
    for (const round of [1, 2]) {
      await vi.waitFor(() => expect(otherTab.annotation(id)).toEqual(store.annotation(id)));
      const theirs = noteFromPlainText(`theirs ${round}`);
      await otherTab.setNote(id, theirs, otherTab.annotation(id)?.note);
      await vi.waitFor(() => expect(store.annotation(id)?.note).toEqual(theirs));
      const mine = noteFromPlainText(`mine ${round}`);
      await store.setNote(id, mine, builtOn);
      builtOn = mine;
    }
    await saved(store);
    expect(notices).toEqual(['annotations.noticeConflict']);
    expect(new Set(main.annotations().map(({ note }) => note))).toEqual(
      new Set([noteFromPlainText('mine 2'), noteFromPlainText('theirs 2')])
    );
  });

  // Catches undo taking back somebody else's work.
  it('forgets the undo steps of an annotation that somebody else changed', async () => {
    const main = new MemoryMain();
    const store = await openStore(main);
    const id = await store.createAnnotation(draft());
    const mine = await store.createAnnotation(draft(other));
    await store.recolour(id, 'pink');
    await saved(store);
    elsewhere(main, id, { colour: 'blue' });
    await vi.waitFor(() => expect(store.annotation(id)?.colour).toBe('blue'));
    expect(await store.undo()).toBe('annotations.actCreate');
    expect(store.annotation(mine)).toBeUndefined();
    expect(store.annotation(id)?.colour).toBe('blue');
    expect(store.canUndo).toBe(false);
  });
});

describe('a damaged or missing working store', () => {
  // Catches notes that vanish with the browser's storage, and a silent restoration.
  it('is rebuilt from main after deletion, and says so', async () => {
    const main = new MemoryMain();
    const first = await openStore(main);
    expect(first.restored).toBe(false);
    const id = await first.createAnnotation(draft());
    await saved(first);
    const value = first.annotation(id);
    first.close();
    await Dexie.delete(databaseName(main.uuid));
    // Whatever a window puts by elsewhere in its profile may be lost together with it.
    localStorage.clear();
    const second = await openStore(main);
    expect(second.restored).toBe(true);
    expect(second.annotation(id)).toEqual(value);
    second.close();
    expect((await openStore(main)).restored).toBe(false);
  });

  // Catches a store without its tables (or any other that cannot be read) ending the start.
  it('is replaced where it cannot be read', async () => {
    const main = new MemoryMain();
    const first = await openStore(main);
    const id = await first.createAnnotation(draft());
    await saved(first);
    first.close();
    await Dexie.delete(databaseName(main.uuid));
    // Tables that nothing can be put into, as after a half-written upgrade.
    const broken = indexedDB.open(databaseName(main.uuid), 10);
    await new Promise((resolve, reject) => {
      broken.onupgradeneeded = () => broken.result.createObjectStore('annotation');
      broken.onsuccess = resolve;
      broken.onerror = reject;
    });
    broken.result.close();
    const second = await openStore(main);
    expect(second.restored).toBe(true);
    await second.recolour(id, 'green');
    await saved(second);
    second.close();
    expect((await openStore(main)).annotation(id)?.colour).toBe('green');
  });

  // Catches edits that go nowhere, or a "Saved" that is none, after the storage was cleared under an open window.
  it('comes back under an open window, with the edits that were not sent', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const store = await openStore(main, client);
    const kept = await store.createAnnotation(draft());
    await saved(store);
    client.line = 'down';
    const unsent = await store.createAnnotation(draft(other));
    await Dexie.delete(databaseName(main.uuid));
    client.reconnect();
    await vi.waitFor(() => expect(main.annotations().map(({ id }) => id)).toContain(unsent));
    await saved(store);
    expect(store.annotation(kept)).toBeDefined();
    expect(main.annotations()).toHaveLength(2);
    store.close();
    const next = await openStore(main);
    expect(next.annotationsOf([article, other])).toHaveLength(2);
    expect(next.restored).toBe(true);
    expect((await openStore(main)).restored).toBe(false);
  });

  // Catches a window that, dying, makes an empty database again, so that the loss is never told.
  it('is not made anew by a view that is saved after it was deleted', async () => {
    const main = new MemoryMain();
    const first = await openStore(main);
    await first.createAnnotation(draft());
    await saved(first);
    await idle(first);
    await Dexie.delete(databaseName(main.uuid));
    await first.views.saveReader('a', {} as ReaderView);
    expect(await Dexie.exists(databaseName(main.uuid))).toBe(false);
    expect((await openStore(main)).restored).toBe(true);
    const id = await first.createAnnotation(draft(other));
    await saved(first);
    expect(main.annotations().map((one) => one.id)).toContain(id);
  });

  // Catches a replay that is asked of a journal already folded, and edits laid aside by the rebuild.
  it('takes the snapshot where the journal is folded, and keeps unsent edits', async () => {
    const main = new MemoryMain();
    const client = main.connect();
    const first = await openStore(main, client);
    const id = await first.createAnnotation(draft());
    await saved(first);
    client.line = 'down';
    await addTagsTo(first, [id], ['Praise']);
    const foreign = crypto.randomUUID() as AnnotationId;
    kill(first, client);
    const value = { ...main.annotations()[0], id: foreign } as Annotation;
    elsewhere(main, foreign, value);
    main.folded = main.lastSequence;
    main.journal = [];
    const second = await openStore(main);
    expect(second.annotation(foreign)).toEqual(value);
    expect(second.annotation(id)?.tags).toEqual(['Praise']);
    await saved(second);
    expect(main.entities.get(id)?.value).toEqual(second.annotation(id));
  });

  // Catches one library's edits being sent to another that is served under the same address.
  it('is never sent to another library', async () => {
    const [mine, theirs] = [new MemoryMain(), new MemoryMain()];
    const client = mine.connect();
    const first = await openStore(mine, client);
    client.line = 'down';
    await first.createAnnotation(draft());
    kill(first, client);
    const second = await openStore(theirs);
    await saved(second);
    expect(second.annotationsOf([article])).toEqual([]);
    expect(theirs.journal).toEqual([]);
    await saved(await openStore(mine));
    expect(mine.journal).toHaveLength(1);
  });
});
