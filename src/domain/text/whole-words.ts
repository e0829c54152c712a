// Where words stand as they are written.

const wordlike = /[\p{L}\p{M}\p{N}]/u;

/**
 * Starts and ends of the words within [from, to), UTF-16 code units of `text`, in order. Not within a longer word or
 * number: 19 is not in 1995.
 */
export function wholeWords(
  text: string,
  words: string,
  from: number,
  to: number
): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + words.length)) {
    const end = at + words.length;
    if (end > to) break;
    const inside = wordlike.test(text.charAt(at - 1)) || wordlike.test(text.charAt(end));
    if (!inside) found.push({ start: at, end });
  }
  return found;
}
