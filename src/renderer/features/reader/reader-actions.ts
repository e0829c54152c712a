// The reader's actions: for the keys, the palette and the key sheet.
import { highlightColours, type HighlightColour } from '@domain/annotation/colours';
import type { AnnotationId } from '@domain/ids';
import type { Translator } from '@shared/i18n/translator';
import type { Action } from '../../ui/actions.svelte';
import type { BlockSubject, RelayAct } from './block-acts';
import { blockActions } from './block-actions';
import type { Direction, Unit } from './movement';
import { nextHit } from './passages';
import type { ReaderState } from './reader-state.svelte';

/** What the actions need of the component. */
export interface ReaderDoings {
  /** The reading region has the focus, or nothing has. */
  focused: () => boolean;
  activate: (id: AnnotationId | null) => void;
  /** Say that a highlight was made. */
  highlighted: (colour: HighlightColour) => void;
  note: (id: AnnotationId) => void;
  statement: (id: AnnotationId) => void;
  openLink: (address: string) => void;
  /** Address of the first link in the cursor's sentence. */
  linkHere: () => string | null;
  /** The keys moved the cursor or the selection: show and say where it is. */
  moved: () => void;
  copy: () => void;
  /** The selected words into the glossary. */
  term: () => void;
  /** Into the bar of the selection. */
  enterBar: () => void;
  /** To an end of the article. */
  end: (direction: Direction) => void;
  toggleLock: () => void;
  /** To the next part of the window, or the one before. */
  region: (step: 1 | -1) => void;
  /** Of the article with the cursor. */
  details: () => void;
  /** Does something with the blocks at the cursor. */
  relay: (act: (subject: BlockSubject, t: Translator) => RelayAct | null) => void;
  /** The menu of all that can be done with them. */
  blockMenu: () => void;
  /** Two panes that scroll by themselves. */
  lockable: () => boolean;
}

const extensions = [
  ['character', 'back', 'Shift+ArrowLeft'],
  ['character', 'forward', 'Shift+ArrowRight'],
  ['word', 'back', 'Mod+Shift+ArrowLeft'],
  ['word', 'forward', 'Mod+Shift+ArrowRight'],
  ['sentence', 'back', 'Shift+ArrowUp'],
  ['sentence', 'forward', 'Shift+ArrowDown']
] as const satisfies [Unit, Direction, string][];

export const colourLabels = {
  yellow: 'reader.highlightYellow',
  green: 'reader.highlightGreen',
  blue: 'reader.highlightBlue',
  pink: 'reader.highlightPink',
  violet: 'reader.highlightViolet',
  orange: 'reader.highlightOrange'
} as const satisfies Record<HighlightColour, Action['label']>;

const extendLabels = {
  'character back': 'reader.extendCharacterBack',
  'character forward': 'reader.extendCharacterForward',
  'word back': 'reader.extendWordBack',
  'word forward': 'reader.extendWordForward',
  'sentence back': 'reader.extendSentenceBack',
  'sentence forward': 'reader.extendSentenceForward'
} as const;

/** Highlights the subject and makes the new annotation active. */
export function highlight(
  reader: ReaderState,
  doings: Pick<ReaderDoings, 'activate' | 'highlighted'>,
  colour: HighlightColour
): AnnotationId | null {
  const id = reader.highlight(colour);
  if (id) {
    doings.activate(id);
    doings.highlighted(colour);
  }
  return id;
}

/** A note or a statement on the active annotation; without one, or with a selection, on a new highlight. */
export function writeOn(
  what: 'note' | 'statement',
  reader: ReaderState,
  doings: Pick<ReaderDoings, 'activate' | 'highlighted' | 'note' | 'statement'>
): void {
  const id =
    reader.selection || !reader.activeId
      ? highlight(reader, doings, reader.lastColour)
      : reader.activeId;
  if (id) doings[what](id);
}

