// What was typed into a search field, taken apart.
import { fold } from '../text/fold';
import { beginsWord, endsWord } from './letters';
import { plainSigns } from './signs';

/** A word or a quoted phrase that must occur. */
export interface Term {
  /** As compared: no case, no marks, plain signs. */
  folded: string;
  /** As typed, but for case and kinds of signs: what an exact hit reads. */
  typed: string;
  /** More of the word may follow. */
  prefix: boolean;
}

export interface Query {
  terms: Term[];
  /** All words in the order typed; null for fewer than two, and where some are quoted. */
  phrase: Term | null;
}

const quoted = /"([^"]*)"?/gu;
let segmenter: Intl.Segmenter | undefined;

function term(words: string, prefix: boolean): Term | null {
  const typed = words.trim();
  const folded = fold(typed);
  return folded.trim() === '' ? null : { folded, typed, prefix };
}

/** Words of unquoted text. What holds no letters or digits counts for nothing. */
function wordsOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) =>
    isWordLike ? segment : []
  );
}

/**
 * Words in quotes must stand as they are quoted; of the others each must occur, the last one perhaps as the beginning
 * of a word. A quote that is not closed goes to the end. Nothing to look for: no terms.
 */
export function parseQuery(typed: string): Query {
  const text = plainSigns(typed.normalize('NFC')).toLowerCase().replace(/\s+/gu, ' ').trim();
  const phrases = [...text.matchAll(quoted)].flatMap(
    ({ 0: all, 1: inside = '' }) => term(inside, !all.endsWith('"') || all === '"') ?? []
  );
  const bare = text.replace(quoted, ' ');
  const words = wordsOf(bare);
  const typing = !text.endsWith('"');
  const terms = words.flatMap((word, at) => term(word, typing && at === words.length - 1) ?? []);
  const phrase = phrases.length === 0 && words.length > 1 ? term(bare, true) : null;
  return { terms: [...phrases, ...terms], phrase };
}

/**
 * The first place at or after `from` where the term stands in folded text, between the borders of words; -1 for none.
 */
export function nextPlace(text: string, { folded, prefix }: Term, from: number): number {
  for (let at = text.indexOf(folded, from); at !== -1; at = text.indexOf(folded, at + 1)) {
    if (!beginsWord(text, at)) continue;
    if (prefix || endsWord(text, at + folded.length)) return at;
  }
  return -1;
}
