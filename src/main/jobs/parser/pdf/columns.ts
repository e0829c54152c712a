// Puts a page's segments into reading order: columns one after the other, between what spans them.
import { textWeight } from '@domain/text/measure';
import type { Segment } from './lines';

/** Fewer characters a line stand in the cells of tables, not in columns of text. */
const narrowest = 14;
/** Columns side by side; newspapers have up to eight. */
const deepest = 8;

/** Parts of the page in reading order, each one column wide. */
export function findColumns(segments: readonly Segment[], depth = 0): Segment[][] {
  const gutter = depth < deepest && segments.length >= 6 ? findGutter(segments) : null;
  if (gutter === null) return segments.length > 0 ? [[...segments]] : [];
  const parts: Segment[][] = [];
  let spanning: Segment[] = [];
  for (const band of bandsOf(segments, gutter)) {
    const sides = splitAt(band, gutter);
    if (!isColumns(sides)) {
      spanning.push(...band);
      continue;
    }
    if (spanning.length > 0) parts.push(...findColumns(spanning, depth + 1));
    spanning = [];
    for (const side of sides) parts.push(...findColumns(side, depth + 1));
  }
  // Nothing was split off: what looked like a gutter was none.
  if (spanning.length === segments.length) return [spanning];
  if (spanning.length > 0) parts.push(...findColumns(spanning, depth + 1));
  return parts;
}

type Sides = [left: Segment[], right: Segment[]];

const crosses = ({ x0, x1 }: Segment, x: number): boolean => x0 < x && x1 > x;

function splitAt(segments: readonly Segment[], x: number): Sides {
  return [segments.filter(({ x1 }) => x1 <= x), segments.filter(({ x1 }) => x1 > x)];
}

/** From top to bottom: what crosses the gutter, and what stands between. */
function bandsOf(segments: readonly Segment[], x: number): Segment[][] {
  const bands: Segment[][] = [];
  let crossing: boolean | null = null;
  for (const segment of segments.toSorted((a, b) => a.y - b.y)) {
    const own = crosses(segment, x);
    if (own !== crossing) bands.push([]);
    crossing = own;
    bands.at(-1)?.push(segment);
  }
  return bands;
}

const weightOf = (segments: readonly Segment[]): number =>
  textWeight(segments.flatMap(({ glyphs }) => glyphs.map(({ text }) => text)).join(''));

function isColumns([left, right]: Sides): boolean {
  return [left, right].every((side) => {
    const rows = new Set(side.map(({ y, size }) => Math.round(y / (0.5 * size)))).size;
    return rows >= 2 && weightOf(side) / rows >= narrowest;
  });
}

/** Where most of the page has words on both sides and none across; null where it has one column. */
function findGutter(segments: readonly Segment[]): number | null {
  const x0 = Math.min(...segments.map((each) => each.x0));
  const x1 = Math.max(...segments.map((each) => each.x1));
  const size =
    segments.map((each) => each.size).toSorted((a, b) => a - b)[segments.length >> 1] ?? 10;
  const top = Math.min(...segments.map((each) => each.y));
  const step = 1.4 * size;
  const strips: Segment[][] = [];
  for (const segment of segments)
    (strips[Math.floor((segment.y - top) / step)] ??= []).push(segment);
  let best: { x: number; strips: number; crossing: number } | null = null;
  for (let x = x0 + 3 * size; x < x1 - 3 * size; x += size / 4) {
    const found = strips.filter((strip) => partsAt(strip, x, size));
    if (found.length < 3 || found.length < (best?.strips ?? 0)) continue;
    const crossing = segments.filter((segment) => crosses(segment, x)).length;
    if (best && found.length === best.strips && crossing >= best.crossing) continue;
    const sides = splitAt(found.flat(), x);
    if (isColumns(sides) && sides.every((side) => weightOf(side) / found.length >= narrowest))
      best = { x, strips: found.length, crossing };
  }
  return best?.x ?? null;
}

/** Words on both sides of the line and a gap there as wide as between columns. */
function partsAt(strip: readonly Segment[], x: number, size: number): boolean {
  let [left, right] = [-Infinity, Infinity];
  for (const segment of strip) {
    if (crosses(segment, x)) return false;
    if (segment.x1 <= x) left = Math.max(left, segment.x1);
    else right = Math.min(right, segment.x0);
  }
  return right - left >= 0.7 * size && Number.isFinite(right - left);
}
