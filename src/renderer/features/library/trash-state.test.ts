import { expect, it } from 'vitest';
import type { JournalRecord } from '@domain/annotation/operation';
import { AnsweringClient } from '../../platform/testing/answering-client.test-support';
import { TrashState } from './trash-state.svelte';

const record = (id: string, value: object | null, articleId = 'a'): JournalRecord =>
  ({
    sequence: 1,
    operation: { entity: 'annotation', id, value: value && { targets: [{ articleId }], ...value } }
  }) as unknown as JournalRecord;

// Catches the trash listed again at every keystroke in a note, and one that no longer hears of what concerns it.
it('asks again only for notes that come into the trash, out of it, or belong to what lies there', async () => {
  const client = new AnsweringClient({
    'library.trashed': () =>
      Promise.resolve({
        articles: [{ article: { id: 'gone' } }],
        annotations: [{ annotation: { id: 'deleted' } }],
        left: null
      } as never)
  });
  const trash = new TrashState(client);
  trash.listen();
  await trash.refresh();
  const changed = (...records: JournalRecord[]): number => {
    const before = client.asked.length;
    client.emit('facts.changed', { records, lastSequence: 1 });
    return client.asked.length - before;
  };
  expect(changed(record('other', { note: null }))).toBe(0);
  for (const one of [
    record('other', null),
    record('deleted', { note: null }),
    record('other', { note: null }, 'gone')
  ]) {
    expect(changed(record('another', { note: null }), one)).toBe(1);
    await trash.refresh();
  }
});
