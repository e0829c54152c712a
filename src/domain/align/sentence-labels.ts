// What sentences are called where their words would be too long.
import type { Block, BlockKind } from '../article/schema';

const unnumbered: ReadonlySet<BlockKind> = new Set(['heading', 'caption', 'figure']);

/**
 * Names of sentences as "paragraph.sentence": paragraphs are counted without headings, captions and clutter, whose
 * own sentences count on from the paragraph above ("0.n" before the first).
 */
export function sentenceLabels(
  sentences: readonly { block: number }[],
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
