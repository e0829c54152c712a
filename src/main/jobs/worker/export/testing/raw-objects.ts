// A second, independent way into a finished PDF: every object by its number, found by scanning, not by the
// cross-reference table. Only for tests.
import { inflateSync } from 'node:zlib';
import { parseValue } from '../pdf/parse';
import { isDict, PdfName, PdfRef, PdfString, type PdfDict, type PdfValue } from '../pdf/values';

export type Objects = Map<number, PdfValue>;

/** Streams are given by their dictionaries; object streams are opened. */
export function rawObjects(bytes: Uint8Array): Objects {
  const text = Buffer.from(bytes).toString('latin1');
  const objects: Objects = new Map();
  const start = /(?:^|\n)(\d+) 0 obj\s/g;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const { value, end } = parseValue(text, start.lastIndex);
    objects.set(Number(match[1]), value);
    if (!isDict(value)) continue;
    const length = value.get('Length');
    const open = /^\s*stream\r?\n/.exec(text.slice(end, end + 20));
    if (!open || typeof length !== 'number') continue;
    const from = end + open[0].length;
    if (typeIs(value, 'ObjStm')) openStream(value, text.slice(from, from + length), objects);
    start.lastIndex = from + length;
  }
  return objects;
}

function openStream(entries: PdfDict, data: string, objects: Objects): void {
  const text = inflateSync(Buffer.from(data, 'latin1')).toString('latin1');
  const first = Number(entries.get('First'));
  const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    objects.set(numbers[i] ?? 0, parseValue(text, first + (numbers[i + 1] ?? 0)).value);
  }
}

/** The value itself, or the object it refers to; null where that is missing. */
export function follow(objects: Objects, value: PdfValue | undefined): PdfValue {
  return value instanceof PdfRef ? (objects.get(value.id) ?? null) : (value ?? null);
}

export function typeIs(value: PdfValue | undefined, type: string, key = 'Type'): value is PdfDict {
  if (!isDict(value)) return false;
  const found = value.get(key);
  return found instanceof PdfName && found.value === type;
}

/** The dictionary with this /Type; throws unless there is exactly one. */
export function only(objects: Objects, type: string): PdfDict {
  const found = [...objects.values()].filter((value) => typeIs(value, type));
  const [first] = found;
  if (found.length !== 1 || !isDict(first)) throw new Error(`${found.length} objects of ${type}`);
  return first;
}

/** A text string's characters. */
export function decodeText(value: PdfValue | undefined): string {
  if (!(value instanceof PdfString)) return '';
  const { source } = value;
  if (source.startsWith('(')) {
    const bytes = source
      .slice(1, -1)
      .replace(/\\([nr\\()])/g, (_, c: string) => ({ n: '\n', r: '\r' })[c] ?? c);
    if (!bytes.startsWith('\xFE\xFF')) return bytes;
    return Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le');
  }
  return Buffer.from(source.slice(5, -1), 'hex').swap16().toString('utf16le');
}
