import { expect, it } from 'vitest';
import type { Action, ChosenKeys } from '../../ui/actions.svelte';
import { holders, taken, withKeys } from './key-changes';

const usual: Record<string, string[]> = {
  note: ['n'],
  next: ['Shift+j', 'ArrowDown'],
  undo: ['Mod+Z']
};
const usualOf = (id: string): string[] => usual[id] ?? [];
const actionsWith = (chosen: ChosenKeys): Action[] =>
  Object.keys(usual).map((id) => ({
    id,
    group: 'read',
    label: 'common.close',
    keys: [...(chosen[id] ?? usualOf(id))],
    run: () => undefined
  }));

// Would catch: two actions on one key, or one that silently loses all of its keys.
it('takes a key from whoever has it, however it is written, and leaves them their others', () => {
  const actions = actionsWith({});
  expect(holders(actions, 'note', 'Shift+J').map(({ id }) => id)).toEqual(['next']);
  expect(holders(actions, 'next', 'Shift+J')).toEqual([]);
  expect(taken({}, actions, 'note', 'Shift+J', usualOf)).toEqual({
    note: ['Shift+J'],
    next: ['ArrowDown']
  });
});

// Would catch: settings that grow with every change and hide later changes of the usual keys.
it('forgets a choice that is the usual key again', () => {
  const chosen = withKeys({ undo: ['u'] }, 'note', ['m'], usualOf('note'));
  expect(chosen).toEqual({ undo: ['u'], note: ['m'] });
  expect(withKeys(chosen, 'note', ['n'], usualOf('note'))).toEqual({ undo: ['u'] });
  expect(taken(chosen, actionsWith(chosen), 'note', 'n', usualOf)).toEqual({ undo: ['u'] });
  expect(withKeys({}, 'note', [], usualOf('note'))).toEqual({ note: [] });
});
