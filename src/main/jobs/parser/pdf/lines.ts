// Glyphs to lines of letters: runs on one baseline, raised and lowered ones joined to the line they belong to, spaces
// where the gap says so.
import type { FontFacts, Glyph, Script } from './page-glyphs';

export interface LetterStyle {
  font: FontFacts;
  size: number;
  href: string | null;
  script: Script;
  marks: readonly number[] | null;
}

/** What one glyph stands for, with its style; a space between words is one too. */
export interface Letter extends LetterStyle {
  text: string;
  x: number;
}

export interface Line {
  letters: Letter[];
  text: string;
  page: number;
  x0: number;
  x1: number;
  /** The baseline's distance from the page's top. */
  y: number;
  /** Of most of its letters. */
  size: number;
  /** Most of its letters are bold. */
  bold: boolean;
  /** Left and right end of the column it stands in, or of the lines about it that begin as far in as it does. */
  column: { x0: number; x1: number };
  /** Its parts, where wide gaps stand between them; else none. */
  cells: Line[];
}

/** Glyphs on one baseline with no wide gap between them. */
export interface Segment {
  glyphs: Glyph[];
  x0: number;
  x1: number;
  y: number;
  size: number;
}

const isSpace = (text: string): boolean => /^\s*$/u.test(text);

/**
 * A page's or a block's glyphs, in the order they are drawn, to segments in that order. A wide gap or many spaces begin
 * another; raised and lowered letters are joined to their line.
 */
export function segmentsOf(glyphs: readonly Glyph[]): Segment[] {
  const segments: Segment[] = [];
  let open: Segment | null = null;
  let space: Glyph | null = null;
  let end = 0;
  for (const glyph of glyphs) {
    if (isSpace(glyph.text)) {
      if (open && Math.abs(glyph.y - open.y) <= 0.08 * open.size) open.glyphs.push(glyph);
      else space = glyph;
      end = glyph.x + glyph.width;
      continue;
    }
    if (open && !follows(open, glyph, end)) open = null;
    else if (open && doubles(open, glyph)) continue;
    if (!open) {
      open = { glyphs: [], x0: glyph.x, x1: glyph.x, y: glyph.y, size: glyph.size };
      if (space) open.glyphs.push(space);
      segments.push(open);
    }
    space = null;
    open.glyphs.push(glyph);
    end = glyph.x + glyph.width;
    open.x1 = Math.max(open.x1, end);
  }
  return joined(attachScripts(segments));
}

function follows(open: Segment, glyph: Glyph, end: number): boolean {
  const level = Math.abs(glyph.y - open.y) <= 0.08 * open.size;
  const alike = Math.abs(glyph.size - open.size) <= 0.06 * open.size;
  return (
    level && alike && glyph.x - end >= -0.6 * open.size && glyph.x - open.x1 <= 1.2 * open.size
  );
}

/** Bold is sometimes made by drawing a letter twice. */
function doubles({ glyphs, size }: Segment, glyph: Glyph): boolean {
  const last = glyphs.at(-1);
  return (
    last?.text === glyph.text &&
    glyph.width > 0 &&
    Math.abs(last.x - glyph.x) < Math.min(0.1 * size, glyph.width / 3)
  );
}

/** Moves smaller runs that touch a larger one, raised or lowered, onto its baseline, and marks their glyphs. */
function attachScripts(segments: Segment[]): Segment[] {
  const byHeight = segments.toSorted((a, b) => a.y - b.y);
  const largest = Math.max(...segments.map(({ size }) => size));
  const hosts = byHeight.map((small, at) => {
    let best: { segment: Segment; distance: number } | null = null;
    for (const step of [-1, 1]) {
      for (let near = at + step; near >= 0 && near < byHeight.length; near += step) {
        const large = byHeight[near];
        if (!large || Math.abs(large.y - small.y) > 0.75 * largest) break;
        if (small.size > 0.88 * large.size) continue;
        const raised = (large.y - small.y) / large.size;
        const distance = Math.max(small.x0 - large.x1, large.x0 - small.x1);
        const touching = distance <= 0.5 * large.size && distance >= -0.5 * small.size;
        if (touching && raised >= -0.4 && raised <= 0.7 && (!best || distance < best.distance))
          best = { segment: large, distance };
      }
    }
    return best?.segment;
  });
  byHeight.forEach((small, at) => {
    const host = hosts[at];
    if (!host) return;
    const raised = (host.y - small.y) / host.size;
    const script = raised > 0.12 ? 'superscript' : raised < -0.05 ? 'subscript' : null;
    for (const glyph of small.glyphs) glyph.script = isSpace(glyph.text) ? null : script;
    small.y = host.y;
    small.size = host.size;
  });
  return segments;
}

