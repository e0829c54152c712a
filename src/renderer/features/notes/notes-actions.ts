// The actions of the room of notes; the list itself has the keys that move its cursor.
import { highlightColours, type HighlightColour } from '@domain/annotation/colours';
import type { MessageKey } from '@shared/i18n/messages';
import type { Action } from '../../ui/actions.svelte';
import type { NotesRoom } from './notes-room.svelte';

interface Doings {
  find: () => void;
  filters: () => void;
  open: () => void;
  /** Makes what is meant of this colour, by its place among the six. */
  recolour: (at: number) => void;
  tags: () => void;
  remove: () => void;
  copy: () => void;
  /** Whether any annotation is meant, by the selection or the cursor, and no words of the page are. */
  some: () => boolean;
  writable: () => boolean;
}

const recolourLabels: Record<HighlightColour, MessageKey> = {
  yellow: 'annotations.recolourYellow',
  green: 'annotations.recolourGreen',
  blue: 'annotations.recolourBlue',
  pink: 'annotations.recolourPink',
  violet: 'annotations.recolourViolet',
  orange: 'annotations.recolourOrange'
};

export function notesActions(room: NotesRoom, doings: Doings): Action[] {
  return [
    { id: 'notes.find', group: 'go', label: 'notes.find', keys: ['/', 'Mod+F'], run: doings.find },
    {
      id: 'notes.filters',
      group: 'go',
      label: 'notes.openFilters',
      keys: ['Shift+F'],
      run: doings.filters
    },
    {
      id: 'notes.clearFilters',
      group: 'go',
      label: 'notes.clearFilters',
      keys: [],
      enabled: () => room.narrowed,
      run: () => room.clear()
    },
    {
      id: 'notes.orphans',
      group: 'go',
      label: 'notes.showLost',
      keys: [],
      run: () => room.show({ states: ['orphan'] })
    },
    {
      id: 'notes.agreement',
      group: 'go',
      label: 'notes.openAgreement',
      keys: [],
      run: () => void (room.comparing = true)
    },
    {
      id: 'notes.openHere',
      group: 'go',
      label: 'notes.openInText',
      keys: ['Enter'],
      enabled: () => room.current !== null && !room.comparing,
      run: doings.open
    },
    {
      id: 'notes.foldAll',
      group: 'view',
      label: 'notes.foldAll',
      keys: [],
      enabled: () => room.groups !== null,
      run: () => room.foldAll(true)
    },
    {
      id: 'notes.unfoldAll',
      group: 'view',
      label: 'notes.unfoldAll',
      keys: [],
      enabled: () => room.groups !== null,
      run: () => room.foldAll(false)
    },
    {
      id: 'notes.preview',
      group: 'view',
      label: 'notes.togglePreview',
      keys: ['Mod+I'],
      run: () => room.setPreview(!room.preview)
    },
    {
      id: 'notes.tags',
      group: 'annotate',
      label: 'notes.changeTags',
      keys: ['t'],
      enabled: doings.writable,
      run: doings.tags
    },
    ...highlightColours.map((colour, index): Action => ({
      id: `notes.recolour.${colour}`,
      group: 'annotate',
      label: recolourLabels[colour],
      series: 'palette.recolourSeries',
      keys: [String(index + 1)],
      enabled: doings.writable,
      run: () => doings.recolour(index)
    })),
    {
      id: 'notes.copy',
      group: 'annotate',
      label: 'notes.copy',
      keys: ['Mod+C'],
      enabled: doings.some,
      run: doings.copy
    },
    {
      id: 'notes.delete',
      group: 'annotate',
      label: 'annotations.delete',
      keys: ['Delete'],
      enabled: doings.writable,
      run: doings.remove
    }
  ];
}
