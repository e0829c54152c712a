import type * as richEditor from './rich-editor';

export type RichEditorChunk = typeof richEditor;
let here: RichEditorChunk | null = null;

/** The editor's own chunk, about 140 KB gzipped: with the first note, not with the window. Rejects where it cannot be had. */
export async function loadRichEditor(): Promise<RichEditorChunk> {
  here = await import('./rich-editor');
  return here;
}

/** The chunk, once it has been loaded. */
export function loadedRichEditor(): RichEditorChunk | null {
  return here;
}
