// The actions on links: for the keys, the palette and the key sheet.
import type { Link } from '@domain/align/schema';
import type { Action } from '../../ui/actions.svelte';
import type { StopKind } from './link-marks';
import type { Direction } from './movement';
import type { ReaderState } from './reader-state.svelte';

/** What the actions need of the component. */
export interface LinkDoings {
  /** To the next place of the kind, or the one before. */
  go: (kind: StopKind, direction: Direction) => void;
  /** Show why the sentence is linked. */
  why: () => void;
  confirm: (link: Link) => void;
  unlink: (link: Link) => void;
}

const stops = [
  ['conflicts', 'forward', 'c', 'reader.nextConflict'],
  ['conflicts', 'back', 'Shift+C', 'reader.previousConflict'],
  ['unsure', 'forward', 'u', 'reader.nextUnsure'],
  ['unsure', 'back', 'Shift+U', 'reader.previousUnsure'],
  ['alone', 'forward', 'a', 'reader.nextAlone'],
  ['alone', 'back', 'Shift+A', 'reader.previousAlone']
] as const satisfies [StopKind, Direction, string, Action['label']][];

/** All of them, in the order of the key sheet. `enabled` reads runes. */
export function linkActions(reader: ReaderState, doings: LinkDoings): Action[] {
  const here = (): Link | null => {
    const sentence = reader.moved ? reader.sentenceOf(reader.cursor) : null;
    return sentence && reader.linkAt(reader.cursor.side, sentence);
  };
  const act = (does: (link: Link) => void) => (): void => {
    const link = here();
    if (link) does(link);
  };
  return [
    ...stops.map(([kind, direction, keys, label]): Action => ({
      id: `reader.${kind}.${direction}`,
      group: 'links',
      label,
      keys: [keys],
      enabled: () => reader.marks[kind].length > 0,
      run: () => doings.go(kind, direction)
    })),
    {
      id: 'reader.why',
      group: 'links',
      label: 'reader.why',
      keys: ['w'],
      enabled: () => reader.target !== null && reader.pair !== null,
      run: doings.why
    },
    {
      id: 'reader.confirmLink',
      group: 'links',
      label: 'reader.confirmLink',
      keys: ['y'],
      enabled: () => !reader.readOnly && here()?.state === 'proposed',
      run: act(doings.confirm)
    },
    {
      id: 'reader.unlink',
      group: 'links',
      label: 'reader.unlink',
      keys: ['Shift+Delete'],
      enabled: () => !reader.readOnly && here() !== null,
      run: act(doings.unlink)
    }
  ];
}
