// The forms in which passages are compared. In the close one words, case and diacritics stay: NFC, one space for any
// white space (none between letters of scripts that write no spaces), plain quotes and dashes, ligatures unfolded, words
// hyphenated at a line's end whole, the tone mark of "hòa" where "hoà" has it, no invisible characters. The wide one
// folds case and diacritics besides.
import { fold } from '../text/fold';

export interface FoldedText {
  text: string;
  /** For each code unit of `text`, where the stretch it came from starts and ends in the unfolded text. */
  starts: Uint32Array;
  ends: Uint32Array;
}

const hyphens = '-\u2010\u2011';
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u;
const whitespace = /\s/u;
/** Scripts in which a line break between two letters is no break between words, and their punctuation. */
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303F\uFF00-\uFFEF]/u;
/** A base with what composes with it: combining marks, and the vowels and finals of Hangul syllables. */
const composable = /\P{M}[\p{M}\u1160-\u11FF]*|\p{M}+/uy;

const plain = new Map<string, string>([
  ...[...'\u2018\u2019\u201A\u201B\u2032\u00B4\u0060'].map((c) => [c, "'"] as const),
  ...[...'\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB'].map((c) => [c, '"'] as const),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((c) => [c, '-'] as const),
  ['\u2026', '...'],
  ...['ff', 'fi', 'fl', 'ffi', 'ffl', 'st', 'st'].map(
    (letters, at) => [String.fromCharCode(0xfb00 + at), letters] as const
  )
]);

/** A hyphen that parts a word at a line's end, from the letter before it on. */
const lineEndHyphen = /(?<=\p{L})[-\u2010\u2011][^\S\n\u2028]*[\n\u2028]\s*(?=\p{Ll})/uy;
/** The open syllables in which the tone mark is set on either vowel. */
const olderTone = /[òóỏõọ][ae]|[ùúủũụ]y/giu;
const tones = /[\u0300\u0301\u0303\u0309\u0323]/u;

/** What one piece of a text comes to. */
interface Piece {
  kind: 'invisible' | 'space' | 'hyphen' | 'letter';
  units: string;
  unspaced: boolean;
}

function pieceOf(piece: string, widely: boolean): Piece {
  const close = plain.get(piece) ?? piece.normalize('NFC');
  const single = piece.length === 1;
  return {
    kind:
      single && invisible.test(piece)
        ? 'invisible'
        : single && whitespace.test(piece)
          ? 'space'
          : hyphens.includes(piece)
            ? 'hyphen'
            : 'letter',
    units: widely ? fold(close) : close,
    unspaced: unspaced.test(piece)
  };
}

/**
 * Folds `text` to the close form, or with `widely` to the wide one, remembering where each code unit came from. Leading
 * and trailing white space becomes one space.
 */
export function foldText(text: string, widely = false): FoldedText {
  const composed = text.normalize('NFC') === text;
  /** A text has few different pieces; those of one code unit are found without making a string of them. */
  const known = new Map<string, Piece>();
  const singles: (Piece | undefined)[] = [];
  const folded = new Units(text.length);
  /** Where white space began that is not yet followed by anything; -1 for none. */
  let gapStart = -1;
  let gapEnd = -1;
  let afterUnspaced = false;
  let index = 0;
  while (index < text.length) {
    const start = index;
    const code = text.charCodeAt(start);
    const single = composed && (code < 0xd800 || code > 0xdbff);
    let form = single ? singles[code] : undefined;
    let end = start + 1;
    if (!form) {
      const piece = composed ? codePoint(text, start) : cluster(text, start);
      end = start + piece.length;
      form = known.get(piece);
      if (!form) known.set(piece, (form = pieceOf(piece, widely)));
      if (single) singles[code] = form;
    }
    index = end;
    const { kind, units, unspaced: beforeUnspaced } = form;
    if (kind === 'invisible') continue;
    if (kind === 'space') {
      if (gapStart < 0) gapStart = start;
      gapEnd = end;
      continue;
    }
    if (kind === 'hyphen') {
      lineEndHyphen.lastIndex = start;
      if (lineEndHyphen.test(text)) {
        index = lineEndHyphen.lastIndex;
        continue;
      }
    }
    if (gapStart >= 0 && !(afterUnspaced && beforeUnspaced)) folded.push(' ', gapStart, gapEnd);
    gapStart = -1;
    afterUnspaced = beforeUnspaced;
    folded.push(units, start, end);
  }
  if (gapStart >= 0) folded.push(' ', gapStart, gapEnd);
  const { units, starts, ends } = folded.cut();
  return { text: widely ? units : units.replace(olderTone, newerTone), starts, ends };
}

/** Code units with where each came from; growing. */
class Units {
  private units: Uint16Array<ArrayBuffer>;
  private starts: Uint32Array<ArrayBuffer>;
  private ends: Uint32Array<ArrayBuffer>;
  private length = 0;

  constructor(expected: number) {
    this.units = new Uint16Array(expected + 16);
    this.starts = new Uint32Array(expected + 16);
    this.ends = new Uint32Array(expected + 16);
  }

  push(units: string, start: number, end: number): void {
    if (this.length + units.length > this.units.length) this.grow(units.length);
    if (units.length === 1) {
      this.units[this.length] = units.charCodeAt(0);
      this.starts[this.length] = start;
      this.ends[this.length] = end;
      this.length += 1;
      return;
    }
    for (let unit = 0; unit < units.length; unit += 1) {
      this.units[this.length] = units.charCodeAt(unit);
      this.starts[this.length] = start;
      this.ends[this.length] = end;
      this.length += 1;
    }
  }

  private grow(by: number): void {
    const length = 2 * this.units.length + by;
    const { units, starts, ends } = this;
    (this.units = new Uint16Array(length)).set(units);
    (this.starts = new Uint32Array(length)).set(starts);
    (this.ends = new Uint32Array(length)).set(ends);
  }

  cut(): { units: string; starts: Uint32Array; ends: Uint32Array } {
    const { length } = this;
    let units = '';
    for (let at = 0; at < length; at += 8192) {
      const stretch = this.units.subarray(at, Math.min(length, at + 8192));
      units += Reflect.apply(String.fromCharCode, null, stretch as unknown as number[]);
    }
    return { units, starts: this.starts.slice(0, length), ends: this.ends.slice(0, length) };
  }
}

function newerTone(vowels: string): string {
  const [first = '', second = ''] = vowels;
  const decomposed = first.normalize('NFD');
  const tone = tones.exec(decomposed)?.[0] ?? '';
  return decomposed.replace(tone, '') + (second + tone).normalize('NFC');
}

const codePoint = (text: string, at: number): string => {
  const code = text.codePointAt(at) ?? 0;
  return code > 0xffff ? text.slice(at, at + 2) : text.charAt(at);
};

function cluster(text: string, at: number): string {
  composable.lastIndex = at;
  return composable.exec(text)?.[0] ?? text.charAt(at);
}

/** The folded offset of the first code unit that came from `offset` or later. */
export function foldedOffset(folded: FoldedText, offset: number): number {
  let low = 0;
  let high = folded.ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((folded.ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
