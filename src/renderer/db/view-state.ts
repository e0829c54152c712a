// Where the reader was: comes back as it was left. Never sent to main.

/** Of one pair or article. Anchors are UTF-16 offsets of the text at the top of each pane. */
export interface ReaderView {
  mode: 'rows' | 'columns';
  sourceOffset: number;
  targetOffset: number;
  /** Whether the panes scroll together. */
  together: boolean;
}

/** The window's own arrangement. */
export interface PanelView {
  libraryOpen: boolean;
  inspectorOpen: boolean;
  /** What was open last: a pair's or an article's id. */
  place: { kind: 'pair' | 'article'; id: string } | null;
}
