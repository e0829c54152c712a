// Stores as earlier versions left them, opened by today's.
import { Dexie } from 'dexie';
import { expect, it, vi } from 'vitest';
import type { AnnotationId, ArticleId, OperationId } from '@domain/ids';
import type { Annotation } from '@domain/annotation/schema';
import { FactsStore } from '../facts-store.svelte';
import { MemoryMain } from '../memory-main.test-support';
import { databaseName } from '../schema';
import type { SingleRow } from './0005-outbox-of-portions';

// Would catch: an edit that waited for main when the app was updated, and is never sent.
it('sends what waited in the outbox of version 4', async () => {
  const main = new MemoryMain();
  const hello = main.hello();
  const old = new Dexie(databaseName(hello.library.uuid));
  old.version(4).stores({
    annotation: 'id',
    pair: 'id',
    collection: 'id',
    term: 'id',
    tag: 'id',
    outbox: '++order, entityId',
    sync: 'key',
    view: 'key'
  });
  const at = '2026-01-01T00:00:00.000Z';
  const id = crypto.randomUUID() as AnnotationId;
  const anchor = { exact: 'cầu', prefix: '', suffix: '', start: 0, end: 3, normaliserVersion: 1 };
  const articleId = crypto.randomUUID() as ArticleId;
  const value: Annotation = {
    id,
    targets: [{ articleId, anchor, state: 'exact' }],
    colour: 'yellow',
    tags: [],
    note: null,
    author: 'Lan',
    created: at,
    modified: at
  };
  const operationId = crypto.randomUUID() as OperationId;
  const operation = { operationId, entity: 'annotation' as const, id, baseRevision: 0, at, value };
  const row = { entityId: id, operation, sent: true, refused: true, since: Date.parse(at) };
  await old.table('annotation').put({ id, revision: 0, value, base: null });
  await old.table<Omit<SingleRow, 'order'>>('outbox').add(row);
  await old.table('sync').put({ key: 'sync', lastSequence: 0 });
  old.close();

  const store = await FactsStore.open(main.connect(), hello);
  await vi.waitFor(() => expect(store.status).toBe('saved'));
  expect(main.annotations()).toEqual([value]);
  store.close();
  await Dexie.delete(databaseName(hello.library.uuid));
});
