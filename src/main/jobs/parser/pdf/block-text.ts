// Lines to the words and marks of one block: line ends joined, ligatures unfolded, letters of legacy fonts converted.
import type { DraftBlock } from '@domain/article/assemble';
import type { Mark } from '@domain/article/schema';
import { fromFont } from '../font-charset';
import { joinOf, type Vocabulary } from './line-joins';
import type { Letter, Line } from './lines';
import { passageMark } from './marked-passages';

/** Characters that fonts draw as one shape. */
const ligatures: Record<string, string> = {
  '\ufb00': 'ff',
  '\ufb01': 'fi',
  '\ufb02': 'fl',
  '\ufb03': 'ffi',
  '\ufb04': 'ffl',
  '\ufb05': 'st',
  '\ufb06': 'st'
};

/** What one run of letters in one style says. */
function wordsOf(letters: readonly Letter[]): string {
  const words = letters.map(({ text }) => text).join('');
  return (
    fromFont(words, letters[0]?.font.name ?? null)
      .replace(/[\ufb00-\ufb06]/g, (found) => ligatures[found] ?? found)
      .replace(/[\ufb50-\ufdff\ufe70-\ufefe]+/g, (found) => found.normalize('NFKC'))
      // Places for private use have no meaning outside their font.
      .replace(/[\ue000-\uf8ff]/g, '')
      .replaceAll('\u00a0', ' ')
  );
}

const sameStyle = (a: Letter, b: Letter): boolean =>
  a.font.name === b.font.name && a.href === b.href && a.script === b.script && a.marks === b.marks;

/** A line's words. */
export const textOf = (line: Line): string =>
  runsOf(line.letters).map(wordsOf).join('').trim().normalize('NFC');

function runsOf(letters: readonly Letter[]): Letter[][] {
  const runs: Letter[][] = [];
  for (const letter of letters) {
    const last = runs.at(-1)?.at(-1);
    if (last && sameStyle(last, letter)) runs.at(-1)?.push(letter);
    else runs.push([letter]);
  }
  return runs;
}

/** `emphasis` leaves out what the whole block has: bold in headings. */
export function blockText(
  lines: readonly Line[],
  vocabulary: Vocabulary,
  emphasis: { bold: boolean; italic: boolean; mono: boolean }
): Pick<DraftBlock, 'text' | 'marks'> {
  let text = '';
  const marks: Mark[] = [];
  lines.forEach((line, index) => {
    if (index > 0) text = joined(text, textOf(line), vocabulary, marks);
    for (const run of runsOf(line.letters)) {
      const words = text === '' || text.endsWith(' ') ? wordsOf(run).trimStart() : wordsOf(run);
      const [start, end] = [text.length, text.length + words.length];
      text += words;
      const [first] = run;
      if (!first || words.trim() === '') continue;
      const { font, href, script, marks: own } = first;
      // Marks hold the words, not the spaces around them.
      const from = start + words.length - words.trimStart().length;
      const to = end - (words.length - words.trimEnd().length);
      const add = (kind: Mark['kind'], address?: string): void => {
        marks.push({ kind, start: from, end: to, ...(address ? { href: address } : {}) });
      };
      if (href) add('link', href);
      if (font.bold && emphasis.bold) add('bold');
      if (font.italic && emphasis.italic) add('italic');
      if (font.mono && emphasis.mono) add('code');
      if (script) add(script);
      for (const index of own ?? []) marks.push(passageMark(index, from, to));
    }
  });
  // What is drawn is no soft hyphen, whatever its font calls it.
  return { text: text.replaceAll('\u00ad', '-'), marks: bridged(marks, text) };
}

/** The text so far, made ready for the next line; marks are clipped with it. */
function joined(text: string, next: string, vocabulary: Vocabulary, marks: Mark[]): string {
  const before = text.trimEnd();
  const join = joinOf(before.normalize('NFC'), next, vocabulary);
  if (join === 'space') return `${before} `;
  const kept = join === 'dropHyphen' ? before.slice(0, -1) : before;
  for (const mark of marks) mark.end = Math.min(mark.end, kept.length);
  return kept;
}

/** Marks of one kind with nothing but white space between become one. */
function bridged(marks: readonly Mark[], text: string): Mark[] {
  const bridges: Mark[] = [];
  const last = new Map<string, Mark>();
  for (const mark of marks) {
    if (mark.end <= mark.start) continue;
    const key = `${mark.kind} ${mark.href ?? ''}`;
    const before = last.get(key);
    if (before && text.slice(before.end, mark.start).trim() === '') before.end = mark.end;
    else {
      bridges.push(mark);
      last.set(key, mark);
    }
  }
  return bridges;
}
