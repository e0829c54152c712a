// A source text as lines to show: numbered, in parts that the browser lays out only when they come near.

/** A line, or a piece of one too long to lay out at once; `number` counts from 1, null for a piece that goes on. */
export interface SourceLine {
  number: number | null;
  text: string;
}

/** A saved page may be one line of a megabyte. */
const longestPiece = 2000;
const linesOfPart = 100;

function* piecesOf(line: string): Generator<string> {
  let start = 0;
  do {
    let end = Math.min(line.length, start + longestPiece);
    // Not between the two halves of a character.
    if (/[\uD800-\uDBFF]/.test(line.charAt(end - 1)) && end < line.length) end -= 1;
    yield line.slice(start, end);
    start = end;
  } while (start < line.length);
}

/** All lines of the text in order, whatever ends them, by parts of a hundred. */
export function sourceParts(text: string): SourceLine[][] {
  const parts: SourceLine[][] = [[]];
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    let number: number | null = index + 1;
    for (const piece of piecesOf(line)) {
      if ((parts.at(-1)?.length ?? 0) >= linesOfPart) parts.push([]);
      parts.at(-1)?.push({ number, text: piece });
      number = null;
    }
  });
  return parts;
}
