// Finds words in an article, with or without their marks. A long article is folded and searched stretch by stretch.
import type { Block } from '@domain/article/schema';
import { FieldBuilder, textRange, type Field } from '@domain/search/field';
import { parseQuery } from '@domain/search/query';
import { plainSigns } from '@domain/search/signs';
import { foundRanges } from '@domain/search/snippet';
import { fold } from '@domain/text/fold';
import { blockAt, type TextSpan } from './offset-map';

interface Searchable {
  text: string;
  blocks: readonly Block[];
}

/** `exact`: it reads as typed, marks included; case and kinds of quotes and spaces never count. */
export interface Found extends TextSpan {
  exact: boolean;
}

export interface Wanted {
  folded: string;
  typed: string;
  /** Some of its letters have marks, so that it makes a difference whether a place reads exactly so. */
  marked: boolean;
}

/** What to look for; null for nothing. */
export function wantedOf(query: string): Wanted | null {
  const typed = plainSigns(query.normalize('NFC')).toLowerCase();
  const folded = fold(typed);
  return folded.trim() === '' ? null : { folded, typed, marked: folded !== typed };
}

/** UTF-16 code units of a stretch, unless one block alone is longer: folded within a few milliseconds. */
const stretchLength = 16_384;

/** An article in stretches of whole blocks, clutter too. Each is folded when it is first searched, and kept so. */
export class FindIndex {
  readonly #article: Searchable;
  /** Indexes of the blocks that begin a stretch. */
  readonly #firsts: number[] = [];
  readonly #fields: Field[] = [];
  static readonly #made = new WeakMap<Searchable, FindIndex>();

  private constructor(article: Searchable) {
    this.#article = article;
    let length = Infinity;
    article.blocks.forEach(({ start, end }, index) => {
      length += end - start;
      if (length <= stretchLength) return;
      this.#firsts.push(index);
      length = end - start;
    });
  }

  /** The article's index, made once. */
  static of(article: Searchable): FindIndex {
    let index = this.#made.get(article);
    if (!index) this.#made.set(article, (index = new FindIndex(article)));
    return index;
  }

  /** How many stretches there are. */
  get count(): number {
    return this.#firsts.length;
  }

  /** Where the stretch begins in the text. */
  startOf(stretch: number): number {
    return this.#article.blocks[this.#firsts[stretch] ?? 0]?.start ?? 0;
  }

  /** Where the words stand in the stretch, in order, without overlaps, each within a block. */
  find(stretch: number, { folded, typed, marked }: Wanted): Found[] {
    const field = (this.#fields[stretch] ??= this.#fold(stretch));
    const found: Found[] = [];
    for (
      let at = field.folded.indexOf(folded);
      at >= 0;
      at = field.folded.indexOf(folded, at + folded.length)
    ) {
      const [start, end] = textRange(field, at, folded.length);
      if (end <= start) continue;
      const exact = !marked || plainSigns(field.text.slice(start, end)).toLowerCase() === typed;
      found.push({ start, end, exact });
    }
    return found;
  }

  #fold(stretch: number): Field {
    const { text, blocks } = this.#article;
    const builder = new FieldBuilder(text);
    const last = this.#firsts[stretch + 1] ?? blocks.length;
    for (const { start, end } of blocks.slice(this.#firsts[stretch], last)) builder.add(start, end);
    return builder.done();
  }
}

/** Where the words of a search of the library stand in the article, as the search finds them; clutter too. */
export function findWords({ text, blocks }: Searchable, query: string): Found[] {
  const builder = new FieldBuilder(text);
  for (const { start, end } of blocks) builder.add(start, end);
  return foundRanges(builder.done(), parseQuery(query)).map(([start, end]) => ({
    start,
    end,
    exact: true
  }));
}

/** Whether the place lies in clutter. */
export function inClutter({ blocks }: Searchable, { start }: TextSpan): boolean {
  return blocks[blockAt(blocks, start)]?.clutter !== undefined;
}
