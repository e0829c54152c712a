// The one form every article's text has. Anything that changes what comes out moves anchors: raise the version.

/** The normaliser's version, stored with each anchor. Raise it with any change that moves an offset. */
export const NORMALISER_VERSION = 1;

/** The hard line break inside a block; blocks themselves are joined by `\n`. */
export const HARD_BREAK = '\u2028';

// Soft hyphen, byte order mark and word joiner carry no words; U+0000–001F and 007F–009F but tab and LF are no text.
const removed = /[\u00ad\ufeff\u2060]|(?![\t\n])\p{Cc}/gu;
const lineEnds = /\r\n|[\r\v\f\u0085\u2029]/g;

/**
 * NFC, LF line ends, no soft hyphens, byte order marks, word joiners or control characters. Tabs, no-break spaces,
 * joiners, U+200B, bidi marks and U+2028 stay; so does the placement of tone marks. Idempotent.
 */
export function normaliseText(raw: string): string {
  return raw.replace(lineEnds, '\n').replace(removed, '').normalize('NFC');
}

export interface MappedText {
  text: string;
  /** For every offset 0…raw.length of the raw text its offset in `text`; never decreases. */
  offsets: Uint32Array;
}

// A starter with what can compose onto it: combining marks, jamo, and what is removed between them.
const cluster =
  /[^](?:[\p{M}\u00ad\ufeff\u2060\u1161-\u11ff\ud7b0-\ud7ff]|(?![\t\n\v\f\r\u0085])\p{Cc})*/gu;

/** No letter carries more; what does is no writing, and is not mapped mark by mark. */
const longestCluster = 32;

/** {@link normaliseText} with a map from raw offsets. An offset inside a composed character maps to its end. */
export function normaliseWithMap(raw: string): MappedText {
  const offsets = new Uint32Array(raw.length + 1);
  const normalised = normaliseText(raw);
  if (normalised === raw) return { text: raw, offsets: offsets.map((_zero, at) => at) };
  let text = '';
  // The CR of a CRLF becomes a removed character, so that the pair is one LF wherever it is cut.
  for (const { 0: part, index } of raw.replace(/\r\n/g, '\u0000\n').matchAll(cluster)) {
    const whole = normaliseText(part).length;
    let inside = 0;
    for (let at = 0; at < part.length; at += 1) {
      if (at > longestCluster) inside = whole;
      else if (at > 0) inside = Math.max(inside, normaliseText(part.slice(0, at)).length);
      offsets[index + at] = text.length + Math.min(inside, whole);
    }
    text += normaliseText(part);
  }
  offsets[raw.length] = text.length;
  return { text, offsets };
}
