// What is to be painted over the words, as keyed paints for HighlightPainter.
import type { SideName } from '@domain/align/counterparts';
import type { Span } from '@domain/align/schema';
import { wordsInConflict } from './conflict-words';
import { activeInk, conflictInk, foundInk, passageInk, selectionInk, washInk } from './inks';
import type { Ink, Paint } from './highlight-painter';
import type { FindState } from './find-state.svelte';
import type { OffsetMap, TextSpan } from './offset-map';
import type { ReaderState } from './reader-state.svelte';
import { sideNames } from '@domain/align/side-names';

function paint(ink: Ink, map: OffsetMap, span: TextSpan): Paint {
  return {
    ink,
    signature: `${span.start} ${span.end} ${map.epochOf(span)}`,
    ranges: () => map.rangesOf(span)
  };
}

/** The highlights of both articles and the underline of the active one. */
export function passagePaints(reader: ReaderState): Map<string, Paint> {
  const paints = new Map<string, Paint>();
  const { now } = reader.resizing;
  for (const side of sideNames) {
    const at = reader.at(side);
    if (!at || at.version < 0) continue;
    const { start, end } = at.map.reach;
    for (const passage of reader.passages(side)) {
      if (passage.start >= end) break;
      if (passage.end <= start || !at.map.holdsAny(passage)) continue;
      const key = `${side} ${passage.key}`;
      const span = now?.key === passage.key ? now.span : passage;
      paints.set(key, paint(passageInk(passage.colour, passage.layer), at.map, span));
      if (passage.id === reader.activeId) {
        paints.set(`active ${key}`, paint(activeInk(passage.colour), at.map, span));
      }
    }
  }
  return paints;
}

/**
 * The selection, the wash on the sentence under the mouse or the reading cursor and on its counterpart, and the values
 * on which these disagree.
 */
export function readingPaints(reader: ReaderState): Map<string, Paint> {
  const paints = new Map<string, Paint>();
  const add = (key: string, side: SideName, ink: Ink, span: TextSpan): void => {
    const at = reader.at(side);
    if (at && at.version >= 0) paints.set(key, paint(ink, at.map, span));
  };
  const { lit, selection } = reader;
  if (lit) {
    for (const side of sideNames) {
      const spans: readonly Span[] = lit.link?.[side] ?? [];
      for (const [start, end] of spans) {
        add(`wash ${side} ${start}`, side, washInk(side), { start, end });
      }
      const text = lit.link && reader.at(side)?.article.text;
      for (const words of text && lit.link ? wordsInConflict(lit.link, side, text) : []) {
        add(`conflict ${side} ${words.start}`, side, conflictInk, words);
      }
    }
    const { start, end } = lit.sentence;
    const washed = lit.link?.[lit.side].some(([from, to]) => from <= start && to >= end) ?? false;
    if (!washed) add('wash here', lit.side, washInk(lit.side), { start, end });
  }
  // Of one under the mouse that stands on several passages, the others are shown too.
  const hovered = reader.hover && reader.hits(reader.hover)[0];
  const all = hovered && hovered.id !== reader.activeId ? reader.passagesOf(hovered.id) : [];
  if (all.length > 1) {
    for (const { side, passage } of all) {
      add(`twin ${passage.key}`, side, activeInk(passage.colour), passage);
    }
  }
  if (selection) {
    const { side, anchor, focus } = selection;
    const span = { start: Math.min(anchor, focus), end: Math.max(anchor, focus) };
    add('selection', side, selectionInk, span);
  }
  return paints;
}

/** More than this in a side makes scrolling slow; only a row of very many blocks holds so much. */
const mostFound = 2000;

/** What was found near the visible part, and the place gone to. */
export function findPaints(reader: ReaderState, find: FindState): Map<string, Paint> {
  const paints = new Map<string, Paint>();
  const { current } = find;
  for (const side of find.open ? sideNames : []) {
    const at = reader.at(side);
    if (!at || at.version < 0) continue;
    const near = at.nearBlocks
      .flatMap((index) => at.article.blocks[index] ?? [])
      .flatMap((block) => find.within(side, block));
    const isCurrent = ({ start }: TextSpan): boolean =>
      current?.side === side && current.start === start;
    const first = Math.max(0, near.findIndex(isCurrent) - mostFound / 2);
    for (const place of near.slice(first, first + mostFound)) {
      const ink = foundInk(isCurrent(place));
      paints.set(`found ${side} ${place.start}`, paint(ink, at.map, place));
    }
  }
  return paints;
}
