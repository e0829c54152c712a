// Tables as RFC 4180 writes them, for spreadsheets first.

/** Rows with the same number of cells, the heading first. */
export type TableRows = readonly (readonly (string | number)[])[];

/** What a spreadsheet takes for a formula; also with blanks before it, and in the wide forms of East Asia. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** Without control characters and halves of surrogate pairs, which break files; lines end with LF. */
export function printable(text: string): string {
  return text.replace(unprintable, '\uFFFD').replace(/\r\n?|[\u2028\u2029]/g, '\n');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = printable(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Rows with the same number of cells as text: commas, lines ending with CR LF, and a byte order mark, without which
 * Excel takes UTF-8 for something else. Text that a spreadsheet would run as a formula gets a `'` before it.
 */
export function writeCsv(rows: TableRows): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
