// What of a pair asks for a look, in reading order: links in conflict, unsure ones, passages that one side has alone.
import type { SideName } from '@domain/align/counterparts';
import { inConflict, isUnsure } from '@domain/align/doubts';
import { extent } from '@domain/align/monotone';
import type { Link, Pair } from '@domain/align/schema';
import { sideNames } from '@domain/align/side-names';
import type { Direction } from './movement';
import type { TextSpan } from './offset-map';

/** A place to go to. `position` is an offset of the source, by which places of both sides are in one order. */
export interface Stop extends TextSpan {
  side: SideName;
  position: number;
  /** Null for a passage that one side has alone. */
  link: Link | null;
}

export type StopKind = 'conflicts' | 'unsure' | 'alone';
export type LinkMarks = Record<StopKind, readonly Stop[]>;

interface MarkedSide {
  sentences: readonly TextSpan[];
  isLinked: (sentence: TextSpan) => boolean;
}

/** `toSource` takes an offset of the target to the source. In comparable articles nothing counts as alone: all is. */
export function markLinks(
  { links, verdict }: Pick<Pair, 'links' | 'verdict'>,
  sides: Record<SideName, MarkedSide>,
  toSource: (offset: number) => number
): LinkMarks {
  const stops = (wanted: (link: Link) => boolean): Stop[] =>
    inOrder(
      links.filter(wanted).map((link) => {
        const [start, end] = extent(link.source);
        return { side: 'source', start, end, position: start, link };
      })
    );
  const alone =
    verdict === 'comparable' || links.length === 0
      ? []
      : sideNames.flatMap((side) =>
          runsAlone(sides[side]).map(({ start, end }): Stop => {
            const position = side === 'source' ? start : toSource(start);
            return { side, start, end, position, link: null };
          })
        );
  return { conflicts: stops(inConflict), unsure: stops(isUnsure), alone: inOrder(alone) };
}

function inOrder(stops: readonly Stop[]): Stop[] {
  return stops.toSorted((a, b) => a.position - b.position);
}

/** Sentences without counterpart, those that follow each other as one passage. */
function runsAlone({ sentences, isLinked }: MarkedSide): TextSpan[] {
  const runs: TextSpan[] = [];
  let open: TextSpan | null = null;
  for (const sentence of sentences) {
    if (isLinked(sentence)) open = null;
    else if (open) open.end = sentence.end;
    else runs.push((open = { start: sentence.start, end: sentence.end }));
  }
  return runs;
}

/** Whether the place lies in what the stop is about; for a link on either side. */
export function isAt(stop: Stop, { side, offset }: { side: SideName; offset: number }): boolean {
  if (!stop.link) return side === stop.side && stop.start <= offset && offset < stop.end;
  return stop.link[side].some(([start, end]) => start <= offset && offset < end);
}

/** The stop after or before the place, round over the ends; null where there is none at all. */
export function nextStop(
  stops: readonly Stop[],
  here: { side: SideName; offset: number; position: number },
  direction: Direction
): Stop | null {
  const count = stops.length;
  const step = direction === 'forward' ? 1 : -1;
  const at = stops.findIndex((stop) => isAt(stop, here));
  if (at >= 0) return stops[(at + step + count) % count] ?? null;
  const after = stops.findIndex(({ position }) => position >= here.position);
  if (direction === 'forward') return stops[Math.max(0, after)] ?? null;
  return stops.at(after < 0 ? -1 : after - 1) ?? null;
}
