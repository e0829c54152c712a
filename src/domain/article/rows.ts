// Rows between pipes, as converters of web pages leave the cells of their tables: pictures with captions, teasers of
// other articles, real tables.
import { isCaption } from './caption';
import type { ClutterLine } from './clutter';

export interface RowLine extends ClutterLine {
  /** How many filled cells the line's row has; absent for a line that is no cell. */
  cells?: number;
  /** A picture and no words. */
  picture?: boolean;
}

/** Whether the text is nothing but Markdown for a picture. */
export const isPicture = (text: string): boolean => /^!\[[^\]]*\]\([^)]*\)$/.test(text);

/** Places of the filled cells in a row's text, trimmed; none for a rule between rows; null where it is no row. */
export function rowCells(text: string): { start: number; end: number }[] | null {
  const piped = /^\|[^]*\|$/.test(text);
  if (!piped && !/^!\[[^\]]*\]\([^)]*\)\s*\|$/.test(text)) return null;
  if (/^[|\s:-]+$/.test(text)) return [];
  return [...text.matchAll(/[^|]+/g)].flatMap(({ 0: cell, index }) => {
    const start = index + cell.length - cell.trimStart().length;
    const words = cell.trim();
    return words === '' ? [] : [{ start, end: start + words.length }];
  });
}

/** A row of one cell is a caption after a picture or with a credit, else another article's teaser. Sets kind and known. */
export function decideRows(lines: RowLine[]): void {
  lines.forEach((line, index) => {
    const near = [lines[index - 1], lines[index + 1]];
    if (line.picture) line.known = 'markup';
    else if (line.cells === 1) {
      if (near[0]?.picture || isCaption(line.text)) line.kind = 'caption';
      else if (!near.some((other) => (other?.cells ?? 0) > 1)) line.known = 'teaser';
    }
  });
}
