// How much of a short line is made of the words that pages say of themselves and to their readers: articles, comments,
// share, subscribe, you, us. Single words, not phrases, so that any wording of a menu or notice is met.
import { fold } from '../text/fold';
import lists from './furniture-words.json';

const exact = new Set<string>();
const beginnings = new Set<string>();
const { phrases, unspaced, ...words } = lists;
for (const word of Object.values(words).flatMap((list) => list.split(' '))) {
  if (word.endsWith('*')) beginnings.add(word.slice(0, -1));
  else exact.add(word);
}
for (const phrase of phrases.split('|')) exact.add(phrase);
const parts = new Set(unspaced.split('|').map(fold));
const longestPart = Math.max(...[...parts].map((part) => part.length));

const known = (word: string): boolean => {
  if (exact.has(word)) return true;
  for (let length = 3; length <= word.length; length += 1) {
    if (beginnings.has(word.slice(0, length))) return true;
  }
  return false;
};

const spacedWord = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;
const runsTogether =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Arabic}]/u;

/** Share of the line's letters, 0 to 1, that are words of a page's furniture. For lines of up to some 200 characters. */
export function furnitureShare(line: string): number {
  const folded = fold(line);
  const marked = new Uint8Array(folded.length);
  const found = [...folded.matchAll(spacedWord)];
  found.forEach(({ 0: word, index }, at) => {
    if (runsTogether.test(word)) {
      markParts(word, index, marked);
      return;
    }
    for (let last = at; last < Math.min(found.length, at + 4); last += 1) {
      const end = (found[last]?.index ?? 0) + (found[last]?.[0].length ?? 0);
      const run = folded.slice(index, end).replaceAll('’', "'");
      if (last === at ? known(run) : exact.has(run)) marked.fill(1, index, end);
    }
  });
  let [letters, hits] = [0, 0];
  for (let at = 0; at < folded.length; at += 1) {
    if (/[\p{L}\p{N}]/u.test(folded[at] ?? '')) {
      letters += 1;
      hits += marked[at] ?? 0;
    }
  }
  return letters === 0 ? 0 : hits / letters;
}

function markParts(word: string, offset: number, marked: Uint8Array): void {
  for (let from = 0; from < word.length; from += 1) {
    for (let length = Math.min(longestPart, word.length - from); length > 0; length -= 1) {
      if (parts.has(word.slice(from, from + length))) {
        marked.fill(1, offset + from, offset + from + length);
        break;
      }
    }
  }
}
