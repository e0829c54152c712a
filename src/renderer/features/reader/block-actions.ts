// The reader's actions on blocks: for the keys, the palette and the key sheet.
import type { Action } from '../../ui/actions.svelte';
import {
  blockForms,
  blockSubject,
  canJoinHere,
  clutterAct,
  joinAct,
  retypeAct,
  splitAct
} from './block-acts';
import type { ReaderDoings } from './reader-actions';
import type { ReaderState } from './reader-state.svelte';

export function blockActions(
  reader: ReaderState,
  doings: Pick<ReaderDoings, 'relay' | 'blockMenu'>
): Action[] {
  const here = () => (reader.readOnly ? null : blockSubject(reader));
  return [
    {
      id: 'reader.blockMenu',
      group: 'edit',
      label: 'reader.block',
      keys: ['b'],
      enabled: () => here() !== null,
      run: () => doings.blockMenu()
    },
    ...blockForms.map((named): Action => ({
      id: `reader.kind.${named.id}`,
      group: 'edit',
      label: named.make,
      keys: [],
      enabled: () => here() !== null,
      run: () => doings.relay((subject, t) => retypeAct(subject, named, t))
    })),
    {
      id: 'reader.join',
      group: 'edit',
      label: 'reader.join',
      keys: ['Shift+J'],
      enabled: () => {
        const subject = here();
        return subject !== null && canJoinHere(subject);
      },
      run: () => doings.relay(joinAct)
    },
    {
      id: 'reader.split',
      group: 'edit',
      label: 'reader.splitHere',
      keys: ['Shift+S'],
      enabled: () => here() !== null,
      // Where no block can begin, the menu says why.
      run: () => {
        if (here()?.point === null) doings.blockMenu();
        else doings.relay(splitAct);
      }
    },
    {
      id: 'reader.markClutter',
      group: 'edit',
      label: 'reader.clutterOrNot',
      keys: ['Shift+X'],
      enabled: () => here() !== null,
      run: () => doings.relay(clutterAct)
    }
  ];
}
