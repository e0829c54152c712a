// Where the window was, and whether it can be there again. Pure.
import { z } from 'zod';

export const boundsSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1)
});
/** Device-independent pixels. */
export type Bounds = z.infer<typeof boundsSchema>;

export const smallest = { width: 720, height: 480 };
const usual = { width: 1280, height: 840 };

/** A step down and to the right, so that the window beneath is seen. */
export function beside({ x, y, ...size }: Bounds): Bounds {
  return { x: x + 28, y: y + 28, ...size };
}

const overlap = (a: Bounds, b: Bounds): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/**
 * The bounds to open at: `saved`, moved and shrunk until they lie wholly in the work area they overlap most; the
 * usual size in the middle of the first where nothing was saved or its display is gone. `workAreas` has one at least.
 */
export function windowBounds(saved: Bounds | null, workAreas: readonly Bounds[]): Bounds {
  const areas = [...workAreas];
  const [first] = areas;
  if (!first) return { x: 0, y: 0, ...usual };
  const best = saved
    ? areas.reduce((a, b) => (overlap(saved, b) > overlap(saved, a) ? b : a), first)
    : first;
  const isVisible = saved !== null && overlap(saved, best) > 0;
  const wanted = isVisible ? saved : { ...usual, x: NaN, y: NaN };
  const fit = (start: number, size: number, areaStart: number, areaSize: number): number =>
    Number.isNaN(start)
      ? areaStart + Math.round((areaSize - size) / 2)
      : Math.min(Math.max(start, areaStart), areaStart + areaSize - size);
  const width = Math.min(Math.max(wanted.width, smallest.width), best.width);
  const height = Math.min(Math.max(wanted.height, smallest.height), best.height);
  return {
    x: fit(wanted.x, width, best.x, best.width),
    y: fit(wanted.y, height, best.y, best.height),
    width,
    height
  };
}
