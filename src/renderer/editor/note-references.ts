// What a note can refer to, which only the app knows: through Svelte context, as editors stand in several rooms.
import { getContext, setContext } from 'svelte';

/** An annotation that can be mentioned, or a tag. */
export type NoteChoice =
  | { kind: 'mention'; id: string; label: string; detail: string }
  /** `made`: there is no such tag yet. */
  | { kind: 'tag'; label: string; detail: string; made: boolean };

export interface NoteReferences {
  /** Annotations that answer to what was typed, best first; a handful. */
  mentions: (query: string) => NoteChoice[];
  /** Tags that answer, and the typed one itself where there is none of the name. */
  tags: (query: string) => NoteChoice[];
  /** The words of the annotation and where it stands; null where it is gone. */
  preview: (id: string) => { words: string; place: string } | null;
  /** Shows the annotation in its text. */
  jump: (id: string) => void;
}

const key = Symbol('note references');

export function setNoteReferences(references: NoteReferences): void {
  setContext(key, references);
}

/** Null where nothing can be referred to. */
export function useNoteReferences(): NoteReferences | null {
  return getContext<NoteReferences | undefined>(key) ?? null;
}
