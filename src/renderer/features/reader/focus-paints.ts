// In focus mode the paragraph that is read, and what answers it, stand in full ink among quieter words.
import type { SideName } from '@domain/align/counterparts';
import { sideNames } from '@domain/align/side-names';
import type { Paint } from './highlight-painter';
import { hereInk } from './inks';
import { blockAt, type TextSpan } from './offset-map';
import type { ReaderState } from './reader-state.svelte';

/** Spans of whole blocks: those under the mouse or else at the cursor, and their counterparts. */
function blocksRead(reader: ReaderState): (TextSpan & { side: SideName })[] {
  const { cursor } = reader;
  const waiting = reader.sentenceOf(cursor);
  const read = reader.lit ?? (waiting && { side: cursor.side, sentence: waiting, link: null });
  if (!read) return [];
  const link = read.link ?? reader.linkAt(read.side, read.sentence);
  return sideNames.flatMap((side) => {
    const blocks = reader.at(side)?.article.blocks ?? [];
    const starts = (link?.[side] ?? []).map(([start]) => start);
    if (side === read.side) starts.push(read.sentence.start);
    const indexes = new Set(starts.map((start) => blockAt(blocks, start)));
    return [...indexes].flatMap((index) => {
      const block = blocks[index];
      return block ? [{ side, start: block.start, end: block.end }] : [];
    });
  });
}

export function focusPaints(reader: ReaderState): Map<string, Paint> {
  const paints = new Map<string, Paint>();
  for (const { side, ...span } of blocksRead(reader)) {
    const at = reader.at(side);
    if (!at || at.version < 0) continue;
    paints.set(`here ${side} ${span.start}`, {
      ink: hereInk,
      signature: `${span.end} ${at.map.epochOf(span)}`,
      ranges: () => at.map.rangesOf(span)
    });
  }
  return paints;
}
