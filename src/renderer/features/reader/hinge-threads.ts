// Where the threads of a link run through the hinge, as the words stand on the screen now.
import type { SideName } from '@domain/align/counterparts';
import type { Link } from '@domain/align/schema';
import { threadsBetween, type Thread } from '../../ui/threads';
import { characterBox } from './geometry';
import type { ReaderState } from './reader-state.svelte';

/** How far into the hinge threads begin, CSS pixels. */
const inset = 8;

/** Threads of the link in pixels of `origin`; none where a side of it is not rendered. */
export function threadsOf(reader: ReaderState, link: Link, origin: DOMRect): Thread[] {
  const ends = (side: SideName): { x: number; ys: number[] } | null => {
    const edge = innerEdge(reader, side, link[side][0]?.[0]);
    const at = reader.at(side);
    if (edge === null || !at) return null;
    const ys = link[side].flatMap(([start]) => {
      const box = characterBox(at.map, start);
      return box ? [box.top + box.height / 2 - origin.top] : [];
    });
    return { x: (side === 'source' ? edge + inset : edge - inset) - origin.left, ys };
  };
  const [source, target] = [ends('source'), ends('target')];
  return source && target ? threadsBetween(source, target) : [];
}

/** The edge of a side's column that the hinge begins at, in pixels of the window; null where it is not rendered. */
export function innerEdge(
  reader: ReaderState,
  side: SideName,
  offset: number | undefined
): number | null {
  const at = reader.at(side);
  const words = offset === undefined ? undefined : (at?.elementAt(offset) ?? at?.map.anyElement);
  const cell = words?.closest('.txt');
  const box = cell?.getBoundingClientRect();
  return box ? (side === 'source' ? box.right : box.left) : null;
}

/** Whether a row with words of the link is on the screen or near: farther ones are not worth measuring. */
export function isNear(reader: ReaderState, link: Link): boolean {
  return (['source', 'target'] as const).some((side) => {
    const row = reader
      .at(side)
      ?.elementAt(link[side][0]?.[0] ?? 0)
      ?.closest('.row');
    const box = row?.getBoundingClientRect();
    return box !== undefined && box.bottom > -400 && box.top < innerHeight + 400;
  });
}
