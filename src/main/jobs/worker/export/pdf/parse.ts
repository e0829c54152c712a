// Reads one PDF object out of a file's bytes, given as a Latin-1 string.
import { PdfName, PdfRef, PdfString, type PdfDict, type PdfValue } from './values';

const hexString = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y;
const keyword = /true|false|null/y;

/** By character code: white space 1, what else ends a word 2. */
const ends = new Uint8Array(256);
for (const byte of Buffer.from('\0\t\n\f\r ')) ends[byte] = 1;
for (const byte of Buffer.from('()<>[]{}/%')) ends[byte] = 2;

interface Cursor {
  text: string;
  at: number;
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match) cursor.at = pattern.lastIndex;
  return match;
}

function skipSpace(cursor: Cursor): void {
  const { text } = cursor;
  let { at } = cursor;
  while (ends[text.charCodeAt(at)] === 1) at += 1;
  cursor.at = at;
}

/** What stands up to the next space or delimiter. */
function word(cursor: Cursor): string {
  const { text, at: start } = cursor;
  let at = start;
  while (at < text.length && ends[text.charCodeAt(at)] === 0) at += 1;
  cursor.at = at;
  return text.slice(start, at);
}

/** The end of a row of digits. */
function digitsEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (!(code >= 48 && code <= 57)) return at;
    at += 1;
  }
}

/** The end of ` 0 R` after an object's number; -1 where it is only a number. */
function referenceEnd(text: string, from: number): number {
  let at = from;
  while (ends[text.charCodeAt(at)] === 1) at += 1;
  const generation = digitsEnd(text, at);
  if (generation === at || at === from) return -1;
  at = generation;
  while (ends[text.charCodeAt(at)] === 1) at += 1;
  if (at === generation || text[at] !== 'R') return -1;
  return at + 1 >= text.length || ends[text.charCodeAt(at + 1)] !== 0 ? at + 1 : -1;
}

/** A reference or a number; null where there is neither. */
function numeric(cursor: Cursor): PdfRef | number | null {
  const { text, at: start } = cursor;
  const end = digitsEnd(text, start);
  if (end > start) {
    const after = referenceEnd(text, end);
    if (after >= 0) {
      cursor.at = after;
      return new PdfRef(Number(text.slice(start, end)));
    }
  }
  const sign = text[start] === '-' || text[start] === '+' ? 1 : 0;
  let last = digitsEnd(text, start + sign);
  if (text[last] === '.') last = digitsEnd(text, last + 1);
  const value = Number(text.slice(start, last));
  if (last === start + sign || Number.isNaN(value)) return null;
  cursor.at = last;
  return value;
}

function literalString(cursor: Cursor): PdfString {
  const start = cursor.at;
  let depth = 0;
  do {
    const character = cursor.text[cursor.at];
    if (character === undefined) throw new Error('PDF: string without an end');
    if (character === '\\') cursor.at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    cursor.at += 1;
  } while (depth > 0);
  return new PdfString(cursor.text.slice(start, cursor.at));
}

function array(cursor: Cursor): PdfValue[] {
  cursor.at += 1;
  const items: PdfValue[] = [];
  for (;;) {
    skipSpace(cursor);
    if (cursor.text[cursor.at] === ']') break;
    items.push(value(cursor));
  }
  cursor.at += 1;
  return items;
}

function dictionary(cursor: Cursor): PdfDict {
  cursor.at += 2;
  const entries: PdfDict = new Map();
  for (;;) {
    skipSpace(cursor);
    if (cursor.text.startsWith('>>', cursor.at)) break;
    if (cursor.text[cursor.at] !== '/') throw new Error(`PDF: key expected at ${cursor.at}`);
    cursor.at += 1;
    const key = word(cursor);
    entries.set(key, value(cursor));
  }
  cursor.at += 2;
  return entries;
}

function value(cursor: Cursor): PdfValue {
  skipSpace(cursor);
  const first = cursor.text[cursor.at];
  if (first === '[') return array(cursor);
  if (first === '(') return literalString(cursor);
  if (first === '/') {
    cursor.at += 1;
    return new PdfName(word(cursor));
  }
  if (first === '<') {
    if (cursor.text[cursor.at + 1] === '<') return dictionary(cursor);
    const hex = take(cursor, hexString);
    if (hex) return new PdfString(hex[0]);
  }
  const found = numeric(cursor);
  if (found !== null) return found;
  const known = take(cursor, keyword);
  if (known) return known[0] === 'null' ? null : known[0] === 'true';
  throw new Error(`PDF: value expected at ${cursor.at}`);
}

/** The object at `start`, and the offset just after it. Throws where there is none. */
export function parseValue(text: string, start = 0): { value: PdfValue; end: number } {
  const cursor = { text, at: start };
  return { value: value(cursor), end: cursor.at };
}
