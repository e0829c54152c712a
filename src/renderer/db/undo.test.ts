import { Dexie } from 'dexie';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { noteFromPlainText } from '@domain/annotation/note';
import { highlightColours } from '@domain/annotation/colours';
import type { Annotation } from '@domain/annotation/schema';
import type { Operation } from '@domain/annotation/operation';
import type { AnnotationId, ArticleId, OperationId } from '@domain/ids';
import { FactsStore } from './facts-store.svelte';
import { MemoryMain } from './memory-main.test-support';
import { addTagsTo, removeTagsFrom } from './tag-acts';

const article = crypto.randomUUID() as ArticleId;
const anchor = { exact: 'a', prefix: '', suffix: '', start: 0, end: 1, normaliserVersion: 1 };
const draft: Pick<Annotation, 'targets' | 'colour'> = {
  targets: [{ articleId: article, anchor, state: 'exact' }],
  colour: 'yellow'
};
const open: FactsStore[] = [];

async function openStore(main: MemoryMain): Promise<FactsStore> {
  const store = await FactsStore.open(main.connect(), main.hello());
  open.push(store);
  return store;
}

afterEach(async () => {
  vi.useRealTimers();
  for (const store of open.splice(0)) store.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
});

type Move =
  | { kind: 'create' | 'undo' | 'redo' }
  | { kind: 'colour' | 'note' | 'tags' | 'remove'; which: number; what: number };

const moves = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('create' as const, 'undo' as const, 'redo' as const) }),
    fc.record({
      kind: fc.constantFrom('colour' as const, 'note' as const, 'tags' as const, 'remove' as const),
      which: fc.nat(5),
      what: fc.nat(5)
    })
  ),
  { minLength: 1, maxLength: 25 }
);

function shown(store: FactsStore): Annotation[] {
  return [...store.annotationsOf([article])].sort((a, b) => a.id.localeCompare(b.id));
}

async function play(store: FactsStore, move: Move): Promise<void> {
  if (!('which' in move)) {
    if (move.kind === 'create') await store.createAnnotation(draft);
    if (move.kind === 'undo') await store.undo();
    if (move.kind === 'redo') await store.redo();
    return;
  }
  const list = shown(store);
  const { which, what } = move;
  const id = list[which % Math.max(list.length, 1)]?.id;
  if (!id) return;
  if (move.kind === 'colour') await store.recolour(id, highlightColours[what] ?? 'blue');
  if (move.kind === 'note') await store.setNote(id, noteFromPlainText('ghi chú '.repeat(what)));
  if (move.kind === 'tags') {
    const names = ['a', 'b', 'c'].slice(what % 3);
    await (what % 2 === 0 ? addTagsTo(store, [id], names) : removeTagsFrom(store, [id], names));
  }
  if (move.kind === 'remove') await store.remove(id);
}

// Catches an act that undo takes back only in part, redo that ends elsewhere, and a main that is left behind.
it('ends in equal states, whatever is undone and redone', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (sequence) => {
      const main = new MemoryMain();
      const store = await openStore(main);
      // Each act a minute apart: no two edits of a note are one step.
      let now = Date.now();
      vi.useFakeTimers({ toFake: ['Date'] });
      for (const move of sequence) {
        now += 60_000;
        vi.setSystemTime(now);
        await play(store, move);
      }
      vi.useRealTimers();
      const end = shown(store);
      const states = [end];
      while (await store.undo()) states.push(shown(store));
      expect(shown(store)).toEqual([]);
      for (const state of states.slice(0, -1).reverse()) {
        expect(await store.redo()).not.toBeNull();
        expect(shown(store)).toEqual(state);
      }
      await vi.waitFor(() => expect(store.status).toBe('saved'), { interval: 2 });
      const kept = main.annotations().sort((a, b) => a.id.localeCompare(b.id));
      expect(kept).toEqual(shown(store));
      store.close();
    }),
    { numRuns: 25 }
  );
});

// Catches an undo that takes back a note letter by letter, or two sessions at once.
it('takes back one session of typing at a time', async () => {
  const store = await openStore(new MemoryMain());
  vi.useFakeTimers({ toFake: ['Date'] });
  const id = await store.createAnnotation(draft);
  const type = async (text: string, pauseMs: number): Promise<void> => {
    vi.setSystemTime(Date.now() + pauseMs);
    await store.setNote(id, noteFromPlainText(text));
  };
  await type('m', 5_000);
  await type('mộ', 300);
  await type('một', 900);
  await type('một hai', 1_500);
  store.sealNote();
  await type('một hai ba', 100);
  const note = (): unknown => store.annotation(id)?.note;
  expect(await store.undo()).toBe('annotations.actNote');
  expect(note()).toEqual(noteFromPlainText('một hai'));
  await store.undo();
  expect(note()).toEqual(noteFromPlainText('một'));
  await store.undo();
  expect(note()).toBeNull();
  await store.redo();
  expect(note()).toEqual(noteFromPlainText('một'));
});

// Catches an undone deletion that comes back as a stranger, or that main refuses as stale.
it('brings a deleted annotation back under its own id, on main too', async () => {
  const main = new MemoryMain();
  const store = await openStore(main);
  const id = await store.createAnnotation(draft);
  await store.setNote(id, noteFromPlainText('một'));
  const before = store.annotation(id);
  await store.remove(id);
  await vi.waitFor(() => expect(store.status).toBe('saved'));
  expect(main.annotations()).toEqual([]);
  expect(await store.undo()).toBe('annotations.actDelete');
  expect(store.annotation(id)).toEqual(before);
  await vi.waitFor(() => expect(main.annotations()).toEqual([before]));
  expect(main.journal.every(({ operation }) => operation.id === (id satisfies AnnotationId))).toBe(
    true
  );
});

