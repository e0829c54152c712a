import { expect, it } from 'vitest';
import { Toasts } from './toasts.svelte';

// Would catch: the same news twice at once, and one of two ways back that is taken away for the other's sake.
it('says the same once, but offers every way back', () => {
  const toasts = new Toasts();
  const first = toasts.show({ text: 'Rebuilt' });
  const action = { label: 'Undo', run: () => undefined };
  toasts.show({ text: 'Deleted', action });
  const again = toasts.show({ text: 'Rebuilt' });
  expect(again).not.toBe(first);
  expect(toasts.list.map(({ text }) => text)).toEqual(['Deleted', 'Rebuilt']);
  toasts.show({ text: 'Deleted', action });
  expect(toasts.list.map(({ text }) => text)).toEqual(['Deleted', 'Rebuilt', 'Deleted']);
  for (const { id } of toasts.list) toasts.dismiss(id);
});
