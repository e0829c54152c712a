// Collects a block's words and marks while a parser walks through its inline parts.
import type { Mark } from '@domain/article/schema';
import { HARD_BREAK } from '@domain/text/normalise';

interface OpenMark {
  kind: Mark['kind'];
  href?: string;
  start: number;
}

export class InlineText {
  #text = '';
  #marks: Mark[] = [];
  #open: OpenMark[] = [];
  readonly #keepSpace: boolean;

  /** `keepSpace` for preformatted text; else runs of white space become one space. */
  constructor(keepSpace = false) {
    this.#keepSpace = keepSpace;
  }

  get text(): string {
    return this.#text;
  }

  add(words: string): void {
    if (this.#keepSpace) {
      this.#text += words;
      return;
    }
    const collapsed = words.replace(/[ \t\r\n\f]+/g, ' ');
    const atBreak = this.#text === '' || /[ \u2028]$/.test(this.#text);
    this.#text += atBreak ? collapsed.replace(/^ /, '') : collapsed;
  }

  hardBreak(): void {
    this.#text = `${this.#text.replace(/ $/, '')}${HARD_BREAK}`;
  }

  open(kind: Mark['kind'], href?: string): void {
    this.#open.push({ kind, start: this.#text.length, ...(href === undefined ? {} : { href }) });
  }

  /** Closes the mark opened last. */
  close(): void {
    const mark = this.#open.pop();
    if (mark && this.#text.length > mark.start)
      this.#marks.push({ ...mark, end: this.#text.length });
  }

  /** Text and marks so far, open ones closed here; they go on in a fresh start. */
  take(): { text: string; marks: Mark[] } {
    const text = this.#text;
    const marks = [
      ...this.#marks,
      ...this.#open
        .filter((mark) => text.length > mark.start)
        .map((mark) => ({ ...mark, end: text.length }))
    ].map((mark) => ({
      ...mark,
      start: Math.min(mark.start, text.length),
      end: Math.min(mark.end, text.length)
    }));
    this.#text = '';
    this.#marks = [];
    this.#open = this.#open.map((mark) => ({ ...mark, start: 0 }));
    return { text, marks };
  }
}
