// PDF objects as values, and their way back into bytes (kept as Latin-1 strings, one character a byte).

export class PdfName {
  constructor(readonly value: string) {}
}
export class PdfRef {
  constructor(readonly id: number) {}
}
/** A string object, as it stands in the file: `(…)` or `<…>` with its delimiters. */
export class PdfString {
  constructor(readonly source: string) {}
}
export type PdfDict = Map<string, PdfValue>;
export type PdfValue =
  null | boolean | number | PdfName | PdfRef | PdfString | PdfValue[] | PdfDict;

export const name = (value: string): PdfName => new PdfName(value);

export function dict(entries: Record<string, PdfValue>): PdfDict {
  return new Map(Object.entries(entries));
}

/** A literal string, one character a byte. A bare return would be read as a new line. */
function literal(bytes: string): PdfString {
  return new PdfString(`(${bytes.replace(/[\\()]/g, '\\$&').replace(/\r/g, '\\r')})`);
}

/** Text for people: ASCII as it is, everything else as UTF-16BE with a byte order mark. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e\n\r\t]*$/.test(text)) return literal(text);
  return literal(`\xFE\xFF${Buffer.from(text, 'utf16le').swap16().toString('latin1')}`);
}

/** An ISO 8601 instant as a PDF date in UTC. */
export function dateString(instant: string): PdfString {
  const digits = new Date(instant).toISOString().replace(/\D/g, '').slice(0, 14);
  return new PdfString(`(D:${digits}Z)`);
}

/**
 * Three decimals are a thousandth of a point: finer than any printer. What is below one may be a factor (of a font's units
 * to its size): of that nine. Free of exponents.
 */
function formatNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size < 1e-6) return '0';
  const unit = size < 1 ? 1e9 : 1e3;
  return String(Math.round(value * unit) / unit);
}

/**
 * The value as it stands in a file, on one line. `numbers`: those that objects have there, by those they have here; what
 * refers to another is null.
 */
export function serialise(value: PdfValue, numbers?: ReadonlyMap<number, number>): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return formatNumber(value);
  if (value instanceof PdfName) return `/${value.value}`;
  if (value instanceof PdfRef) {
    const number = numbers ? numbers.get(value.id) : value.id;
    return number === undefined ? 'null' : `${number} 0 R`;
  }
  if (value instanceof PdfString) return value.source;
  if (Array.isArray(value)) return `[${value.map((item) => serialise(item, numbers)).join(' ')}]`;
  let out = '<<';
  for (const [key, entry] of value) {
    const text = serialise(entry, numbers);
    out += `/${key}`;
    if (!'/([<'.includes(text.charAt(0))) out += ' ';
    out += text;
  }
  return `${out}>>`;
}

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value instanceof Map;
}