// Would catch: two ways through the history that run at once, where one takes back what the other has just done again.
it('goes where it was last asked to, though it was on its way elsewhere', async () => {
  const main = new MemoryMain();
  const store = await openStore(main);
  const ids: AnnotationId[] = [];
  for (let count = 0; count < 5; count += 1) ids.push(await store.createAnnotation(draft));
  for (const id of ids.slice(0, 3)) await store.remove(id);
  const last = store.lastAct;
  const kept = shown(store).map(({ id }) => id);
  for (let round = 0; round < 5; round += 1) {
    const back = store.goTo(null, null);
    // Not before the first has begun.
    await vi.waitFor(() => expect(shown(store).length).not.toBe(2));
    const forth = store.goTo(last, null);
    await Promise.all([back, forth]);
    expect(shown(store).map(({ id }) => id)).toEqual(kept);
  }
  await vi.waitFor(() => expect(store.status).toBe('saved'));
  expect(
    main
      .annotations()
      .map(({ id }) => id)
      .sort()
  ).toEqual(kept);
});

// Would catch: an act that main does itself, done again before main has heard of what it is about.
it('tells main all that came before an act of its own', async () => {
  const main = new MemoryMain();
  const store = await openStore(main);
  const id = await store.createAnnotation(draft);
  const known: boolean[] = [];
  const ask = (): Promise<void> => {
    known.push(main.annotations().some((annotation) => annotation.id === id));
    return Promise.resolve();
  };
  store.remember('library.actRestore', { undo: ask, redo: ask }, [article]);
  await store.undo();
  await store.undo();
  await store.goTo(store.lastAct, null);
  expect(known).toEqual([true, true]);
});

// Would catch: an undo pressed while main is still at the act which is meant: it took back the one before.
it('waits with undo and redo for what main is doing, in the order they were asked for', async () => {
  const store = await openStore(new MemoryMain());
  const id = await store.createAnnotation(draft);
  const did: string[] = [];
  let answer = (): void => undefined;
  const asked = (what: string) => async (): Promise<void> => {
    await new Promise<void>((resolve) => (answer = resolve));
    did.push(what);
  };
  expect(store.canRedo).toBe(false);
  const acting = store.inTurn(async () => {
    await asked('trash')();
    const doing = { undo: asked('back'), redo: asked('again') };
    store.remember('library.actTrash', doing, [article]);
  });
  expect([store.canUndo, store.canRedo]).toEqual([true, true]);
  const ways = [store.undo(), store.redo(), store.undo(), store.undo()];
  await vi.waitFor(
    () => {
      answer();
      expect(did).toEqual(['trash', 'back', 'again', 'back']);
    },
    { interval: 2 }
  );
  await acting;
  expect(await Promise.all(ways)).toEqual([
    'library.actTrash',
    'library.actTrash',
    'library.actTrash',
    'annotations.actCreate'
  ]);
  expect(store.annotation(id)).toBeUndefined();
});

// Would catch: one act that main refuses, after which nothing can be undone any more.
it('goes on after an act that main refused', async () => {
  const store = await openStore(new MemoryMain());
  await store.createAnnotation(draft);
  const refused = store.inTurn(() => Promise.reject(new Error('refused')));
  const undone = store.undo();
  await expect(refused).rejects.toThrow('refused');
  expect(await undone).toBe('annotations.actCreate');
  expect(store.canUndo).toBe(false);
  expect(store.canRedo).toBe(true);
});

// Would catch: an act of this window that main does, taken for somebody else's: what it is about then drops out of the
// history, and a way back and forward again ends elsewhere.
it('goes back and forward over acts that main does on what was changed here', async () => {
  const main = new MemoryMain();
  const store = await openStore(main);
  const other = await openStore(main);
  const [one, two] = [await store.createAnnotation(draft), await store.createAnnotation(draft)];
  await store.remove(one);
  await store.remove(two);
  const now = (id: AnnotationId): Operation['value'] => main.entities.get(id)?.value ?? null;
  const was = main.journal.findLast(({ operation }) => operation.id === one && operation.value);
  const set = (value: Operation['value']) => (): Promise<void> => {
    const { revision } = main.entities.get(one)!;
    const operationId = crypto.randomUUID() as OperationId;
    const at = new Date().toISOString();
    const base = { operationId, baseRevision: revision, at, entity: 'annotation', id: one };
    const operations = [{ ...base, value }] as Operation[];
    main.handle('facts.apply', { libraryUuid: main.uuid, operations });
    return Promise.resolve();
  };
  const restore = set(was!.operation.value);
  await store.byMain(restore);
  const doing = { undo: set(null), redo: restore };
  store.remember('library.actRestore', doing, [article], [one]);
  const states = (): unknown[] =>
    [one, two].map((id) => [Boolean(store.annotation(id)), Boolean(now(id))]);
  expect(store.acts).toHaveLength(5);
  await store.goTo(null, null);
  await vi.waitFor(() => expect(store.status).toBe('saved'), { interval: 2 });
  expect(states()).toEqual([
    [false, false],
    [false, false]
  ]);
  await store.goTo(store.lastAct, null);
  await vi.waitFor(() => expect(store.status).toBe('saved'), { interval: 2 });
  expect(states()).toEqual([
    [true, true],
    [false, false]
  ]);
  // What another window does still leaves the history.
  await vi.waitFor(() => expect(other.annotation(one)).toBeDefined(), { interval: 2 });
  await other.recolour(one, 'pink');
  await vi.waitFor(() => expect(store.annotation(one)?.colour).toBe('pink'), { interval: 2 });
  expect(store.acts.map(({ name }) => name)).toEqual([
    'annotations.actCreate',
    'annotations.actDelete',
    'library.actRestore'
  ]);
});
