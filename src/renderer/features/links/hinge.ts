// The drawing between the two columns, from what was measured. Pure; CSS pixels of one common origin.
import { inConflict, isDisagreement, valuesApart } from '@domain/align/doubts';
import { curve, threadWidth } from '../../ui/threads';
import { percent } from './link-name';
import type { LinkEntry } from './link-table';

/** Top and bottom of a sentence. */
export interface Extent {
  top: number;
  bottom: number;
}

export interface Columns {
  /** Inner edges of the two columns. */
  source: number;
  target: number;
}

export type Look = 'proposed' | 'confirmed' | 'conflict' | 'coming' | 'going' | 'preview';

export interface Thread {
  id: string;
  look: Look;
  path: string;
  width: number;
  brackets: string[];
  from: Point;
  to: Point;
  label: { x: number; y: number; width: number; text: string } | null;
}
interface Point {
  x: number;
  y: number;
}

/** From the column's edge to where the ends of threads stand. */
const inset = 10;
const bracketDepth = 6;
const labelHeight = 20;

export function lookOf({ link }: LinkEntry): Look {
  if (link.state === 'confirmed') return 'confirmed';
  return inConflict(link) ? 'conflict' : 'proposed';
}

/** The two values that disagree, source first; null where the reasons do not give them. */
export function apart({ link }: LinkEntry): [string, string] | null {
  for (const reason of link.reasons) {
    const values = isDisagreement(reason) ? valuesApart(reason) : null;
    if (values) return values;
  }
  return null;
}

/**
 * One thread, with brackets where a side has several sentences: one for each stretch without a gap. Null where a
 * side was not measured.
 */
export function threadOf(
  entry: LinkEntry,
  look: Look,
  columns: Columns,
  extents: { source: readonly Extent[]; target: readonly Extent[] }
): Thread | null {
  const left = sideOf(extents.source, columns.source, 1);
  const right = sideOf(extents.target, columns.target, -1);
  if (!left || !right) return null;
  return {
    id: entry.link.id,
    look,
    path: curve(left.end, right.end),
    width: look === 'coming' || look === 'preview' ? 1.5 : threadWidth(entry.link),
    brackets: [...left.brackets, ...right.brackets],
    from: left.end,
    to: right.end,
    label: null
  };
}

function sideOf(
  extents: readonly Extent[],
  edge: number,
  inward: 1 | -1
): { end: Point; brackets: string[] } | null {
  const stretches = joined(extents);
  const first = stretches[0];
  const last = stretches.at(-1);
  if (!first || !last) return null;
  const x = edge + inward * inset;
  const middle = (first.top + last.bottom) / 2;
  if (extents.length === 1) return { end: { x, y: middle }, brackets: [] };
  const tip = x + inward * bracketDepth;
  const brackets = stretches.map(
    ({ top, bottom }) => `M${x} ${top + 7} H${tip} V${bottom - 7} H${x}`
  );
  // What stands between two stretches is spanned, so that both are seen to hang together.
  if (stretches.length > 1) brackets.push(`M${tip} ${first.top + 7} V${last.bottom - 7}`);
  return { end: { x: tip, y: middle }, brackets };
}

/** Sentences that stand directly under each other, as one. */
function joined(extents: readonly Extent[]): Extent[] {
  const result: Extent[] = [];
  for (const { top, bottom } of extents) {
    const last = result.at(-1);
    if (last && top - last.bottom < 30) last.bottom = Math.max(last.bottom, bottom);
    else result.push({ top, bottom });
  }
  return result;
}

/** What stands on a thread: its number, the word for confirmed, or the values that disagree. */
export function labelText(
  entry: LinkEntry,
  look: Look,
  words: { confirmed: string; conflict: (values: [string, string] | null) => string }
): string {
  if (look === 'confirmed') return words.confirmed;
  if (look === 'conflict') return words.conflict(apart(entry));
  return String(percent(entry.link.confidence));
}

const places = [0.5, 0.36, 0.64, 0.24, 0.76, 0.16, 0.84];

/** Gives threads their labels, each where on its thread it covers no other; the chosen one's is laid first. */
export function layLabels(
  threads: readonly Thread[],
  label: (thread: Thread) => { text: string; width: number } | null,
  chosenId: string | null
): Thread[] {
  const taken: { x: number; y: number; width: number }[] = [];
  const free = (x: number, y: number, width: number): boolean =>
    taken.every(
      (other) =>
        Math.abs(other.y - y) >= labelHeight + 2 ||
        Math.abs(other.x - x) >= (other.width + width) / 2 + 3
    );
  const order = threads.toSorted((a, b) => Number(b.id === chosenId) - Number(a.id === chosenId));
  const laid = new Map<Thread, Thread['label']>();
  for (const thread of order) {
    const given = label(thread);
    if (!given) continue;
    const { text, width } = given;
    const points = places.map((place) => pointAt(thread, place));
    const point = points.find(({ x, y }) => free(x, y, width)) ?? points[0];
    if (!point) continue;
    taken.push({ ...point, width });
    laid.set(thread, { ...point, width, text });
  }
  return threads.map((thread) => ({ ...thread, label: laid.get(thread) ?? null }));
}

/** A point of the thread's curve, 0…1. */
function pointAt({ from, to }: Thread, place: number): Point {
  const bend = (to.x - from.x) * 0.57;
  const rest = 1 - place;
  const mix = (a: number, b: number, c: number, d: number): number =>
    a * rest ** 3 + 3 * b * rest ** 2 * place + 3 * c * rest * place ** 2 + d * place ** 3;
  return {
    x: mix(from.x, from.x + bend, to.x - bend, to.x),
    y: mix(from.y, from.y, to.y, to.y)
  };
}
