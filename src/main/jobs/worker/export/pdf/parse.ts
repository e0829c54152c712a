// Reads one PDF object out of a file's bytes, given as a Latin-1 string.
import { PdfName, PdfRef, PdfString, type PdfDict, type PdfValue } from './values';

const space = /[\0\t\n\f\r ]*/y;
const number = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const reference = /(\d+)[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![A-Za-z])/y;
const nameToken = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const hexString = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y;
const keyword = /true|false|null/y;

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
    take(cursor, space);
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
    take(cursor, space);
    if (cursor.text.startsWith('>>', cursor.at)) break;
    const key = take(cursor, nameToken);
    if (!key) throw new Error(`PDF: key expected at ${cursor.at}`);
    entries.set(key[1] ?? '', value(cursor));
  }
  cursor.at += 2;
  return entries;
}

function value(cursor: Cursor): PdfValue {
  take(cursor, space);
  const first = cursor.text[cursor.at];
  if (first === '[') return array(cursor);
  if (first === '(') return literalString(cursor);
  if (first === '/') return new PdfName(take(cursor, nameToken)?.[1] ?? '');
  if (first === '<') {
    if (cursor.text[cursor.at + 1] === '<') return dictionary(cursor);
    const hex = take(cursor, hexString);
    if (hex) return new PdfString(hex[0]);
  }
  const found = take(cursor, reference);
  if (found) return new PdfRef(Number(found[1]));
  const digits = take(cursor, number);
  if (digits) return Number(digits[0]);
  const word = take(cursor, keyword);
  if (word) return word[0] === 'null' ? null : word[0] === 'true';
  throw new Error(`PDF: value expected at ${cursor.at}`);
}

/** The object at `start`, and the offset just after it. Throws where there is none. */
export function parseValue(text: string, start = 0): { value: PdfValue; end: number } {
  const cursor = { text, at: start };
  return { value: value(cursor), end: cursor.at };
}