/** Segments that stand close to each other on one baseline become one. */
function joined(segments: readonly Segment[]): Segment[] {
  const found: Segment[] = [];
  for (const segment of segments) {
    const last = found.at(-1);
    const gap = last ? segment.x0 - last.x1 : Infinity;
    const close = last && Math.abs(last.y - segment.y) <= 0.08 * last.size;
    if (last && close && gap >= -0.3 * last.size && gap <= 0.8 * last.size) {
      last.glyphs.push(...segment.glyphs);
      last.x1 = Math.max(last.x1, segment.x1);
    } else found.push(segment);
  }
  return found;
}

/** Segments to lines from top to bottom, each from left to right. */
export function linesOf(segments: readonly Segment[], page: number): Line[] {
  const rows: Segment[][] = [];
  for (const segment of segments.toSorted((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const row = rows.at(-1);
    const level = row?.reduce((most, each) => (each.size > most.size ? each : most));
    const tolerance = 0.3 * Math.min(segment.size, level?.size ?? 0);
    if (row && level && Math.abs(segment.y - level.y) <= tolerance) row.push(segment);
    else rows.push([segment]);
  }
  const lines = rows.flatMap((row) => {
    const line = lineOf(row, page);
    return line.text.trim() === '' ? [] : [line];
  });
  const column = columnOf(lines);
  for (const line of lines) line.column = column;
  narrow(lines);
  return lines;
}

/** Lines set further in than others, several in a row, end where the longest of them does. */
function narrow(lines: readonly Line[]): void {
  for (let at = 0; at < lines.length;) {
    const [first] = lines.slice(at, at + 1);
    let end = at + 1;
    while (first && Math.abs((lines[end]?.x0 ?? Infinity) - first.x0) < 0.3 * first.size) end += 1;
    const run = lines.slice(at, end);
    if (first && run.length > 1 && first.x0 > first.column.x0 + first.size) {
      const x1 = Math.max(...run.map((line) => line.x1));
      for (const line of run) line.column = { x0: line.column.x0, x1 };
    }
    at = end;
  }
}

/** Segments of one block, in the order they are read in, to lines: columns are not told apart. */
export function linesInOrder(segments: readonly Segment[], page: number): Line[] {
  const rows: Segment[][] = [];
  for (const segment of segments) {
    const last = rows.at(-1)?.at(-1);
    const level = last && Math.abs(segment.y - last.y) <= 0.3 * Math.min(segment.size, last.size);
    if (level && segment.x0 > last.x0) rows.at(-1)?.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => lineOf(row, page)).filter(({ text }) => text.trim() !== '');
}

function columnOf(lines: readonly Line[]): Line['column'] {
  return {
    x0: Math.min(...lines.map(({ x0 }) => x0)),
    x1: Math.max(...lines.map(({ x1 }) => x1))
  };
}

function lineOf(row: readonly Segment[], page: number): Line {
  const ordered = row.toSorted((a, b) => a.x0 - b.x0);
  const placed = ordered.flatMap(({ glyphs }) => glyphs);
  const rightToLeft = placed.some(({ text }) => rtl.test(text));
  const letters: Letter[] = [];
  const threshold = spaceThreshold(ordered);
  let end: number | null = null;
  for (const glyph of rightToLeft ? placed.toSorted((a, b) => a.x - b.x) : placed) {
    const { font, size, href, script, marks, x } = glyph;
    // A soft hyphen that is not shown is drawn as a space with the next letter on it.
    if (letters.at(-1)?.text === ' ' && Math.abs(x - (letters.at(-1)?.x ?? 0)) < 0.04 * size)
      letters.pop();
    const last = letters.at(-1);
    if (isSpace(glyph.text)) {
      if (last && last.text !== ' ')
        letters.push({ text: ' ', x, font, size, href, script, marks });
    } else {
      const gap = end === null ? 0 : x - end;
      const apart = gap > threshold * Math.max(size, last?.size ?? 0);
      if (last && last.text !== ' ' && apart && !isMark(glyph.text))
        letters.push({
          text: ' ',
          x: end ?? x,
          font: last.font,
          size: last.size,
          href: last.href === href ? href : null,
          script: last.script === script ? script : null,
          marks: last.marks === marks ? marks : null
        });
      letters.push({ text: glyph.text, x, font, size, href, script, marks });
    }
    end = Math.max(end ?? 0, x + glyph.width);
  }
  while (letters.at(-1)?.text === ' ') letters.pop();
  const logical = rightToLeft ? readingOrder(letters) : letters;
  const size = dominantSize(logical);
  const bold = logical.filter(({ font, text }) => font.bold && text !== ' ').length;
  return {
    letters: logical,
    text: logical.map(({ text }) => text).join(''),
    page,
    x0: Math.min(...ordered.map(({ x0 }) => x0)),
    x1: Math.max(...ordered.map(({ x1 }) => x1)),
    y: ordered.reduce((most, each) => (each.size > most.size ? each : most)).y,
    size,
    bold: bold > 0.6 * logical.filter(({ text }) => text !== ' ').length,
    column: { x0: 0, x1: 0 },
    cells: row.length > 1 ? ordered.map((segment) => lineOf([segment], page)) : []
  };
}

const isMark = (text: string): boolean => /^\p{M}/u.test(text);

/** The gap, in ems, from which on two letters stand in two words; letter-spaced lines need more. */
function spaceThreshold(segments: readonly Segment[]): number {
  const gaps: number[] = [];
  let spaces = 0;
  for (const { glyphs, size } of segments) {
    glyphs.forEach((glyph, index) => {
      const next = glyphs[index + 1];
      if (isSpace(glyph.text)) spaces += 1;
      else if (next && !isSpace(next.text)) gaps.push((next.x - glyph.x - glyph.width) / size);
    });
  }
  const median = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  // Where spaces are drawn, only a wider gap is another.
  const drawn = spaces > 0 && spaces * 12 > gaps.length;
  return drawn ? Math.max(0.22, median + 0.2) : Math.max(0.14, median + 0.12);
}

function dominantSize(letters: readonly Letter[]): number {
  const counts = new Map<number, number>();
  for (const { size, text, script } of letters) {
    const rounded = Math.round(size * 10) / 10;
    if (text !== ' ') counts.set(rounded, (counts.get(rounded) ?? 0) + (script ? 0.5 : 1));
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

const rtl = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
const ltr = /[\p{L}\p{N}]/u;

/** Letters as drawn from left to right, put into the order they are read in. */
function readingOrder(drawn: readonly Letter[]): Letter[] {
  const count = (pattern: RegExp): number => drawn.filter(({ text }) => pattern.test(text)).length;
  const right = count(rtl);
  const mainly = right >= count(ltr) - right;
  const isForeign = ({ text }: Letter): boolean =>
    mainly ? ltr.test(text) && !rtl.test(text) : rtl.test(text);
  const base = mainly ? drawn.toReversed() : [...drawn];
  const ordered: Letter[] = [];
  for (let at = 0; at < base.length;) {
    let end = at;
    let last = at;
    while (end < base.length) {
      const letter = base[end];
      if (letter && isForeign(letter)) last = end + 1;
      else if (!letter || (mainly ? rtl.test(letter.text) : ltr.test(letter.text))) break;
      end += 1;
    }
    const first = base[at];
    if (first && isForeign(first)) {
      ordered.push(...base.slice(at, last).reverse());
      at = last;
    } else {
      if (first) ordered.push(first);
      at += 1;
    }
  }
  return ordered;
}
