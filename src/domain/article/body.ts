import { fold } from '../text/fold';
import { textWeight } from '../text/measure';
import type { ParsedArticle } from './schema';
import { statesFacts } from './stated';

/** Longer ones under the title are standfirsts. */
const longestHeading = 50;

/**
 * An article's body, one block a line: what stands outside clutter, without what tells of the article rather than in
 * it: the title, a standfirst set as a heading under it, lines of author and date, captions of pictures.
 */
export function articleBody(article: ParsedArticle): string {
  const { text, blocks, title } = article;
  let begun = false;
  return blocks
    .filter(({ start, end, clutter, kind, level }) => {
      if (clutter || kind === 'caption') return false;
      const words = text.slice(start, end);
      if (kind === 'heading' && fold(words) === fold(title)) return false;
      if (kind === 'heading' && !begun && (level === 1 || textWeight(words) >= longestHeading))
        return false;
      if (!begun && statesFacts(words, article)) return false;
      begun = true;
      return true;
    })
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}
