// Where in the text the notes' numbers stand.
import type { ArticlePassage } from '@domain/annotation/passages';
import { numberOffset } from '@domain/annotation/passages';
import type { Article, Block } from '@domain/article/schema';
import type { AnnotationId } from '@domain/ids';
import { markColour } from '../highlight-colours';
import type { NoteJumps } from './note-jumps';
import type { NumberPlace } from './pieces';

export interface NumberPlaces {
  /** In the blocks' own articles. */
  byBlock: Map<Block, NumberPlace[]>;
  /** The block in which an annotation's number comes first: there its note leads back to. */
  anchors: Map<AnnotationId, Block>;
}

/** The last printed block that the passage lies on; looks at no block that lies apart. */
function lastBlock(
  blocks: readonly Block[],
  { start, end }: ArticlePassage,
  printed: (index: number) => boolean
): Block | null {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? Infinity) < end) low = middle + 1;
    else high = middle;
  }
  for (let index = low - 1; index >= 0; index -= 1) {
    const block = blocks[index];
    if (!block || block.end <= start) break;
    if (printed(index)) return block;
  }
  return null;
}

/** `printed` tells which blocks are in the file; a note whose passages are in none has no number in the text. */
export function placeNumbers(
  articles: readonly Article[],
  passages: ArticlePassage[][],
  printed: (article: number, block: number) => boolean,
  jumps: NoteJumps
): NumberPlaces {
  const byBlock = new Map<Block, NumberPlace[]>();
  const anchors = new Map<AnnotationId, Block>();
  const all = passages
    .flatMap((list, article) => list.map((passage) => ({ passage, article })))
    .sort((a, b) => a.passage.index - b.passage.index);
  for (const { passage, article } of all) {
    const { annotation, number } = passage.ordered;
    const source = articles[article];
    if (number === null || !source) continue;
    const block = lastBlock(source.blocks, passage, (index) => printed(article, index));
    if (!block) continue;
    const first = !anchors.has(annotation.id);
    if (first) anchors.set(annotation.id, block);
    const list = byBlock.get(block) ?? [];
    list.push({
      offset: numberOffset(source.text, passage.end, block),
      noteNumber: {
        number,
        colour: markColour(annotation.colour),
        marker: jumps.toNote(number, first)
      }
    });
    byBlock.set(block, list);
  }
  return { byBlock, anchors };
}
