// The lines of the hinge between linked sentences.
import type { Link } from '@domain/align/schema';

/** CSS pixels: confirmed 3, proposed 1 to 2 by confidence. */
export function threadWidth(link: Pick<Link, 'state' | 'confidence'>): number {
  return link.state === 'confirmed' ? 3 : 1 + link.confidence;
}

export interface Thread {
  /** SVG path data. */
  path: string;
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** SVG path data. Steep threads must still leave and arrive level, so the bend widens with the hinge only. */
export function curve(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const round = (value: number): number => Math.round(value * 10) / 10;
  const bend = (to.x - from.x) * 0.57;
  const points = [from.x + bend, from.y, to.x - bend, to.y, to.x, to.y].map(round);
  return `M${round(from.x)} ${round(from.y)} C${points.join(' ')}`;
}

/**
 * One thread for each end, none doubled, also where two sentences begin on one line: they pair off in order, and those left over on one side join the last
 * of the other. Empty where a side is. Pixels of one common origin.
 */
export function threadsBetween(
  source: { x: number; ys: readonly number[] },
  target: { x: number; ys: readonly number[] }
): Thread[] {
  const count = Math.max(source.ys.length, target.ys.length);
  const threads: Thread[] = [];
  for (let index = 0; index < count; index += 1) {
    const fromY = source.ys[Math.min(index, source.ys.length - 1)];
    const toY = target.ys[Math.min(index, target.ys.length - 1)];
    if (fromY === undefined || toY === undefined) return [];
    const from = { x: source.x, y: fromY };
    const to = { x: target.x, y: toY };
    const path = curve(from, to);
    if (!threads.some((other) => other.path === path)) threads.push({ path, from, to });
  }
  return threads;
}
