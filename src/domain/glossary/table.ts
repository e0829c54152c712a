// Terms as a table of two columns, a third for a note: tabs, commas or semicolons.
import { languageOfHeading } from './languages';
import { longestTerm, type Term } from './schema';

/** A term as a table has it. */
export type TermRow = Pick<Term, 'source' | 'target' | 'note'>;

export interface BadRow {
  /** Of the file, from 1. */
  line: number;
  reason: 'missing' | 'columns' | 'long' | 'quote';
}

interface Row {
  line: number;
  cells: string[];
  /** A quotation mark was never closed. */
  open: boolean;
}

const headings = /^(?:source|target|term|translation|nguồn|đích|thuật ngữ|bản dịch|từ|nghĩa)$/iu;
const longestNote = 2000;

/**
 * The terms of a table, and the rows that are none. The first line, or one after an empty line, may be a heading; where
 * it names two languages, the rows below are of those, else of `languages`. Cells are in NFC, blanks evened out.
 */
export function readTermTable(
  text: string,
  languages: { source: string; target: string }
): { terms: TermRow[]; bad: BadRow[] } {
  const terms: TermRow[] = [];
  const bad: BadRow[] = [];
  let { source, target } = languages;
  let mayBeHeading = true;
  for (const { line, cells, open } of rowsOf(text.replace(/^\uFEFF/u, ''))) {
    const [one = '', other = '', note = '', ...more] = cells;
    if (!open && cells.every((cell) => cell === '')) {
      mayBeHeading = true;
      continue;
    }
    const [here, there] = [languageOfHeading(one), languageOfHeading(other)];
    const isHeading =
      mayBeHeading && ((here && there) || (headings.test(one) && headings.test(other)));
    mayBeHeading = false;
    if (isHeading) {
      if (here && there) [source, target] = [here, there];
      continue;
    }
    const reason = problemOf({ one, other, note, open, more });
    if (reason) bad.push({ line, reason });
    else {
      terms.push({
        source: { language: source, text: one },
        target: { language: target, text: other },
        ...(note && { note })
      });
    }
  }
  return { terms, bad };
}

function problemOf(row: {
  one: string;
  other: string;
  note: string;
  open: boolean;
  more: string[];
}): BadRow['reason'] | null {
  if (row.open) return 'quote';
  if (row.one === '' || row.other === '') return 'missing';
  if (row.more.some((cell) => cell !== '')) return 'columns';
  const long = Math.max(row.one.length, row.other.length) > longestTerm;
  return long || row.note.length > longestNote ? 'long' : null;
}

/** Tabs where the first line has one, else semicolons where it has one outside quotes, else commas. */
function delimiterOf(text: string): string {
  const first = (/^[^\r\n]+/mu.exec(text)?.[0] ?? '').replace(/"[^"]*"/gu, '');
  return first.includes('\t') ? '\t' : first.includes(';') ? ';' : ',';
}

/** Cells may be quoted as RFC 4180 has it; a quotation mark within a cell stands for itself. */
function* rowsOf(text: string): Generator<Row> {
  const delimiter = delimiterOf(text);
  const cell = new RegExp(
    String.raw`(?:"(?<quoted>(?:[^"]|"")*)"[^\S\r\n\t]*(?=${delimiter}|\r|\n|$)|(?<plain>[^${delimiter}\r\n]*))(?<end>${delimiter}|\r\n?|\n|$)`,
    'uy'
  );
  let [line, at] = [1, 0];
  while (at < text.length) {
    const row: Row = { line, cells: [], open: false };
    for (let end = delimiter; end === delimiter;) {
      cell.lastIndex = at;
      const match = cell.exec(text);
      if (!match) return;
      const { quoted, plain = '' } = match.groups ?? {};
      row.open ||= quoted === undefined && /^"[^"]*$/u.test(plain);
      row.cells.push(tidy(quoted?.replaceAll('""', '"') ?? plain));
      line += match[0].match(/\r\n?|\n/gu)?.length ?? 0;
      at = cell.lastIndex;
      end = match.groups?.end ?? '';
    }
    yield row;
  }
}

function tidy(cell: string): string {
  return cell.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * Terms as a table with tabs, by languages, each pair of them under a heading of their tags. Reads back as the same.
 */
export function writeTermTable(terms: readonly TermRow[]): string {
  const byLanguages = new Map<string, string[]>();
  for (const { source, target, note } of terms) {
    const heading = `${source.language}\t${target.language}`;
    const rows = byLanguages.get(heading) ?? [];
    rows.push([source.text, target.text, ...(note ? [note] : [])].map(quoted).join('\t'));
    byLanguages.set(heading, rows);
  }
  return [...byLanguages]
    .map(([heading, rows]) => `${[heading, ...rows.sort()].join('\n')}\n`)
    .join('\n');
}

function quoted(cell: string): string {
  const plain = cell.replace(/\s+/gu, ' ');
  return plain.startsWith('"') ? `"${plain.replaceAll('"', '""')}"` : plain;
}
