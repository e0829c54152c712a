// Where the reader was: comes back as it was left. Never sent to main.
import type { Grouping, Sorting } from '@domain/annotation/arrange';
import type { AnnotationFilter } from '@domain/annotation/filter';
import type { WorkingDatabase } from './schema';

/** Of one pair or article. Anchors are UTF-16 offsets of the text at the top of each pane. */
export interface ReaderView {
  mode: 'rows' | 'columns';
  sourceOffset: number;
  targetOffset: number;
  /** How much of the line on top stands above the pane, as a share of its height; absent for nothing. */
  sourceCut?: number;
  targetCut?: number;
  /** Whether the panes scroll together. */
  together: boolean;
  /** The source's share of the width of both texts; absent where it was never moved. */
  split?: number;
}

/** The window's own arrangement. */
export interface PanelView {
  libraryOpen: boolean;
  inspectorOpen: boolean;
  /** What was open last; null for the library. */
  place: StoredPlace | null;
  /** Pairs and articles opened lately, the latest first. */
  recent: StoredPlace[];
}

/** A pair or an article by its id, which may be gone since; or the list of all notes. */
export type StoredPlace = { kind: 'pair' | 'article'; id: string } | { kind: 'notes' };

/** How all notes are listed. */
export interface NotesView {
  filter: AnnotationFilter;
  sorting: Sorting;
  grouping: Grouping;
  /** Keys of the groups that are folded. */
  folded: string[];
  /** Whether the note at the cursor is shown beside the list. */
  preview: boolean;
}

type View = ReaderView | PanelView | NotesView;

/** Loses nothing that matters: a view that cannot be read or written is simply not there. */
export class ViewState {
  readonly #db: WorkingDatabase | null;

  /** Null: nothing is kept. */
  constructor(db: WorkingDatabase | null) {
    this.#db = db;
  }

  /** `id` is a pair's or an article's. Null where it was never open here. */
  async reader(id: string): Promise<ReaderView | null> {
    return (await this.#get(`reader ${id}`)) as ReaderView | null;
  }

  saveReader(id: string, view: ReaderView): Promise<void> {
    return this.#put(`reader ${id}`, view);
  }

  async panels(): Promise<PanelView | null> {
    return (await this.#get('panels')) as PanelView | null;
  }

  savePanels(view: PanelView): Promise<void> {
    return this.#put('panels', view);
  }

  async notes(): Promise<NotesView | null> {
    return (await this.#get('notes')) as NotesView | null;
  }

  saveNotes(view: NotesView): Promise<void> {
    return this.#put('notes', view);
  }

  async #get(key: string): Promise<View | null> {
    const row = await this.#db?.view.get(key).catch(() => undefined);
    return row?.value ?? null;
  }

  async #put(key: string, value: View): Promise<void> {
    await this.#db?.view.put({ key, value: structuredClone(value) }).catch(() => undefined);
  }
}
