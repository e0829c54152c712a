import { Dexie } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';
import type { Change } from './facts-repository';
import { FactsStore } from './facts-store.svelte';
import { MemoryMain } from './memory-main.test-support';
import { addTagsTo } from './tag-acts';

const at = '2026-01-01T00:00:00.000Z';
const [bridge, dam, quay] = [1, 2, 3].map(() => crypto.randomUUID()) as [
  ArticleId,
  ArticleId,
  ArticleId
];
const open: FactsStore[] = [];
let room: ReadonlySet<string> | null = null;

async function openStore(): Promise<FactsStore> {
  const main = new MemoryMain();
  const store = await FactsStore.open(main.connect(), main.hello());
  store.undoWithin(() => room);
  open.push(store);
  return store;
}

function draft(articleId: ArticleId): Pick<Annotation, 'targets' | 'colour'> {
  const anchor = { exact: 'a', prefix: '', suffix: '', start: 0, end: 1, normaliserVersion: 1 };
  return { targets: [{ articleId, anchor, state: 'exact' }], colour: 'yellow' };
}

function tagged(store: FactsStore, ids: readonly AnnotationId[], tag: string): Change[] {
  return ids.map((id) => ({
    entity: 'annotation',
    id,
    value: { ...store.annotation(id)!, tags: [tag], modified: at }
  }));
}

const tags = (store: FactsStore, id: AnnotationId): readonly string[] | undefined =>
  store.annotation(id)?.tags;

afterEach(async () => {
  room = null;
  for (const store of open.splice(0)) store.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
});

describe('undo in a room', () => {
  // Would catch: Ctrl+Z in one article that takes back, unseen, what was done in another.
  it('takes back the last act on what is open, elsewhere the last of all', async () => {
    const store = await openStore();
    const one = await store.createAnnotation(draft(bridge));
    const two = await store.createAnnotation(draft(dam));
    room = new Set([bridge]);
    expect(await store.undo()).toBe('annotations.actCreate');
    expect([store.annotation(one), store.canUndo]).toEqual([undefined, false]);
    expect(store.annotation(two)).toBeDefined();
    room = new Set([quay]);
    expect([store.canUndo, store.canRedo, await store.undo(), await store.redo()]).toEqual([
      false,
      false,
      null,
      null
    ]);
    room = null;
    await store.undo();
    expect(store.annotation(two)).toBeUndefined();
    room = new Set([bridge]);
    await store.redo();
    expect([store.annotation(one)?.id, store.annotation(two)]).toEqual([one, undefined]);
  });

  // Would catch: an act undone under a later one of the same annotation, which then comes back with old words.
  it('takes back first what builds on the act, and says so', async () => {
    const store = await openStore();
    const [one, two] = [
      await store.createAnnotation(draft(bridge)),
      await store.createAnnotation(draft(dam))
    ];
    await store.act('tags.actAdd', tagged(store, [one, two], 'x'));
    await store.recolour(two, 'pink');
    room = new Set([bridge]);
    expect(await store.undo()).toBe('annotations.actRecolour');
    expect(store.annotation(two)).toMatchObject({ colour: 'yellow', tags: ['x'] });
    expect(await store.undo()).toBe('tags.actAdd');
    expect([tags(store, one), tags(store, two)]).toEqual([[], []]);
    // And done again the other way round.
    room = new Set([dam]);
    expect(await store.redo()).toBe('tags.actAdd');
    expect(await store.redo()).toBe('annotations.actRecolour');
    expect(store.annotation(two)).toMatchObject({ colour: 'pink', tags: ['x'] });
  });

  // Would catch: a term or a trashed article that Ctrl+Z cannot take back in the room where it was done.
  it('takes back what was done there to something else', async () => {
    const store = await openStore();
    room = new Set([bridge]);
    const calls: string[] = [];
    const say = (word: string) => () => Promise.resolve(void calls.push(word));
    store.remember('library.actTrash', { undo: say('undo'), redo: say('redo') }, [dam]);
    expect(await store.undo()).toBe('library.actTrash');
    expect(await store.redo()).toBe('library.actTrash');
    room = new Set([quay]);
    expect(store.canUndo).toBe(false);
    room = new Set([dam]);
    await store.undo();
    expect(calls).toEqual(['undo', 'redo', 'undo']);
  });

  // Would catch: redo of an act whose ground has gone, or an act elsewhere that costs the redo here.
  it('redoes until something else is done to the same', async () => {
    const store = await openStore();
    const one = await store.createAnnotation(draft(bridge));
    await addTagsTo(store, [one], ['x']);
    room = new Set([bridge]);
    await store.undo();
    room = new Set([dam]);
    await store.createAnnotation(draft(dam));
    room = new Set([bridge]);
    expect(store.canRedo).toBe(true);
    await addTagsTo(store, [one], ['y']);
    expect(await store.redo()).toBeNull();
    expect(tags(store, one)).toEqual(['y']);
  });

  // Would catch: quick presses of one key that each take an undo, or two colours a while apart that are one step.
  it('keeps quick steps of one thing together', async () => {
    const store = await openStore();
    const one = await store.createAnnotation(draft(bridge));
    await store.recolour(one, 'pink');
    await store.recolour(one, 'blue');
    await store.undo();
    expect(store.annotation(one)?.colour).toBe('yellow');
  });

  // Would catch: an act that could not be taken back and counts as undone all the same.
  it('leaves standing what could not be taken back', async () => {
    const store = await openStore();
    const fails = (): Promise<void> => Promise.reject(new Error('no'));
    const id = store.remember('details.act', { undo: fails, redo: fails }, [bridge]);
    await expect(store.undo()).rejects.toThrow('no');
    expect(store.acts.map((act) => [act.id, act.undone])).toEqual([[id, 0]]);
  });
});

describe('the history list', () => {
  // Would catch: a point that is missed by one, or acts on other articles taken along.
  it('goes back to a point and forward again, among the acts on what is open', async () => {
    const store = await openStore();
    const one = await store.createAnnotation(draft(bridge));
    const other = await store.createAnnotation(draft(dam));
    await addTagsTo(store, [one], ['a']);
    await addTagsTo(store, [other], ['o']);
    await addTagsTo(store, [one], ['b']);
    const here = new Set([bridge]);
    const [created, , first, , second] = store.acts.map(({ id }) => id);
    await store.goTo(created!, here);
    expect([tags(store, one), tags(store, other)]).toEqual([[], ['o']]);
    await store.goTo(null, here);
    expect([tags(store, one), tags(store, other)]).toEqual([undefined, ['o']]);
    await store.goTo(second!, here);
    expect(tags(store, one)).toEqual(['a', 'b']);
    await store.goTo(first!, here);
    expect(tags(store, one)).toEqual(['a']);
    await store.goTo(null, null);
    expect([store.annotation(one), store.annotation(other)]).toEqual([undefined, undefined]);
  });
});
