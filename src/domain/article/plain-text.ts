// Blocks of a plain-text file, with offsets in the text as given, so that a caller can report places in the file.
import { textWeight } from '../text/measure';
import { endsParagraph, findWrap } from '../text/wrapped';
import { isCaption } from './caption';
import { findClutter } from './clutter';
import { markByBuild } from './clutter-build';
import { matchLabel } from './clutter-label';
import { findHeadings } from './headings';
import { decideRows, isPicture, rowCells, type RowLine } from './rows';
import type { Block } from './schema';

interface Draft extends RowLine {
  start: number;
  end: number;
}

/**
 * Paragraphs, headings, captions, list items and table cells of `text` in order, trimmed of white space, each with
 * its clutter reason where it is not the article's own. Offsets are UTF-16 code units in `text` as given; the text
 * is best NFC with LF, but is never changed. A block holds a `\n` only where the file wraps its lines.
 */
export function plainTextBlocks(text: string): Block[] {
  const drafts = splitDrafts(text);
  decideRows(drafts);
  readBullets(drafts, text);
  for (const draft of drafts) {
    if (draft.kind === 'paragraph' && !draft.known && isCaption(draft.text)) draft.kind = 'caption';
  }
  const reasons = findClutter(drafts);
  const certain = drafts.map(
    ({ text: words, known }, index) =>
      reasons[index] !== null && (known !== undefined || matchLabel(words) !== null)
  );
  markByBuild(drafts, reasons, certain);
  const levels = findHeadings(drafts, reasons);
  return drafts.map(({ kind, start, end }, index): Block => {
    const [clutter, level] = [reasons[index], levels[index]];
    if (clutter) return { kind, start, end, clutter };
    return level ? { kind: 'heading', start, end, level } : { kind, start, end };
  });
}

function draft(text: string, start: number, end: number): Draft | null {
  const raw = text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const to = from + raw.trim().length;
  return to > from ? { text: text.slice(from, to), kind: 'paragraph', start: from, end: to } : null;
}

function splitDrafts(text: string): Draft[] {
  const drafts: Draft[] = [];
  for (const [start, end] of paragraphSpans(text)) {
    const made = draft(text, start, end);
    for (const part of made ? splitRow(made) : []) drafts.push(part);
  }
  return drafts;
}

/** Lines, or the paragraphs that they make where they are broken at a fixed width. */
function paragraphSpans(text: string): [number, number][] {
  const wrap = findWrap(text);
  const spans: [number, number][] = [];
  let before: string | null = null;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const last = spans.at(-1);
    const apart = last && /\n[^\n]*\n/.test(text.slice(last[1], index));
    const ends = !wrap || !before || apart || endsParagraph(before, line, wrap);
    if (line.trim() === '') {
      before = null;
      continue;
    }
    if (last && !ends) last[1] = index + line.length;
    else spans.push([index, index + line.length]);
    before = line;
  }
  return spans;
}

function splitRow(line: Draft): Draft[] {
  const cells = rowCells(line.text);
  if (!cells) return [{ ...line, picture: isPicture(line.text) }];
  if (cells.length === 0) return [{ ...line, known: 'markup' }];
  return cells.map(({ start, end }) => ({
    text: line.text.slice(start, end),
    kind: 'tableCell',
    start: line.start + start,
    end: line.start + end,
    cells: cells.length,
    picture: isPicture(line.text.slice(start, end))
  }));
}

const bullet = /^(?:[-*•◦▪‣●–]|\d{1,3}[.)])[ \t\u00a0]+/;

/** Two or more bulleted lines in a row are a list; the bullets are no part of the items. */
function readBullets(drafts: Draft[], text: string): void {
  const marker = drafts.map((line) => (line.cells ? undefined : bullet.exec(line.text)?.[0]));
  const alike = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && a.replace(/\d+/, '1') === b.replace(/\d+/, '1');
  drafts.forEach((line, index) => {
    const own = marker[index];
    if (!own || own.startsWith('–')) return;
    if (!alike(own, marker[index - 1]) && !alike(own, marker[index + 1])) return;
    if (/^\d/.test(own) && textWeight(line.text) > 400) return;
    line.kind = 'listItem';
    line.start += own.length;
    line.text = text.slice(line.start, line.end);
  });
}
