// Resizing the active highlight by keys.
import type { Action } from '../../ui/actions.svelte';
import { saidOfEdge, saidWords, type Marking } from './marking';
import type { Direction, Unit } from './movement';
import type { ReaderState } from './reader-state.svelte';

const steps = [
  ['character', 'back', 'ArrowLeft'],
  ['character', 'forward', 'ArrowRight'],
  ['word', 'back', 'Mod+ArrowLeft'],
  ['word', 'forward', 'Mod+ArrowRight'],
  ['sentence', 'back', 'ArrowUp'],
  ['sentence', 'forward', 'ArrowDown']
] as const satisfies [Unit, Direction, string][];

const labels = {
  character: 'reader.resizeCharacter',
  word: 'reader.resizeWord',
  sentence: 'reader.resizeSentence'
} as const satisfies Record<Unit, Action['label']>;
const otherLabels = {
  character: 'reader.resizeOtherCharacter',
  word: 'reader.resizeOtherWord',
  sentence: 'reader.resizeOtherSentence'
} as const satisfies Record<Unit, Action['label']>;

/** Writes what was resized and says it. */
export function keepResized(reader: ReaderState, marking: Marking): void {
  const words = reader.resizing.keep();
  if (words !== null) marking.say(marking.t().t('reader.resized', { text: saidWords(words) }));
}

export function leaveResizing(reader: ReaderState, marking: Marking): void {
  reader.resizing.leave();
  marking.say(marking.t().t('reader.resizeLeft'));
}

/** To be registered after the reader's own, whose keys mean something else meanwhile. `enabled` reads runes. */
export function resizeActions(reader: ReaderState, marking: Marking): Action[] {
  const { resizing } = reader;
  const enabled = (): boolean => resizing.now !== null && marking.focused();
  const show = (): void => {
    reader.keyboard = true;
    marking.say(saidOfEdge(reader, marking.t()));
    if (resizing.place) marking.show(resizing.place);
  };
  const move = (other: boolean) => (unit: Unit, direction: Direction, sideways: boolean) => () => {
    if (other) resizing.turn();
    const flip = sideways && reader.runsLeft;
    resizing.move(unit, flip ? (direction === 'back' ? 'forward' : 'back') : direction);
    show();
    if (other) resizing.turn();
  };
  const moving = [false, true].flatMap((other) =>
    steps.map(([unit, direction, key]): Action => {
      const label = (other ? otherLabels : labels)[unit];
      const sideways = unit !== 'sentence';
      return {
        id: `reader.resize.${other ? 'other.' : ''}${unit}.${direction}`,
        group: 'annotate',
        label,
        series: label,
        keys: [other ? key.replace(/Arrow/, 'Shift+Arrow') : key],
        enabled,
        run: move(other)(unit, direction, sideways),
        hidden: true
      };
    })
  );
  return [
    {
      id: 'reader.resize',
      group: 'annotate',
      label: 'reader.resize',
      keys: ['e'],
      enabled: () => resizing.candidate !== null,
      run: () => {
        const again = resizing.now !== null;
        if (again) resizing.turn();
        else resizing.begin();
        reader.select(null);
        marking.focus();
        reader.keyboard = true;
        const where = saidOfEdge(reader, marking.t());
        marking.say(again ? where : `${marking.t().t('reader.resizeHow')} ${where}`);
        if (resizing.place) marking.show(resizing.place);
      }
    },
    ...moving,
    {
      id: 'reader.resize.turn',
      group: 'annotate',
      label: 'reader.resizeTurn',
      keys: ['Tab', 'Shift+Tab'],
      enabled,
      run: () => {
        resizing.turn();
        show();
      },
      hidden: true
    },
    {
      id: 'reader.resize.keep',
      group: 'annotate',
      label: 'reader.resizeKeep',
      keys: ['Enter'],
      enabled,
      run: () => keepResized(reader, marking),
      hidden: true
    },
    {
      id: 'reader.resize.leave',
      group: 'annotate',
      label: 'reader.resizeLeave',
      keys: ['Escape'],
      enabled: () => resizing.now !== null,
      run: () => leaveResizing(reader, marking),
      hidden: true
    }
  ];
}
