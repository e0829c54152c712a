// Finds words in an article, with or without their marks.
import { fold, foldWithMap, type FoldedText } from '@domain/text/fold';
import { FieldBuilder } from '@domain/search/field';
import { parseQuery } from '@domain/search/query';
import { foundRanges } from '@domain/search/snippet';
import type { Block } from '@domain/article/schema';
import { blockAt, type TextSpan } from './offset-map';

interface Searchable {
  text: string;
  blocks: readonly Block[];
}

const folded = new WeakMap<Searchable, FoldedText>();
/** Beyond this many the count is all that anyone needs. */
const limit = 2000;

/** With its marks as typed: composed, lower case. */
function marked(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/**
 * Where the query stands in the article, in order, without overlaps; clutter is left out. Case never counts. Marks
 * count where the query has some and stands somewhere with just those; else "duong" finds đường and dương alike.
 * At most 2,000.
 */
export function findInText(article: Searchable, query: string): TextSpan[] {
  const wanted = fold(query);
  if (wanted.trim() === '') return [];
  let text = folded.get(article);
  if (!text) folded.set(article, (text = foldWithMap(article.text)));
  const spans: TextSpan[] = [];
  for (
    let at = text.text.indexOf(wanted);
    at >= 0 && spans.length < limit;
    at = text.text.indexOf(wanted, at + wanted.length)
  ) {
    const start = text.offsets[at] ?? 0;
    const end = text.offsets[at + wanted.length] ?? article.text.length;
    const block = article.blocks[blockAt(article.blocks, start)];
    if (block && !block.clutter && end > start) spans.push({ start, end });
  }
  if (wanted === marked(query)) return spans;
  const exact = spans.filter(
    ({ start, end }) => marked(article.text.slice(start, end)) === marked(query)
  );
  return exact.length > 0 ? exact : spans;
}

/** Where the words of a search of the library stand in the article, as the search finds them; clutter too. */
export function findWords({ text, blocks }: Searchable, query: string): TextSpan[] {
  const builder = new FieldBuilder(text);
  for (const { start, end } of blocks) builder.add(start, end);
  return foundRanges(builder.done(), parseQuery(query)).map(([start, end]) => ({ start, end }));
}
