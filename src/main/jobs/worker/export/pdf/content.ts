// Page descriptions written shorter without changing what they show: the typesetter writes a third of them for people to
// read, and a marked sequence for every line of a paragraph.

const isSpace = (byte: number): boolean =>
  byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12 || byte === 0;
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

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

/** What a letter after a backslash stands for; itself where it stands for nothing else. */
const escapes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
for (const [letter, byte] of Object.entries({ n: 10, r: 13, t: 9, b: 8, f: 12 })) {
  escapes[code(letter)] = byte;
}

/** Decimals that are kept: hundredths of a point; of colours, matrices and hairlines more. */
const decimals = 2;
const decimalsBelowOne = 4;

export interface ShorterContent {
  bytes: Uint8Array<ArrayBuffer>;
  /**
   * Where a marked sequence follows the one numbered one less at once. By three: its number, and from where to where in
   * the bytes stands what parts the two.
   */
  joints: Int32Array<ArrayBuffer>;
}

/** Where a page is written: one for all, as memory of thousands would stay taken for long. Never less than is read. */
let scratch = Buffer.allocUnsafe(2 ** 16);

/** Writes the operators of one page anew. */
class ContentWriter {
  #at = 0;
  #length = 0;
  readonly #out: Buffer;
  readonly #joints: number[] = [];
  /** Marked sequences that are open; -1 for one without a number. */
  readonly #sequences: number[] = [];
  #sequence = -1;
  /** Where the end of a sequence was written that the next one follows at once; else -1. */
  #ended = -1;
  #afterNumberKey = false;
  /** Whether what was written last runs into a following letter. */
  #needsSpace = false;

  constructor(private readonly source: Buffer) {
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
    return {
      bytes: new Uint8Array(this.#out.subarray(0, this.#length)),
      joints: new Int32Array(this.#joints)
    };
  }

  #put(byte: number): void {
    this.#out[this.#length] = byte;
    this.#length += 1;
  }

  /** By hand: words are too short for a call. */
  #copy(from: number, to: number): void {
    const { source } = this;
    const out = this.#out;
    let length = this.#length;
    for (let at = from; at < to; at += 1) {
      out[length] = source[at] ?? 0;
      length += 1;
    }
    this.#length = length;
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

  /** Glyphs as bytes: what Typst writes as three digits is one. Most of a page are these: nothing is called a byte. */
  #string(): void {
    const { source } = this;
    const out = this.#out;
    let length = this.#length;
    let depth = 1;
    let at = this.#at + 1;
    out[length] = open;
    length += 1;
    for (; ; at += 1) {
      if (at >= source.byteLength) throw new Error('PDF: string without an end');
      let byte = source[at] ?? 0;
      if (byte === backslash) {
        at += 1;
        byte = source[at] ?? 0;
        if (byte >= 48 && byte <= 55) {
          let octal = byte - 48;
          for (let digits = 1; digits < 3; digits += 1) {
            const next = source[at + 1] ?? 0;
            if (next < 48 || next > 55) break;
            octal = octal * 8 + next - 48;
            at += 1;
          }
          byte = octal & 0xff;
        } else byte = escapes[byte] ?? byte;
      } else if (byte === open) depth += 1;
      else if (byte === close) {
        depth -= 1;
        if (depth === 0) break;
      }
      if (byte === open || byte === close || byte === backslash || byte === 13) {
        out[length] = backslash;
        length += 1;
        // A bare return would be read as a new line.
        if (byte === 13) byte = 114;
      }
      out[length] = byte;
      length += 1;
    }
    out[length] = close;
    this.#length = length + 1;
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
    /** Of what parts this sequence from the one before. */
    let began = -1;
    if (first >= 65 && first <= 90 && end - start <= 3) {
      const operator = source.toString('latin1', start, end);
      if (operator === 'ID') return false;
      if (operator === 'EMC') {
        this.#endSequence();
      } else if (operator === 'BDC' || operator === 'BMC') {
        began = this.#ended;
        this.#ended = -1;
        this.#sequences.push(this.#sequence);
        this.#sequence = -1;
      }
    }
    if (this.#needsSpace && first !== slash) this.#put(32);
    this.#needsSpace = true;
    if (dot >= 0 && first !== slash) {
      this.#number(start, dot, end);
    } else this.#copy(start, end);
    if (began >= 0) this.#joints.push(this.#sequences.at(-1) ?? -1, began, this.#length);
    if (first === slash)
      this.#afterNumberKey = end - start === 5 && source.toString('latin1', start, end) === '/MCID';
    else if (this.#afterNumberKey && isDigit(first)) {
      this.#sequence = Number(source.toString('latin1', start, end));
      this.#afterNumberKey = false;
    }
    return true;
  }

  /** At the end of a sequence, before that is written: whether the next one starts at once. */
  #endSequence(): void {
    const current = this.#sequences.pop() ?? -1;
    this.#ended = -1;
    if (current < 0) return;
    const ahead = /^\s*\/Span\s*<<\s*\/MCID (\d+)\s*>>\s*BDC\s/.exec(
      this.source.toString('latin1', this.#at, this.#at + 60)
    );
    if (Number(ahead?.[1]) !== current + 1) return;
    this.#ended = this.#length;
  }
}

/** Null where the page holds what is not understood: an image amid the operators. */
export function shortenContent(source: Buffer): ShorterContent | null {
  return new ContentWriter(source).write();
}

/** The page with the sequences joined that may go into the one numbered one less, and the numbers of those. */
export function joinSequences(
  { bytes, joints }: ShorterContent,
  joins: (sequence: number) => boolean
): { bytes: Buffer; joined: Set<number> } {
  const parts: Uint8Array[] = [];
  const joined = new Set<number>();
  let from = 0;
  for (let at = 0; at < joints.length; at += 3) {
    const [sequence = 0, start = 0, end = 0] = joints.subarray(at, at + 3);
    if (!joins(sequence)) continue;
    joined.add(sequence);
    parts.push(bytes.subarray(from, start));
    from = end;
  }
  parts.push(bytes.subarray(from));
  return { bytes: Buffer.concat(parts), joined };
}
