/** The editor's own chunk, about 140 KB gzipped: with the first note, not with the window. Rejects where it cannot be had. */
export async function loadRichEditor() {
  return import('./rich-editor');
}
