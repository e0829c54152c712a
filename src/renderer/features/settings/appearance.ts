// Puts the chosen appearance on the page: the theme as an attribute, reading measures as custom properties.
import type { Appearance } from '@shared/settings';

const darkSystem = '(prefers-color-scheme: dark)';

/** Applies it to the element (the root). Returns a function that stops following the system's theme. */
export function applyAppearance(appearance: Appearance, root: HTMLElement): () => void {
  const query = matchMedia(darkSystem);
  const setTheme = (): void => {
    root.dataset.theme =
      appearance.theme === 'system' ? (query.matches ? 'dark' : 'light') : appearance.theme;
  };
  setTheme();
  root.style.setProperty('--read-size', `${appearance.readingSizePx}px`);
  root.style.setProperty('--read-leading', String(appearance.leading));
  root.style.setProperty('--read-measure', `${appearance.measureCh}ch`);
  root.style.setProperty('--read-face', `var(--${appearance.readingFace})`);
  query.addEventListener('change', setTheme);
  return () => query.removeEventListener('change', setTheme);
}
