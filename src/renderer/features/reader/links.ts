// What the reader asks of a pair's links beyond Counterparts: the line between two linked passages, and their names.
import type { Counterparts, SideName } from '@domain/align/counterparts';
import type { Link } from '@domain/align/schema';
import { otherSide } from '@domain/align/side-names';
import { sentenceIndexAt, type Sentence } from './movement';
import type { TextSpan } from './offset-map';

/** The link that holds the sentence's beginning or, failing that, its end. */
export function linkOf(
  counterparts: Counterparts,
  side: SideName,
  sentence: TextSpan
): Link | null {
  return (
    counterparts.linkAt(side, sentence.start) ?? counterparts.linkAt(side, sentence.end - 1) ?? null
  );
}

/** Where the other side of the link begins. Null for a link with an empty side. */
export function counterpartStart(link: Link, side: SideName): number | null {
  const starts = link[otherSide(side)].map(([start]) => start);
  return starts.length > 0 ? Math.min(...starts) : null;
}

/** A sentence with a link to somewhere that its row does not show. */
export interface Crossing {
  /** Index of the source sentence. */
  sentence: number;
  /** Offset of the counterpart in the target. */
  target: number;
  /** Names of the two sentences. */
  from: string;
  to: string;
  /** Which way the counterpart lies. */
  way: 'up' | 'down';
}

/** The crossing links, one a link, by the block of the source sentence that each begins in. */
export function crossingsByBlock(
  crossing: readonly Link[],
  source: { sentences: readonly Sentence[]; labels: readonly string[] },
  target: { sentences: readonly Sentence[]; labels: readonly string[] },
  offsetAcross: (offset: number) => number
): ReadonlyMap<number, Crossing[]> {
  const byBlock = new Map<number, Crossing[]>();
  for (const link of crossing) {
    const start = counterpartStart(link, 'target');
    const there = counterpartStart(link, 'source');
    if (start === null || there === null) continue;
    const sentence = sentenceIndexAt(source.sentences, start);
    const block = source.sentences[sentence]?.block;
    if (block === undefined) continue;
    const list = byBlock.get(block) ?? [];
    list.push({
      sentence,
      target: there,
      from: source.labels[sentence] ?? '',
      to: target.labels[sentenceIndexAt(target.sentences, there)] ?? '',
      way: there < offsetAcross(start) ? 'up' : 'down'
    });
    byBlock.set(block, list);
  }
  return byBlock;
}
