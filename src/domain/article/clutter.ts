// Tells an article's own blocks from the web page around it, by the words alone: what a line says, how it is built,
// what stands beside it. Structure (HTML elements, table rows) is decided before and comes in as `known`.
import { endsSentencesWithMark, textWeight } from '../text/measure';
import { matchLabel, type LabelMatch } from './clutter-label';
import type { BlockKind, ClutterReason } from './schema';

export interface ClutterLine {
  text: string;
  kind: BlockKind;
  /** Decided by structure: never questioned. */
  known?: ClutterReason | undefined;
}

interface Line {
  label: LabelMatch | null;
  /** Reads as running text of an article. */
  prose: boolean;
  /** Ends a run of other articles' headlines, where `prose` may still be one of them. */
  resumes: boolean;
  /** Holds more than one sentence. */
  several: boolean;
  weight: number;
}

const closing = /[.!?…。！？؟।]["”’»)\]』」*]*(\s?\[\d+\])*$/u;
const goesOn = /[;:,；：，、]["”’»)]*$/u;
const quoted = /^["“„«‘「『–—]/u;

function readLine({ text, kind }: ClutterLine): Line {
  const weight = textWeight(text);
  const closes = closing.test(text) && !/(\.\.\.|…)$/.test(text);
  const long = weight >= (endsSentencesWithMark(text) ? 220 : 120);
  const structural = kind === 'code' || kind === 'footnote' || kind === 'quote';
  return {
    label: structural ? null : matchLabel(text),
    prose: structural || long || (closes && weight >= 50),
    resumes:
      structural ||
      long ||
      goesOn.test(text) ||
      (closes && (weight >= (/\?$/.test(text) ? 130 : 60) || (quoted.test(text) && weight >= 30))),
    several: /[.!?…。！？]["”’»)]*(\s+\p{Lu}|(?<=[。！？])\S)/u.test(text),
    weight
  };
}

/** A reason for each line, null for the article's own. Mutates nothing. */
export function findClutter(input: readonly ClutterLine[]): (ClutterReason | null)[] {
  const lines = input.map(readLine);
  const reasons = input.map(({ known }, index) => {
    const label = lines[index]?.label;
    return known ?? (label?.strength === 'strong' && !label.opens ? label.reason : null);
  });
  markRuns(lines, reasons);
  markEdges(lines, reasons);
  markNeighbours(lines, reasons);
  markTail(input, lines, reasons);
  return reasons;
}

const sum = (lines: readonly Line[], of: (line: Line) => boolean): number =>
  lines.reduce((total, line) => total + (of(line) ? line.weight : 0), 0);

/** «Related stories» and the headlines under it, to the end where nothing but such lists follows. */
function markRuns(lines: readonly Line[], reasons: (ClutterReason | null)[]): void {
  for (let at = 0; at < lines.length; at += 1) {
    const label = lines[at]?.label;
    if (!label?.opens || (reasons[at] !== null && reasons[at] !== label.reason)) continue;
    let end = at + 1;
    while (end < lines.length && isListed(lines, end, end === at + 1)) end += 1;
    const before = sum(lines.slice(0, at), (line) => line.prose && !line.label);
    const rest = lines.slice(end).filter((line) => !line.label);
    const resumed = rest.filter((line) => line.resumes);
    // Nothing of weight after it, against what stood before and the headlines around: the article is over.
    const terminal =
      before > 0 &&
      sum(resumed, () => true) < 0.1 * before &&
      resumed.length * 4 <= rest.length + (end - at - 1);
    if (terminal) end = lines.length;
    else if (label.strength === 'weak' && (end === at + 1 || !listsHeadlines(lines, at, end)))
      continue;
    let reason = label.reason;
    for (let line = at; line < end; line += 1) {
      const own = lines[line]?.label;
      if (own?.opens) reason = own.reason;
      reasons[line] ??= own?.strength === 'strong' ? own.reason : reason;
    }
    at = end - 1;
  }
}

/** One of a list's headlines: it may even end like a sentence where it stands first or has another one after it. */
function isListed(lines: readonly Line[], at: number, first: boolean): boolean {
  const line = lines[at];
  const next = lines[at + 1];
  if (!line?.resumes) return true;
  if (line.several || line.weight >= 130 || line.weight < 50) return false;
  return first || Boolean(next && !next.resumes && !next.label && next.weight >= 35);
}

/** A weak label opens a list of headlines only if what follows it looks like one, not like a heading's own text. */
function listsHeadlines(lines: readonly Line[], at: number, end: number): boolean {
  const headlines = lines.slice(at + 1, end).filter((line) => line.weight >= 15 && !line.label);
  return headlines.length >= 1;
}

/** Menu words before the first and after the last line of the article itself. */
function markEdges(lines: readonly Line[], reasons: (ClutterReason | null)[]): void {
  const order = lines.map((_line, index) => index);
  for (const indexes of [order, order.toReversed()]) {
    const edge: number[] = [];
    for (const index of indexes) {
      if (reasons[index] === null && !lines[index]?.label) break;
      edge.push(index);
    }
    // One lone word at the edge may be the title or an ordinary last line; the whole text is never an edge.
    const certain =
      edge.some((index) => reasons[index] !== null) || edge.length > 1 || indexes !== order;
    if (edge.length === lines.length || !certain) {
      if (edge.length !== 1 || !opensWithTitle(lines)) continue;
    }
    for (const index of edge) reasons[index] ??= lines[index]?.label?.reason ?? null;
  }
}

/** A menu word alone on top is one where a headline of its own follows it. */
function opensWithTitle(lines: readonly Line[]): boolean {
  const [, title, body] = lines;
  return Boolean(title && body && !title.resumes && title.weight >= 20 && body.prose);
}

/** Weak labels beside clutter. */
function markNeighbours(lines: readonly Line[], reasons: (ClutterReason | null)[]): void {
  for (const step of [1, -1]) {
    for (let n = 0; n < lines.length; n += 1) {
      const index = step === 1 ? n : lines.length - 1 - n;
      const label = lines[index]?.label;
      if (reasons[index] === null && label && (reasons[index - step] ?? null) !== null) {
        reasons[index] = label.reason;
      }
    }
  }
}

const leastHeadlines = 3;

/** Headlines without a label after the last paragraph: three or more, and nothing else. */
function markTail(
  input: readonly ClutterLine[],
  lines: readonly Line[],
  reasons: (ClutterReason | null)[]
): void {
  let end = lines.length;
  while (end > 0 && reasons[end - 1] !== null) end -= 1;
  let start = end;
  while (start > 0 && isHeadline(input[start - 1], lines[start - 1])) start -= 1;
  const paragraphs = lines.slice(0, start).filter((line) => line.prose).length;
  const introduced = goesOn.test(input[start - 1]?.text ?? '');
  if (end - start < leastHeadlines || paragraphs < leastHeadlines || introduced) return;
  reasons.fill('teaser', start, end);
}

function isHeadline(input: ClutterLine | undefined, line: Line | undefined): boolean {
  if (!input || !line || (input.kind !== 'paragraph' && input.kind !== 'tableCell')) return false;
  const { text } = input;
  return (
    line.weight >= 35 &&
    endsSentencesWithMark(text) &&
    line.weight < 220 &&
    !closing.test(text) &&
    !goesOn.test(text) &&
    !quoted.test(text)
  );
}
