// Blocks of a plain-text file, with offsets in the text as given, so that a caller can report places in the file.
import { textWeight } from '../text/measure';
import { findClutter, type ClutterLine } from './clutter';
import { isCaption } from './caption';
import { isByline } from './stated';
import type { Block, BlockKind, ClutterReason } from './schema';

interface Draft extends ClutterLine {
  start: number;
  end: number;
  /** A row between pipes, as converters of web pages leave table cells; `cells` counts its filled ones. */
  row?: { cells: number };
}

/**
 * Paragraphs, headings, captions, list items and table cells of `text` in order, trimmed of white space, each with
 * its clutter reason where it is not the article's own. Offsets are UTF-16 code units in `text` as given; the text
 * is best NFC with LF, but is never changed. A block holds a `\n` only where the file wraps its lines.
 */
export function plainTextBlocks(text: string): Block[] {
  const drafts = splitDrafts(text);
  readRows(drafts);
  readBullets(drafts, text);
  for (const draft of drafts) {
    if (draft.kind === 'paragraph' && !draft.known && isCaption(draft.text)) draft.kind = 'caption';
  }
  const reasons = findClutter(drafts);
  return withHeadings(drafts, reasons);
}

function draft(text: string, start: number, end: number): Draft | null {
  const raw = text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const to = from + raw.trim().length;
  return to > from ? { text: text.slice(from, to), kind: 'paragraph', start: from, end: to } : null;
}

function splitDrafts(text: string): Draft[] {
  const wrapped = isHardWrapped(text);
  const separator = wrapped ? /\r?\n[ \t\r]*\n\s*|(?=\n[ \t]*(?:\||[-*•] |\d+[.)] ))/g : /[\r\n]+/g;
  const drafts: Draft[] = [];
  let start = 0;
  const add = (end: number, next: number): void => {
    const made = draft(text, start, end);
    if (made) drafts.push(...splitRow(text, made));
    start = next;
  };
  for (const match of text.matchAll(separator)) add(match.index, match.index + match[0].length);
  add(text.length, text.length);
  return drafts;
}

/** Lines broken at a fixed width: a paragraph runs to the blank line. Else every line is a paragraph. */
function isHardWrapped(text: string): boolean {
  const inner = text.split(/\n[ \t\r]*\n/).flatMap((paragraph) =>
    paragraph
      .trim()
      .split(/\r?\n/)
      .slice(0, -1)
      .map((line) => line.trimEnd())
  );
  const width = text
    .split(/\r?\n/)
    .reduce((widest, line) => Math.max(widest, line.trimEnd().length), 0);
  if (inner.length < 3 || width < 40 || width > 130) return false;
  const full = inner.filter((line) => line.length >= 0.7 * width).length;
  const closed = inner.filter((line) => /[.!?:…。！？|]["”’)]*$/.test(line)).length;
  return full / inner.length > 0.7 && closed / inner.length < 0.45;
}

function splitRow(text: string, line: Draft): Draft[] {
  if (!/^\|.*\|$/.test(line.text) && !/^!\[[^\]]*\]\([^)]*\)\s*\|$/.test(line.text)) return [line];
  if (/^[|\s:-]+$/.test(line.text)) return [{ ...line, known: 'markup' }];
  const cells: Draft[] = [];
  let start = line.start;
  for (let at = line.start; at <= line.end; at += 1) {
    if (at < line.end && text[at] !== '|') continue;
    const cell = draft(text, start, at);
    if (cell) cells.push({ ...cell, kind: 'tableCell' });
    start = at + 1;
  }
  for (const cell of cells) cell.row = { cells: cells.length };
  return cells;
}

const image = /^!\[([^\]]*)\]\([^)]*\)$/;

/** Rows of one cell: a caption after a picture or with a credit, another article's teaser otherwise. */
function readRows(drafts: Draft[]): void {
  drafts.forEach((line, index) => {
    if (image.test(line.text)) line.known = 'markup';
    else if (line.row?.cells === 1) {
      const before = drafts[index - 1];
      const pictured = before !== undefined && image.test(before.text);
      if (pictured || isCaption(line.text)) line.kind = 'caption';
      else if (!inTable(drafts, index)) line.known = 'teaser';
    }
  });
}

const inTable = (drafts: readonly Draft[], index: number): boolean =>
  [drafts[index - 1], drafts[index + 1]].some((near) => (near?.row?.cells ?? 0) > 1);

const bullet = /^(?:[-*•◦▪‣●–]|\d{1,3}[.)])[ \t\u00a0]+/;

/** Two or more bulleted lines in a row are a list; the bullets are no part of the items. */
function readBullets(drafts: Draft[], text: string): void {
  const marker = drafts.map((line) => (line.row ? undefined : bullet.exec(line.text)?.[0]));
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

const sentenceEnd = /[.!?…:;,。！？：；，、।]["”’»)\]』」]*$/u;

function looksLikeHeading(text: string, longest: number): boolean {
  return (
    textWeight(text) <= longest &&
    !sentenceEnd.test(text) &&
    /^[\p{Lu}\p{Lt}\p{Lo}\p{N}"“«[(]/u.test(text)
  );
}

/** The title is the first line of the article's own if it is no paragraph; a heading stands before running text. */
function withHeadings(
  drafts: readonly Draft[],
  reasons: readonly (ClutterReason | null)[]
): Block[] {
  const own = drafts.filter((_line, index) => reasons[index] === null);
  const [first, second] = own;
  const titled =
    first?.kind === 'paragraph' &&
    second !== undefined &&
    (looksLikeHeading(first.text, 250) ||
      (textWeight(first.text) <= 130 &&
        second.text.length > first.text.length &&
        !/[.!?] \p{Lu}/u.test(first.text)));
  let heading = false;
  let ownIndex = -1;
  return drafts.map((line, index): Block => {
    const { start, end } = line;
    const clutter = reasons[index];
    if (clutter) return { kind: line.kind, start, end, clutter };
    ownIndex += 1;
    if (titled && line === first) {
      heading = true;
      return { kind: 'heading', start, end, level: 1 };
    }
    const next = own[ownIndex + 1];
    const previous = own[ownIndex - 1];
    const opens: boolean =
      line.kind === 'paragraph' &&
      next?.kind === 'paragraph' &&
      looksLikeHeading(line.text, 110) &&
      !isByline(line.text) &&
      (sentenceEnd.test(next.text) || textWeight(next.text) > 160 || !heading) &&
      !(previous && /[:;,]$/.test(previous.text));
    heading = opens;
    const kind: BlockKind = opens ? 'heading' : line.kind;
    return { kind, start, end, ...(opens ? { level: 2 } : {}) };
  });
}
