// Page descriptions written shorter without changing what they show: the typesetter writes a third of them for people to
// read, and a marked sequence for every line of a paragraph.

const isSpace = (byte: number): boolean =>
  byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12 || byte === 0;
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
const isOctal = (byte: number): boolean => byte >= 48 && byte <= 55;

const code = (character: string): number => character.charCodeAt(0);
const open = code('(');
const close = code(')');
const backslash = code('\\');
const less = code('<');
const greater = code('>');
const slash = code('/');
const leftBracket = code('[');
const rightBracket = code(']');
const point = code('.');
const minus = code('-');
const zero = code('0');

const delimiters = new Uint8Array(256);
for (const byte of Buffer.from('()<>[]/\0\t\n\f\r ')) delimiters[byte] = 1;

const escapes = new Map(
  Object.entries({ n: 10, r: 13, t: 9, b: 8, f: 12 }).map(([letter, byte]) => [
    letter.charCodeAt(0),
    byte
  ])
);

/** Decimals that are kept: hundredths of a point; of colours, matrices and hairlines more. */
const decimals = 2;
const decimalsBelowOne = 4;

/** Sequences of marked content that follow each other in the file and in their element, joined. */
export interface ShorterContent {
  bytes: Buffer;
  /** Numbers of the sequences that went into the one before them. */
  joined: Set<number>;
}

/** Where a page is written: one for all, as memory of thousands would stay taken for long. Never less than is read. */
let scratch = Buffer.allocUnsafe(2 ** 16);

/** Writes the operators of one page anew. `joins`: whether a sequence may go into the one numbered one less. */
export class ContentWriter {
  #at = 0;
  #length = 0;
  readonly #out: Buffer;
  readonly #joined = new Set<number>();
  /** Marked sequences that are open; -1 for one without a number. */
  readonly #sequences: number[] = [];
  #sequence = -1;
  #afterNumberKey = false;
  /** Whether what was written last runs into a following letter. */
  #needsSpace = false;

  constructor(
    private readonly source: Buffer,
    private readonly joins: (sequence: number) => boolean
  ) {
    if (scratch.byteLength < source.byteLength) scratch = Buffer.allocUnsafe(2 * source.byteLength);
    this.#out = scratch;
  }

  /** Null where the page holds what is not understood: an image amid the operators. */
  write(): ShorterContent | null {
    const { source } = this;
    while (this.#at < source.byteLength) {
      const byte = source[this.#at] ?? 0;
      if (isSpace(byte)) this.#at += 1;
      else if (byte === open) this.#string();
      else if (byte === less || byte === greater) this.#angle(byte);
      else if (byte === leftBracket || byte === rightBracket) {
        this.#put(byte);
        this.#at += 1;
        this.#needsSpace = false;
      } else if (!this.#word(byte)) return null;
    }
    return { bytes: Buffer.from(this.#out.subarray(0, this.#length)), joined: this.#joined };
  }

  #put(byte: number): void {
    this.#out[this.#length] = byte;
    this.#length += 1;
  }

  /** By hand: words are too short for a call. */
  #copy(from: number, to: number): void {
    for (let at = from; at < to; at += 1) this.#put(this.source[at] ?? 0);
  }

  /** A number with a point at `dot`, cut to what can be seen. */
  #number(start: number, dot: number, end: number): void {
    const { source } = this;
    const digits = source[start] === minus ? start + 1 : start;
    const belowOne = dot === digits || (dot === digits + 1 && source[digits] === zero);
    let last = Math.min(end, dot + 1 + (belowOne ? decimalsBelowOne : decimals));
    while (source[last - 1] === zero) last -= 1;
    if (digits > start) this.#put(minus);
    if (last > dot + 1) this.#copy(belowOne ? dot : digits, last);
    else this.#copy(digits, belowOne ? digits + 1 : dot);
  }

  /** Glyphs as bytes: what Typst writes as three digits is one. */
  #string(): void {
    const { source } = this;
    this.#put(open);
    let depth = 1;
    let at = this.#at + 1;
    for (; depth > 0; at += 1) {
      if (at >= source.byteLength) throw new Error('PDF: string without an end');
      let byte = source[at] ?? 0;
      if (byte === open) depth += 1;
      else if (byte === close) depth -= 1;
      if (depth === 0) break;
      if (byte === backslash) {
        at += 1;
        byte = source[at] ?? 0;
        if (isOctal(byte)) {
          let octal = 0;
          const end = at + 3;
          while (at < end && isOctal(source[at] ?? 0)) {
            octal = octal * 8 + (source[at] ?? 0) - 48;
            at += 1;
          }
          at -= 1;
          byte = octal & 0xff;
        } else byte = escapes.get(byte) ?? byte;
      }
      if (byte === open || byte === close || byte === backslash) this.#put(backslash);
      if (byte === 13) {
        // A bare return would be read as a new line.
        this.#put(backslash);
        this.#put(114);
      } else this.#put(byte);
    }
    this.#put(close);
    this.#at = at + 1;
    this.#needsSpace = false;
  }

  #angle(byte: number): void {
    const { source } = this;
    let end = this.#at + 2;
    if (source[this.#at + 1] !== byte) {
      end = source.indexOf(greater, this.#at) + 1;
      if (end === 0) throw new Error('PDF: string without an end');
    }
    this.#copy(this.#at, end);
    this.#at = end;
    this.#needsSpace = false;
  }

  /** A name, a number or an operator; false for the one that is not understood. */
  #word(first: number): boolean {
    const { source } = this;
    const start = this.#at;
    let end = start + 1;
    let dot = first === point ? start : -1;
    for (; end < source.byteLength; end += 1) {
      const byte = source[end] ?? 0;
      if (delimiters[byte] === 1) break;
      if (byte === point) dot = end;
    }
    this.#at = end;
    if (first >= 65 && first <= 90 && end - start <= 3) {
      const operator = source.toString('latin1', start, end);
      if (operator === 'ID') return false;
      if (operator === 'EMC') {
        if (this.#joinNext()) return true;
        this.#sequences.pop();
      } else if (operator === 'BDC' || operator === 'BMC') {
        this.#sequences.push(this.#sequence);
        this.#sequence = -1;
      }
    }
    if (this.#needsSpace && first !== slash) this.#put(32);
    this.#needsSpace = true;
    if (dot >= 0 && first !== slash) {
      this.#number(start, dot, end);
    } else this.#copy(start, end);
    if (first === slash)
      this.#afterNumberKey = end - start === 5 && source.toString('latin1', start, end) === '/MCID';
    else if (this.#afterNumberKey && isDigit(first)) {
      this.#sequence = Number(source.toString('latin1', start, end));
      this.#afterNumberKey = false;
    }
    return true;
  }

  /** At the end of a sequence: goes on where the next one starts at once and may join it. */
  #joinNext(): boolean {
    const current = this.#sequences.at(-1) ?? -1;
    if (current < 0) return false;
    const ahead = /^\s*\/Span\s*<<\s*\/MCID (\d+)\s*>>\s*BDC\s/.exec(
      this.source.toString('latin1', this.#at, this.#at + 60)
    );
    const next = Number(ahead?.[1]);
    if (!ahead || next !== current + 1 || !this.joins(next)) return false;
    this.#joined.add(next);
    this.#sequences[this.#sequences.length - 1] = next;
    this.#at += ahead[0].length - 1;
    return true;
  }
}
