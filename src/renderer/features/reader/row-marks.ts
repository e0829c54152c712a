// What stands beside the words of a row: note numbers and signs of statements, dashes where nothing answers, links that lead elsewhere.
import type { SideName } from '@domain/align/counterparts';
import type { ArticleSide } from './article-side.svelte';
import { boxBefore, characterBox } from './geometry';
import type { Crossing } from './links';
import type { TextSpan } from './offset-map';
import type { Passage } from './passages';
import { stackTops } from './stacking';

export interface NumberMark {
  side: SideName;
  passage: Passage;
  /** CSS pixels from the row's top. */
  top: number;
}
export interface DashMark {
  side: SideName;
  top: number;
  height: number;
}
export interface JumpMark {
  crossing: Crossing;
  top: number;
}

/** Height of a number's disc with the air below it: no nearer, or a finger hits two. */
const discHeight = 24;
const discRadius = 9;

/** Beside the first line of each passage its note's number, or that it is a statement, or both. */
export function numberMarks(
  at: ArticleSide,
  passages: readonly Passage[],
  rowTop: number
): NumberMark[] {
  const placed: { passage: Passage; wish: number }[] = [];
  for (const passage of passages) {
    const box = characterBox(at.map, passage.start);
    if (!box) continue;
    const wish = box.top + box.height / 2 - discRadius - rowTop;
    placed.push({ passage, wish });
  }
  const last = Infinity;
  placed.sort((a, b) => a.wish - b.wish || (a.passage.number ?? last) - (b.passage.number ?? last));
  const tops = stackTops(
    placed.map(({ wish }) => wish),
    discHeight
  );
  return placed.map(({ passage, wish }, index) => ({
    side: at.side,
    passage,
    top: tops[index] ?? wish
  }));
}

/** Joins neighbouring sentences of a block that nothing answers; of headings only where `headings`. */
export function loneSpans(
  at: ArticleSide,
  blocks: readonly number[],
  isLinked: (span: TextSpan) => boolean,
  headings: boolean
): TextSpan[] {
  const spans: TextSpan[] = [];
  for (const block of blocks) {
    if (!headings && at.article.blocks[block]?.kind === 'heading') continue;
    let open: TextSpan | null = null;
    for (const sentence of at.sentencesIn(block)) {
      if (isLinked(sentence)) open = null;
      else if (open) open.end = sentence.end;
      else spans.push((open = { start: sentence.start, end: sentence.end }));
    }
  }
  return spans;
}

/** A dash beside all lines of each span; those of cells side by side are one. */
export function dashMarks(at: ArticleSide, spans: readonly TextSpan[], rowTop: number): DashMark[] {
  const marks: DashMark[] = [];
  for (const span of spans) {
    const first = characterBox(at.map, span.start);
    const last = boxBefore(at.map, span.end);
    if (!first || !last) continue;
    // short of the line's edges, so that two dashes never touch
    const top = first.top - rowTop + 4;
    const height = Math.max(8, last.bottom - first.top - 8);
    const beside = marks.find((mark) => mark.top === top);
    if (beside) beside.height = Math.max(beside.height, height);
    else marks.push({ side: at.side, top, height });
  }
  return marks;
}

/** The middle of the first line of each crossing sentence. */
export function jumpMarks(
  at: ArticleSide,
  crossings: readonly Crossing[],
  rowTop: number
): JumpMark[] {
  const marks: JumpMark[] = [];
  for (const crossing of crossings) {
    const sentence = at.sentences[crossing.sentence];
    const box = sentence && characterBox(at.map, sentence.start);
    if (box) marks.push({ crossing, top: box.top + box.height / 2 - rowTop });
  }
  return marks;
}
