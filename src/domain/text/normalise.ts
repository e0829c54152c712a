// The one form every article's text has. Anything that changes what comes out moves anchors: raise the version.

/** The normaliser's version, stored with each anchor. Raise it with any change that moves an offset. */
export const NORMALISER_VERSION = 1;

/** The hard line break inside a block; blocks themselves are joined by `\n`. */
export const HARD_BREAK = '\u2028';

// Soft hyphen, byte order mark and word joiner carry no words; U+0000–001F and 007F–009F but tab and LF are no text.
const removed = /[\u00ad\ufeff\u2060\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
const lineEnds = /\r\n|[\r\u000b\u000c\u0085\u2029]/g;

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

// A starter with what can compose onto it: combining marks, and conjoining jamo among themselves.
const cluster = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+|[^][\p{M}\u00ad\ufeff\u2060]*/gu;

/** {@link normaliseText} with a map from raw offsets. An offset inside a composed character maps to its start. */
export function normaliseWithMap(raw: string): MappedText {
  const offsets = new Uint32Array(raw.length + 1);
  let text = '';
  for (const match of raw.replace(/\r\n/g, '\u0000\n').matchAll(cluster)) {
    const [part] = match;
    offsets.fill(text.length, match.index, match.index + part.length);
    text += normaliseText(part);
  }
  offsets[raw.length] = text.length;
  return { text, offsets };
}
