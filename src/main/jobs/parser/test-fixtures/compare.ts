// What must come back of the made article, and how much of it did.
import type { ParsedArticle } from '@domain/article/schema';
import type { Part, Words } from './made-article';

export interface Shown {
  /** Kind, level and marker, in order. */
  blocks: string[];
  /** Marks as `kind words → address`. */
  marks: string[];
  text: string;
}

const wordsOf = (words: readonly Words[]): string => words.map(({ text }) => text).join('');

/** The article as it was written. */
export function written(parts: readonly Part[]): Shown {
  const blocks: string[] = [];
  const lines: string[] = [];
  const marks: string[] = [];
  for (const part of parts) {
    if (part.kind === 'table') {
      part.rows.forEach((row, at) => {
        row.forEach((cell, column) => {
          blocks.push(`tableCell ${at}:${column}`);
          lines.push(cell);
        });
      });
      continue;
    }
    const level = part.kind === 'heading' || part.kind === 'listItem' ? ` ${part.level}` : '';
    const marker = part.kind === 'listItem' && part.number ? ` ${part.number}.` : '';
    blocks.push(part.kind + level + marker);
    lines.push(wordsOf(part.words));
    for (const { text, bold, italic, superscript, subscript, href } of part.words) {
      if (bold) marks.push(`bold ${text}`);
      if (italic) marks.push(`italic ${text}`);
      if (superscript) marks.push(`superscript ${text}`);
      if (subscript) marks.push(`subscript ${text}`);
      if (href) marks.push(`link ${text} → ${href}`);
    }
  }
  return { blocks, marks, text: lines.join('\n') };
}

/** The article as it was read, without its clutter. */
export function read({ text, blocks, marks }: ParsedArticle): Shown {
  const own = blocks.filter(({ clutter }) => !clutter);
  return {
    blocks: own.map(({ kind, level, marker, cell }) =>
      [
        kind,
        ...(kind === 'listItem' ? [level ?? 1] : kind === 'heading' ? [level] : []),
        ...(marker ? [marker] : []),
        ...(cell ? [`${cell.row}:${cell.column}`] : [])
      ].join(' ')
    ),
    marks: marks.map(
      ({ kind, start, end, href }) => `${kind} ${text.slice(start, end)}${href ? ` → ${href}` : ''}`
    ),
    text: own.map(({ start, end }) => text.slice(start, end)).join('\n')
  };
}

/** Share of `wanted`'s characters that stand in `found` in order, of the longer of the two; white space counts. */
export function fidelity(wanted: string, found: string): number {
  let start = 0;
  while (start < wanted.length && wanted[start] === found[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(wanted.length, found.length) - start &&
    wanted.at(-1 - end) === found.at(-1 - end)
  )
    end += 1;
  const [a, b] = [wanted.slice(start, wanted.length - end), found.slice(start, found.length - end)];
  let row = new Uint16Array(b.length + 1);
  for (const character of a) {
    const next = new Uint16Array(b.length + 1);
    for (let at = 0; at < b.length; at += 1) {
      next[at + 1] =
        character === b[at] ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0);
    }
    row = next;
  }
  const common = start + end + (row.at(-1) ?? 0);
  return common / Math.max(wanted.length, found.length, 1);
}
