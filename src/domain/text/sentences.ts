// Sentences. Intl.Segmenter proposes, our rules take back what it gets wrong (titles, initials, list
// numbers, quotes carried on in lower case) and add what it misses (figures opening a sentence).
import type { Block } from '../article/schema';
import { stopRules, type StopRules } from './sentence-exceptions';

/** A sentence: UTF-16 code units, half-open, white space trimmed; `block` is an index into the blocks. */
export interface Segment {
  start: number;
  end: number;
  block: number;
}

/**
 * Sentences of the blocks in text order. Every non-space character of a block lies in exactly one
 * segment; clutter blocks give none. Code stays whole. An unknown language is cut by general rules.
 */
export function segmentSentences(
  text: string,
  blocks: readonly Block[],
  language: string
): Segment[] {
  const segments: Segment[] = [];
  blocks.forEach((block, index) => {
    if (block.clutter !== undefined) return;
    // Blocks of a file as it stands may hold lines broken at a fixed width.
    const words = text.slice(block.start, block.end).replace(/[\r\n]/gu, ' ');
    const cuts = block.kind === 'code' ? [] : sentenceStarts(words, language);
    let start = 0;
    for (const end of [...cuts, words.length]) {
      const piece = words.slice(start, end);
      const from = block.start + start + (piece.length - piece.trimStart().length);
      const to = block.start + start + piece.trimEnd().length;
      if (to > from) segments.push({ start: from, end: to, block: index });
      start = end;
    }
  });
  return segments;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    let locale = 'und';
    try {
      locale = Intl.getCanonicalLocales(language)[0] ?? 'und';
    } catch {
      // Not a language tag: general rules.
    }
    segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

const OPENERS = /[\p{Ps}\p{Pi}]+$/u;
const NOTE_MARKS = /^(?:\[[\p{L}\d]{1,4}\])+/u;
/** Stops that Intl.Segmenter passes over: before a figure or a list letter, and an ellipsis. */
const MISSED =
  /\.(?<=(?:[\p{Ll}\p{Lo}]{3}|\d{4}|[\p{Pe}\p{Pf}"%])\.)["\p{Pe}\p{Pf}]*\s+(?=\d)|…(?<=[\p{L}\d]…)["\p{Pe}\p{Pf}]*\s+(?=["\p{Ps}\p{Pi}]*\p{Lu})|[.;]\s+(?=\p{L}\)\s)/gu;

/** Offsets in one block's text at which its second and later sentences start, ascending. */
function sentenceStarts(words: string, language: string): number[] {
  const proposed = new Set<number>();
  for (const { index } of segmenterFor(language).segment(words)) {
    if (index > 0) proposed.add(beforeOpeners(words, index));
  }
  for (const match of words.matchAll(MISSED)) proposed.add(match.index + match[0].length);
  for (const cut of clauseStarts(words, language)) proposed.add(cut);
  const rules = stopRules(language);
  const starts: number[] = [];
  let last = 0;
  for (const cut of [...proposed].sort((a, b) => a - b)) {
    if (cut <= last || continues(words.slice(last, cut), words.slice(cut, cut + 80), rules))
      continue;
    starts.push(cut);
    last = cut;
  }
  return starts;
}

const UNSPACED = String.raw`[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const UNSPACED_LANGUAGE = /^(?:th|lo|km|my)\b/iu;
/** Thai words that go on with a clause after a space: which, that, before, and the sign of repetition. */
const GOES_ON = 'ซึ่ง|ที่|ว่า|ก่อนที่|ๆ';
/** A space between two words of a script that writes no stops: the end of a sentence or clause. */
const CLAUSE_SPACE = new RegExp(`(?<=${UNSPACED}) +(?!${GOES_ON})(?=${UNSPACED})`, 'gu');
/** In a language of such a script also one beside a foreign name or a figure. */
const CLAUSE_SPACE_AT_HOME = new RegExp(
  String.raw` +(?!${GOES_ON})(?=${UNSPACED})|(?<=${UNSPACED}) +(?=\p{Lu})`,
  'gu'
);
/** Shorter pieces are parts of a sentence more often than one. */
const CLAUSE_LENGTH = 110;

function clauseStarts(words: string, language: string): number[] {
  const space = UNSPACED_LANGUAGE.test(language) ? CLAUSE_SPACE_AT_HOME : CLAUSE_SPACE;
  const starts: number[] = [];
  let last = 0;
  for (const match of words.matchAll(space)) {
    if (match.index - last < CLAUSE_LENGTH) continue;
    last = match.index + match[0].length;
    starts.push(last);
  }
  return starts;
}

/** Moves a cut that fell between a bracket or quote that opens and what it opens; keeps note marks "[5]" with their sentence. */
function beforeOpeners(words: string, cut: number): number {
  const openers = OPENERS.exec(words.slice(Math.max(0, cut - 4), cut));
  if (!openers) return cut;
  const start = cut - openers[0].length;
  const marks = NOTE_MARKS.exec(words.slice(start, start + 40));
  return start + (marks?.[0].length ?? 0);
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const LOWER_CASE_AHEAD = /^[\s\p{Ps}\p{Pi}"'‘]*\p{Ll}(?!\))/u;
/** 「…」と: a quotation that the Japanese sentence goes on from. */
const JAPANESE_QUOTE_GOES_ON = /^(?:と|って|という|との|など|は|が|を|に|の|も|で)/u;
const LIST_NUMBER = /^[\s(]*(?:\d{1,3}(?:\.\d{1,3})*|[\p{L}]|[IVXLC]{1,5})[.)]+\s*$/u;
const NUMBERED_HEADING =
  /^\s*(?:Điều|Chương|Mục|Phần|Bài|Khoản|Article|Section|Chapter|Part|Lesson|Figure|Table|Hình|Bảng)\s+(?:\d+(?:\.\d+)*|[IVXLC]+)\.\s*$/u;
const LAST_WORD = /([^\s\p{Ps}\p{Pi}"]+)\.["\p{Pe}\p{Pf}]*$/u;
/** No word that a rule knows is longer; looking further back costs the square of the length. */
const LAST_WORD_REACH = 80;
const CLOCK_HALF = /^[ap]\.?m$/iu;
const AFTER_CLOCK = /^\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^\s*\p{Lu}{2,4}\b/u;

/** Whether the sentence that ends in `before` goes on in `after`. */
function continues(before: string, after: string, rules: StopRules): boolean {
  if (!LETTER_OR_DIGIT.test(before) || !LETTER_OR_DIGIT.test(after)) return true;
  if (LOWER_CASE_AHEAD.test(after)) return true;
  if (before.endsWith('」') && JAPANESE_QUOTE_GOES_ON.test(after)) return true;
  if (LIST_NUMBER.test(before) || NUMBERED_HEADING.test(before)) return true;
  const word = LAST_WORD.exec(before.trimEnd().slice(-LAST_WORD_REACH))?.[1];
  if (word === undefined) return false;
  const next = /[\p{L}\p{N}][\p{L}\p{N}']*/u.exec(after)?.[0] ?? '';
  if (/^\d/u.test(next) && rules.beforeNumber.has(word)) return true;
  if (/^\d{1,2}$/u.test(word) && rules.ordinalStop) return true;
  if (CLOCK_HALF.test(word)) return AFTER_CLOCK.test(after);
  const parts = word.split(/[.-]/u).filter(Boolean);
  if (rules.titles.has(word) || parts.every((part) => rules.titles.has(part))) return true;
  const initials = parts.every((part) => /^\p{Lu}$/u.test(part));
  return (initials || rules.ambiguous.has(word)) && !rules.openers.has(next);
}
