import type { Anchor } from './schema';

/** The text that an anchor was found to fit: thousands are asked for again at every change of one. */
const known = new WeakMap<Anchor, string>();

/** Whether the anchor quotes what stands at its place. Nothing may be painted where it does not. */
export function fits(anchor: Anchor, text: string): boolean {
  if (known.get(anchor) === text) return true;
  const { start, end, exact } = anchor;
  if (text.slice(start, end) !== exact) return false;
  known.set(anchor, text);
  return true;
}
