// Collects a block's words and marks while a parser walks through its inline parts.
import type { Mark } from '@domain/article/schema';
import { HARD_BREAK } from '@domain/text/normalise';

interface OpenMark {
  kind: Mark['kind'];
  href?: string;
  start: number;
}

export class InlineText {
  // Kept in parts: looking at the end of one long growing string would copy it each time.
  #parts: string[] = [];
  #length = 0;
  #marks: Mark[] = [];
  #open: OpenMark[] = [];
  readonly #keepSpace: boolean;

  /** `keepSpace` for preformatted text; else runs of white space become one space. */
  constructor(keepSpace = false) {
    this.#keepSpace = keepSpace;
  }

  /** Nothing but white space so far. */
  get isBlank(): boolean {
    return this.#parts.every((part) => part.trim() === '');
  }

  add(words: string): void {
    if (this.#keepSpace) {
      this.#append(words);
      return;
    }
    const collapsed = words.replace(/[ \t\r\n\f]+/g, ' ');
    const last = this.#parts.at(-1)?.at(-1) ?? ' ';
    const atSpace = last === ' ' || last === HARD_BREAK;
    this.#append(atSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed);
  }

  hardBreak(): void {
    const last = this.#parts.at(-1);
    if (last?.endsWith(' ')) {
      this.#parts.pop();
      this.#length -= last.length;
      this.#append(last.slice(0, -1));
    }
    this.#append(HARD_BREAK);
  }

  open(kind: Mark['kind'], href?: string): void {
    this.#open.push({ kind, start: this.#length, ...(href === undefined ? {} : { href }) });
  }

  /** Closes the mark opened last. */
  close(): void {
    const mark = this.#open.pop();
    if (mark && this.#length > mark.start) this.#marks.push({ ...mark, end: this.#length });
  }

  /** Text and marks so far, open ones closed here; they go on in a fresh start. */
  take(): { text: string; marks: Mark[] } {
    const text = this.#parts.join('');
    const open = this.#open.map((mark) => ({ ...mark, end: text.length }));
    // A space taken back by a hard break may have been the end of a mark.
    const marks = [...this.#marks, ...open]
      .map((mark) => ({ ...mark, end: Math.min(mark.end, text.length) }))
      .filter((mark) => mark.end > mark.start);
    this.#parts = [];
    this.#length = 0;
    this.#marks = [];
    this.#open = this.#open.map((mark) => ({ ...mark, start: 0 }));
    return { text, marks };
  }

  #append(words: string): void {
    if (words === '') return;
    this.#parts.push(words);
    this.#length += words.length;
  }
}
