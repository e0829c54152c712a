// What the reader asks of a pair's links beyond Counterparts: the line between two linked passages, and their names.
import type { SideName } from '@domain/align/counterparts';
import { isLive, type Link } from '@domain/align/schema';
import type { Block, BlockKind } from '@domain/article/schema';
import { sentenceIndexAt, type Sentence } from './movement';
import { otherSide } from './side';

/** Where the other side of the link begins. Null for a link with an empty side. */
export function counterpartStart(link: Link, side: SideName): number | null {
  const starts = link[otherSide(side)].map(([start]) => start);
  return starts.length > 0 ? Math.min(...starts) : null;
}

/** CSS pixels: confirmed 3, proposed 1 to 2 by confidence. */
export function threadWidth(link: Pick<Link, 'state' | 'confidence'>): number {
  return link.state === 'confirmed' ? 3 : 1 + link.confidence;
}

/** Whether a date or number of the two sides speaks against the link. */
export function inConflict(link: Link): boolean {
  return (
    isLive(link) &&
    link.reasons.some(
      (reason) => (reason.kind === 'number' || reason.kind === 'date') && reason.weight < 0
    )
  );
}

const unnumbered: ReadonlySet<BlockKind> = new Set(['heading', 'caption', 'figure']);

/**
 * Names of sentences as "paragraph.sentence": paragraphs are counted without headings, captions and clutter, whose
 * own sentences count on from the paragraph above ("0.n" before the first).
 */
export function sentenceLabels(
  sentences: readonly Sentence[],
  blocks: readonly Block[]
): readonly string[] {
  let paragraph = 0;
  let inParagraph = 0;
  let block = -1;
  return sentences.map((sentence) => {
    if (sentence.block !== block) {
      block = sentence.block;
      if (!unnumbered.has(blocks[block]?.kind ?? 'paragraph')) {
        paragraph += 1;
        inParagraph = 0;
      }
    }
    inParagraph += 1;
    return `${paragraph}.${inParagraph}`;
  });
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
