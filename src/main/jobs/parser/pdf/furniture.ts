// Running heads, feet and page numbers: lines at the edges of pages that come again on other pages, figures aside.
import type { Line } from './lines';

export interface PageLines {
  /** From top to bottom, whatever column they stand in. */
  rows: Line[];
  height: number;
}

/** Rows at each edge that are looked at. */
const edgeRows = 3;
/** Share of the page's height within which a lone number is a page's. */
const margin = 0.12;

/** The lines that are no part of the text. */
export function findFurniture(pages: readonly PageLines[]): Set<Line> {
  const found = new Set<Line>();
  for (const edge of ['top', 'bottom'] as const) {
    const byWords = new Map<string, { line: Line; page: number }[]>();
    pages.forEach(({ rows }, page) => {
      const own = edge === 'top' ? rows.slice(0, edgeRows) : rows.slice(-edgeRows);
      for (const line of own) {
        const key = wordsOf(line.text);
        byWords.set(key, [...(byWords.get(key) ?? []), { line, page }]);
      }
    });
    const again = new Set([...byWords.values()].flatMap(repeated));
    for (const { rows, height } of pages) {
      // From the edge inwards: behind the first row of the text there is no more furniture.
      for (const [index, line] of (edge === 'top' ? rows : rows.toReversed()).entries()) {
        const numbers = index === 0 && isPageNumber(line.text) && isInMargin(line, height);
        if (index >= edgeRows || !(numbers || again.has(line))) break;
        found.add(line);
      }
    }
  }
  return found;
}

const wordsOf = (text: string): string =>
  text
    .replace(/[\p{N}]+|\b[ivxlc]+\b/giu, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** Those that stand at one height on several pages. */
function repeated(places: readonly { line: Line; page: number }[]): Line[] {
  return places
    .filter(({ line, page }) =>
      places.some(
        (other) => other.page !== page && Math.abs(other.line.y - line.y) <= 0.35 * line.size
      )
    )
    .map(({ line }) => line);
}

const isInMargin = ({ y }: Line, height: number): boolean =>
  y < margin * height || y > (1 - margin) * height;

const isPageNumber = (text: string): boolean =>
  /^\W*(?:(?:page|trang|seite|p\.|tr\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:[/|]|of|trên|von|sur|de)\s*\d{1,4})?\W*$/iu.test(
    text.trim()
  );
