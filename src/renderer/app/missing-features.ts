// What the app cannot do without, asked before anything else runs.

/** Names of missing browser features, as their standards call them; empty in any Chromium of the last years. */
export function missingFeatures(window: Window & typeof globalThis): string[] {
  const wanted: [name: string, present: boolean][] = [
    ['CSS Custom Highlight API', 'Highlight' in window && 'highlights' in window.CSS],
    ['Intl.Segmenter', 'Segmenter' in window.Intl],
    ['IndexedDB', 'indexedDB' in window],
    ['Web Locks', 'locks' in window.navigator],
    ['Popover API', 'showPopover' in window.HTMLElement.prototype],
    ['Array.prototype.toSorted', 'toSorted' in window.Array.prototype]
  ];
  return wanted.filter(([, present]) => !present).map(([name]) => name);
}