/** All of them, in the order of the key sheet. `enabled` reads runes. */
export function readerActions(reader: ReaderState, doings: ReaderDoings): Action[] {
  const { focused } = doings;
  const move = (act: () => void) => (): void => {
    act();
    doings.moved();
  };
  // With an active annotation and no selection, digits recolour that one: the notes' part.
  const creates = (): boolean =>
    !reader.readOnly && reader.subject !== null && (reader.selection !== null || !reader.activeId);

  const reading: Action[] = [
    {
      id: 'reader.nextSentence',
      group: 'read',
      label: 'reader.nextSentence',
      keys: ['ArrowRight'],
      enabled: focused,
      run: move(() => reader.stepSentence(reader.runsLeft ? 'back' : 'forward')),
      hidden: true
    },
    {
      id: 'reader.previousSentence',
      group: 'read',
      label: 'reader.previousSentence',
      keys: ['ArrowLeft'],
      enabled: focused,
      run: move(() => reader.stepSentence(reader.runsLeft ? 'forward' : 'back')),
      hidden: true
    },
    {
      id: 'reader.nextParagraph',
      group: 'read',
      label: 'reader.nextParagraph',
      keys: ['ArrowDown'],
      enabled: focused,
      run: move(() => reader.stepBlock('forward')),
      hidden: true
    },
    {
      id: 'reader.previousParagraph',
      group: 'read',
      label: 'reader.previousParagraph',
      keys: ['ArrowUp'],
      enabled: focused,
      run: move(() => reader.stepBlock('back')),
      hidden: true
    },
    {
      id: 'reader.enterBar',
      group: 'annotate',
      label: 'reader.enterBar',
      keys: ['Tab'],
      enabled: () => focused() && reader.selection !== null,
      run: doings.enterBar,
      hidden: true
    },
    {
      id: 'reader.toTarget',
      group: 'read',
      label: 'reader.toTarget',
      keys: ['Tab'],
      enabled: () =>
        focused() && !reader.selection && !!reader.target && reader.cursor.side === 'source',
      run: move(() => reader.switchSide()),
      hidden: true
    },
    {
      id: 'reader.toSource',
      group: 'read',
      label: 'reader.toSource',
      keys: ['Shift+Tab'],
      enabled: () => focused() && !reader.selection && reader.cursor.side === 'target',
      run: move(() => reader.switchSide()),
      hidden: true
    },
    {
      id: 'reader.switchSide',
      group: 'read',
      label: 'reader.switchSide',
      keys: ['o'],
      enabled: () => reader.target !== null,
      run: move(() => reader.switchSide())
    },
    {
      id: 'reader.nextRegion',
      group: 'go',
      label: 'reader.nextRegion',
      keys: ['F6'],
      run: () => doings.region(1),
      hidden: true
    },
    {
      id: 'reader.previousRegion',
      group: 'go',
      label: 'reader.previousRegion',
      keys: ['Shift+F6'],
      run: () => doings.region(-1),
      hidden: true
    },
    {
      id: 'reader.toStart',
      group: 'read',
      label: 'reader.toStart',
      keys: ['Mod+Home'],
      enabled: focused,
      run: () => doings.end('back')
    },
    {
      id: 'reader.toEnd',
      group: 'read',
      label: 'reader.toEnd',
      keys: ['Mod+End'],
      enabled: focused,
      run: () => doings.end('forward')
    },
    {
      id: 'reader.openLink',
      group: 'read',
      label: 'reader.openLink',
      keys: ['Mod+Enter'],
      enabled: () => focused() && doings.linkHere() !== null,
      run: () => {
        const address = doings.linkHere();
        if (address !== null) doings.openLink(address);
      }
    },
    {
      id: 'reader.details',
      group: 'file',
      label: 'details.open',
      keys: ['Alt+Enter'],
      run: doings.details
    },
    {
      id: 'reader.lock',
      group: 'view',
      label: 'reader.lock',
      keys: ['Mod+L'],
      enabled: doings.lockable,
      run: doings.toggleLock
    }
  ];

  const selecting = extensions.map(([unit, direction, keys]): Action => ({
    id: `reader.extend.${unit}.${direction}`,
    group: 'read',
    label: extendLabels[`${unit} ${direction}`],
    keys: [keys],
    enabled: focused,
    run: move(() => {
      const flip = reader.runsLeft && !keys.endsWith('Up') && !keys.endsWith('Down');
      reader.extend(unit, flip ? (direction === 'back' ? 'forward' : 'back') : direction);
    }),
    hidden: true
  }));

  const annotating: Action[] = [
    ...highlightColours.map((colour, index): Action => ({
      id: `reader.highlight.${colour}`,
      group: 'annotate',
      label: colourLabels[colour],
      series: 'palette.highlightSeries',
      keys: [String(index + 1)],
      enabled: creates,
      run: () => void highlight(reader, doings, colour)
    })),
    {
      id: 'reader.highlight',
      group: 'annotate',
      label: 'reader.highlight',
      keys: ['h'],
      enabled: creates,
      run: () => void highlight(reader, doings, reader.lastColour)
    },
    {
      id: 'reader.reattach',
      group: 'annotate',
      label: 'reader.reattach',
      keys: ['Shift+H'],
      enabled: () => !reader.readOnly && reader.reattached !== null,
      run: () => reader.reattach()
    },
    {
      id: 'reader.note',
      group: 'annotate',
      label: 'reader.note',
      keys: ['n'],
      enabled: () => !reader.readOnly && (reader.subject !== null || reader.activeId !== null),
      run: () => writeOn('note', reader, doings)
    },
    {
      id: 'reader.statement',
      group: 'annotate',
      label: 'reader.statement',
      keys: ['s'],
      enabled: () => !reader.readOnly && (reader.subject !== null || reader.activeId !== null),
      run: () => writeOn('statement', reader, doings)
    },
    {
      id: 'reader.term',
      group: 'annotate',
      label: 'glossary.fromReader',
      keys: ['g'],
      enabled: () => !reader.readOnly && reader.selection !== null,
      run: doings.term
    },
    {
      id: 'reader.activateHere',
      group: 'annotate',
      label: 'reader.activateHere',
      keys: ['Enter'],
      enabled: () => focused() && reader.moved && reader.passagesHere.length > 0,
      run: () => {
        const { picking } = reader;
        doings.activate(nextHit(reader.passagesHere, reader.activeId));
        // What was picked is not what is active now.
        if (!picking) doings.moved();
      }
    },
    {
      id: 'reader.copy',
      group: 'edit',
      label: 'reader.copy',
      keys: ['Mod+C'],
      enabled: () => focused() && reader.subject !== null,
      run: doings.copy
    },
    {
      id: 'reader.leave',
      group: 'annotate',
      label: 'reader.leave',
      keys: ['Escape'],
      enabled: () => reader.selection !== null || reader.activeId !== null,
      run: () => {
        if (reader.selection) reader.select(null);
        else doings.activate(null);
      },
      hidden: true
    }
  ];
  return [...reading, ...selecting, ...annotating, ...blockActions(reader, doings)];
}
