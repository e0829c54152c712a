// Text as the typesetter can show it.

/**
 * The text as it is set: controls and separators as spaces, what is no character as a question mark (no face that ships has
 * U+FFFD), and without joiners, direction marks and the like, for which fonts have no glyph.
 */
export function printable(text: string): string {
  return text
    .replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ')
    .replace(/\p{Cs}|\p{Noncharacter_Code_Point}|\uFFFD/gu, '?')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

const longest = 28;
/** Nearly every text fails this, which takes a tenth of the time. */
const mayHold = new RegExp(`\\S{${longest}}|[\u00A0\u202F]`);
/** What has no place to break: letters, signs and no-break spaces of scripts that write spaces. */
const run =
  /(?:(?!\s)[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{M}]|[\u00A0\u202F])+/gu;

/**
 * Where a long word (an address, a file's name) or a line of no-break spaces may be broken when it does not fit its
 * column: offsets in `text`, ascending. None in text that breaks by itself.
 */
export function breakOffsets(text: string): number[] {
  if (!mayHold.test(text)) return [];
  const offsets: number[] = [];
  for (const match of text.matchAll(run)) {
    if (match[0].length < longest) continue;
    let at = match.index;
    for (const word of match[0].split(/(?<=[\u00A0\u202F])/)) {
      if (at > match.index) offsets.push(at);
      if (word.length >= longest) {
        let inside = at;
        for (const part of (word.match(/(?:.\p{M}*){1,8}/gu) ?? []).slice(0, -1)) {
          inside += part.length;
          offsets.push(inside);
        }
      }
      at += word.length;
    }
  }
  return offsets;
}

/**
 * The printable text with U+200B at the offsets. The template sets nothing there but lets a line end, so that
 * the words stay whole when they are searched or copied.
 */
export function openAt(text: string, offsets: number[]): string {
  return [0, ...offsets].map((start, n) => printable(text.slice(start, offsets[n]))).join('\u200B');
}

/** `printable`, open wherever a long word may be broken. */
export function breakable(text: string): string {
  return openAt(text, breakOffsets(text));
}
