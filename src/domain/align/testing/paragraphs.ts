// Texts for the aligner's tests, made by hand.
import type { Block } from '../../article/schema';
import type { Side } from '../side';

/** One block a paragraph; one that begins with "!" is clutter, without that sign. */
export function sideOf(language: string, paragraphs: readonly string[]): Side {
  const blocks: Block[] = [];
  let text = '';
  for (const paragraph of paragraphs) {
    if (blocks.length > 0) text += '\n';
    const start = text.length;
    text += paragraph.replace(/^!/u, '');
    const block: Block = { kind: 'paragraph', start, end: text.length };
    blocks.push(paragraph.startsWith('!') ? { ...block, clutter: 'related' } : block);
  }
  return { text, language, blocks };
}
