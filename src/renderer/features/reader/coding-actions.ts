// Tags and armed coding by keys. Registered after the reader's own actions, so that while something is armed the digits,
// the keys of tags and Escape are its.
import { highlightColours, type HighlightColour } from '@domain/annotation/colours';
import type { AnnotationId } from '@domain/ids';
import type { TagNode } from '@domain/tag/vocabulary';
import type { MessageKey } from '@shared/i18n/messages';
import type { Action } from '../../ui/actions.svelte';
import type { Coding } from './coding.svelte';
import { highlight } from './reader-actions';
import type { ReaderState } from './reader-state.svelte';

export interface CodingDoings {
  activate: (id: AnnotationId | null) => void;
  highlighted: (colour: HighlightColour) => void;
  /** The text has the keyboard. */
  focused: () => boolean;
  /** Highlights the selection, or the cursor's sentence, with what is armed. */
  code: () => void;
  /** Arms what was armed last, or stops; and says so. */
  toggle: () => void;
  /** To the field for a tag to be armed. */
  choose: () => void;
  useColour: (colour: HighlightColour) => void;
  useTag: (name: string, beside: boolean) => void;
}

const armColours: Record<HighlightColour, MessageKey> = {
  yellow: 'tags.armYellow',
  green: 'tags.armGreen',
  blue: 'tags.armBlue',
  pink: 'tags.armPink',
  violet: 'tags.armViolet',
  orange: 'tags.armOrange'
};

/** `enabled` reads runes. */
export function codingActions(reader: ReaderState, coding: Coding, doings: CodingDoings): Action[] {
  const armed = (): boolean =>
    coding.armed !== null && !reader.readOnly && reader.resizing.now === null;
  return [
    {
      id: 'reader.tags',
      group: 'annotate',
      label: 'tags.ofActive',
      keys: ['t'],
      enabled: () => !reader.readOnly && (reader.subject !== null || reader.activeId !== null),
      run: () => {
        const { selection, activeId, lastColour } = reader;
        const id = selection || !activeId ? highlight(reader, doings, lastColour) : activeId;
        if (id) coding.openTags(id);
      }
    },
    {
      id: 'reader.arm',
      group: 'annotate',
      label: 'tags.arm',
      keys: ['q'],
      enabled: () => !reader.readOnly,
      run: doings.toggle
    },
    {
      id: 'reader.armTag',
      group: 'annotate',
      label: 'tags.armTag',
      keys: ['Shift+Q'],
      enabled: () => !reader.readOnly,
      run: doings.choose
    },
    {
      id: 'reader.code',
      group: 'annotate',
      label: 'tags.code',
      keys: ['Enter'],
      enabled: () => armed() && doings.focused() && reader.selection !== null,
      run: doings.code,
      hidden: true
    },
    {
      id: 'reader.codeSentence',
      group: 'annotate',
      label: 'tags.code',
      keys: ['h'],
      enabled: () => armed() && reader.subject !== null,
      run: doings.code,
      hidden: true
    },
    {
      id: 'reader.disarm',
      group: 'annotate',
      label: 'tags.disarm',
      keys: ['Escape'],
      enabled: armed,
      run: doings.toggle,
      hidden: true
    },
    ...highlightColours.map((colour, index): Action => ({
      id: `reader.arm.${colour}`,
      group: 'annotate',
      label: armColours[colour],
      series: 'tags.armColours',
      keys: [String(index + 1)],
      enabled: armed,
      run: () => doings.useColour(colour),
      hidden: true
    }))
  ];
}

/** Each tag's key arms it, with Shift beside the others; for while something is armed. */
export function tagKeyActions(keyed: readonly TagNode[], doings: CodingDoings): Action[] {
  return keyed.flatMap(({ name, tag }): Action[] => {
    const key = tag?.key ?? '';
    const action = (beside: boolean): Action => ({
      id: `reader.armKey.${beside ? 'beside' : 'alone'}.${key}`,
      group: 'annotate',
      label: 'tags.armByKey',
      series: 'tags.armByKey',
      keys: [beside ? `Shift+${key}` : key],
      run: () => doings.useTag(name, beside),
      hidden: true
    });
    return /^\p{L}$/u.test(key) ? [action(true), action(false)] : [action(false)];
  });
}
