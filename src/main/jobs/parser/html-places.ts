// Places of an HTML table's cells and markers of its list items, as a browser counts them.
import { elementNode, type DomElement } from './dom';

export interface Cell {
  row: number;
  column: number;
}

/** More rows or columns than a span may name at once, as browsers have it. */
const widestSpan = 1000;
/** Tables of more cells than that are read as paragraphs: no reader's table is so large. */
const mostCells = 20_000;
const longestLayoutCell = 600;

/** Places of the table's own cells, spans counted; null for a table that only lays out a page. */
export function placesOf(table: DomElement): Map<DomElement, Cell> | null {
  const role = table.getAttribute('role') ?? '';
  const rows = rowsOf(table);
  const cells = rows.flat();
  if (/^(presentation|none)$/.test(role) || cells.length > mostCells) return null;
  if (!table.querySelector('th, caption, thead') && isLayout(table, rows)) return null;
  const places = new Map<DomElement, Cell>();
  const taken = new Map<number, number>();
  rows.forEach((row, index) => {
    let column = 0;
    for (const cell of row) {
      while ((taken.get(column) ?? 0) > index) column += 1;
      places.set(cell, { row: index, column });
      const [wide, high] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
      for (let at = column; at < column + wide && high > 1; at += 1) taken.set(at, index + high);
      column += wide;
    }
  });
  return places;
}

/** One column, tables or headings within, long text: paragraphs put side by side. */
const isLayout = (table: DomElement, rows: readonly DomElement[][]): boolean =>
  rows.every((row) => row.length < 2) ||
  table.querySelector('table, h1, h2, h3, form, article, section, p + p + p') !== null ||
  rows.flat().some((cell) => (cell.textContent ?? '').trim().length > longestLayoutCell);

function spanOf(cell: DomElement, name: string): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? '', 10);
  return Number.isFinite(span) ? Math.min(Math.max(span, 1), widestSpan) : 1;
}

const childrenOf = (element: DomElement): DomElement[] =>
  [...element.childNodes].filter((node) => node.nodeType === elementNode) as DomElement[];

function rowsOf(table: DomElement): DomElement[][] {
  return childrenOf(table)
    .flatMap((child) =>
      /^(thead|tbody|tfoot)$/.test(child.localName) ? childrenOf(child) : [child]
    )
    .filter((row) => row.localName === 'tr')
    .map((row) =>
      childrenOf(row).filter(({ localName }) => localName === 'td' || localName === 'th')
    );
}

/** Markers of an ordered list's own items, e.g. `3.`, `b.`, `iv.`: by start, value, type and order. */
export function markersOf(list: DomElement): Map<DomElement, string> {
  const items = childrenOf(list).filter(({ localName }) => localName === 'li');
  const reversed = list.hasAttribute('reversed');
  const start = Number.parseInt(list.getAttribute('start') ?? '', 10);
  let number = Number.isFinite(start) ? start : reversed ? items.length : 1;
  const markers = new Map<DomElement, string>();
  for (const item of items) {
    const value = Number.parseInt(item.getAttribute('value') ?? '', 10);
    if (Number.isFinite(value)) number = value;
    markers.set(item, `${written(number, list.getAttribute('type') ?? '1')}.`.slice(0, 12));
    number += reversed ? -1 : 1;
  }
  return markers;
}

function written(number: number, type: string): string {
  if (number < 1 || number > 3999) return String(number);
  if (type === 'a') return inLetters(number);
  if (type === 'A') return inLetters(number).toUpperCase();
  if (type === 'i') return inRoman(number);
  return type === 'I' ? inRoman(number).toUpperCase() : String(number);
}

function inLetters(number: number): string {
  let [rest, letters] = [number, ''];
  while (rest > 0) {
    rest -= 1;
    letters = String.fromCharCode(97 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26);
  }
  return letters;
}

const romans: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i']
];

function inRoman(number: number): string {
  let [rest, letters] = [number, ''];
  for (const [value, letter] of romans) {
    for (; rest >= value; rest -= value) letters += letter;
  }
  return letters;
}
