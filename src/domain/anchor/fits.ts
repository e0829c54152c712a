import type { Anchor } from './schema';

/** Whether the anchor quotes what stands at its place. Nothing may be painted where it does not. */
export function fits({ start, end, exact }: Anchor, text: string): boolean {
  return text.slice(start, end) === exact;
}
