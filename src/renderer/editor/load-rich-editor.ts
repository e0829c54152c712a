/** The editor's own chunk, about 100 KB gzipped: with the first note, not with the window. Rejects where it cannot be had. */
export function loadRichEditor(): Promise<typeof import('./rich-editor')> {
  return import('./rich-editor');
}
