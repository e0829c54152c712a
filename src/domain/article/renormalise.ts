// An article whose text an older normaliser wrote, as today's writes it.
import { normaliseWithMap, NORMALISER_VERSION, type MappedText } from '../text/normalise';
import type { ParsedArticle } from './schema';

/** How texts are normalised, and which version of it that is. */
export interface Normaliser {
  version: number;
  normalise: (raw: string) => MappedText;
}

export const normaliser: Normaliser = { version: NORMALISER_VERSION, normalise: normaliseWithMap };

/**
 * The article with each block's words normalised anew and every offset moved along. Blocks and marks with no letter
 * left go. Nothing is read from the file again, so that what was laid by hand stays as it is.
 */
export function renormalise(
  article: ParsedArticle,
  { version, normalise }: Normaliser
): ParsedArticle {
  const blocks: ParsedArticle['blocks'] = [];
  const offsets = new Uint32Array(article.text.length + 1);
  const texts: string[] = [];
  let length = 0;
  for (const block of article.blocks) {
    const { text, offsets: inside } = normalise(article.text.slice(block.start, block.end));
    const start = texts.length > 0 ? length + 1 : 0;
    for (let at = block.start; at <= block.end; at += 1) {
      offsets[at] = start + (inside[at - block.start] ?? text.length);
    }
    if (text === '' && block.end > block.start) continue;
    texts.push(text);
    length = start + text.length;
    blocks.push({ ...block, start, end: length });
  }
  const marks = article.marks
    .map((mark) => ({ ...mark, start: offsets[mark.start] ?? 0, end: offsets[mark.end] ?? 0 }))
    .filter(({ start, end }) => start < end);
  return { ...article, normaliserVersion: version, text: texts.join('\n'), blocks, marks };
}
