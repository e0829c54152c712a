// F6 and Shift+F6: round the parts of the window, as desktop programs do.

const landmarks = 'body header, body nav, body main, body aside, body footer';
const focusable =
  '[tabindex="0"], button:not([tabindex="-1"], :disabled), a[href], input:not(:disabled), textarea, select, [contenteditable="true"]';

/** Landmarks outside other landmarks that are on screen and hold something to focus, in document order. */
function regions(): { region: Element; first: HTMLElement }[] {
  return [...document.querySelectorAll<HTMLElement>(landmarks)].flatMap((region) => {
    if (region.parentElement?.closest(landmarks) || !region.checkVisibility()) return [];
    const inside = [...region.querySelectorAll<HTMLElement>(focusable)];
    // The words come before their tools.
    const first = inside.find((element) => element.role === 'application') ?? inside[0];
    return first ? [{ region, first }] : [];
  });
}

/** Moves the focus to the next region, or the one before; from nowhere to the words. */
export function focusRegion(step: 1 | -1): void {
  const all = regions();
  const here = all.findIndex(({ region }) => region.contains(document.activeElement));
  const main = all.findIndex(({ region }) => region.localName === 'main');
  const next = here < 0 ? main : (here + step + all.length) % all.length;
  all[next]?.first.focus();
}
