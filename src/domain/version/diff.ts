// What differs between two versions, by words: of Vietnamese, Chinese, Thai and all other scripts alike.
import { diffArrays } from 'diff';
import type { Article, Block } from '../article/schema';
import { mapEqual } from './map-equal';
import type { DiffParagraph, DiffPart, VersionDiff } from './diff-schema';

type Side = Pick<Article, 'text' | 'blocks' | 'language'>;
type Op = DiffPart['op'];

/** A stretch of tokens; a paragraph's end is a token of its own. */
interface Run {
  op: Op;
  tokens: string[];
}

const paragraphEnd = '\n';
/** Edits in one stretch of changed paragraphs beyond which it is no longer compared word by word. */
const maxEdits = 6000;
/** Milliseconds for all stretches together; then the rest is shown whole. */
const budgetMs = 6000;

/** Compares what is no clutter. Paragraphs are laid out in the order of the text, removed words before inserted ones. */
export function diffVersions(before: Side, after: Side): VersionDiff {
  const [old, now] = [ownBlocks(before), ownBlocks(after)];
  const map = mapEqual(old.words, now.words);
  const diff: VersionDiff = { paragraphs: [], inserted: 0, removed: 0, changes: 0, rough: false };
  const deadline = Date.now() + budgetMs;
  let from = 0;
  let to = 0;
  for (let at = 0; at <= old.words.length; at += 1) {
    const partner = at === old.words.length ? now.words.length : (map[at] ?? -1);
    if (partner < 0) continue;
    if (at > from || partner > to) {
      const stretch = { old: old.slice(from, at), now: now.slice(to, partner) };
      addStretch(diff, stretch, deadline - Date.now());
    }
    const words = old.words[at];
    if (words !== undefined) {
      diff.paragraphs.push({
        kind: now.blocks[partner]?.kind ?? 'paragraph',
        parts: [{ op: 'same', text: words }]
      });
    }
    from = at + 1;
    to = partner + 1;
  }
  return diff;
}

interface Blocks {
  blocks: Block[];
  words: string[];
  slice: (from: number, to: number) => { kinds: string[]; tokens: string[] };
}

function ownBlocks({ text, blocks, language }: Side): Blocks {
  const own = blocks.filter(({ clutter }) => clutter === undefined);
  const words = own.map(({ start, end }) => text.slice(start, end));
  const cut = tokeniser(language);
  return {
    blocks: own,
    words,
    slice: (from, to) => ({
      kinds: own.slice(from, to).map(({ kind }) => kind),
      tokens: words
        .slice(from, to)
        .flatMap((paragraph, index) => [...(index > 0 ? [paragraphEnd] : []), ...cut(paragraph)])
    })
  };
}

/** Long paragraphs go to the segmenter in pieces: it copies its text for each word. */
const piece = /[^]{1,800}(?:\s|$)|[^]{1,800}/gu;

function tokeniser(language: string): (paragraph: string) => string[] {
  let locale: string | undefined;
  try {
    locale = Intl.getCanonicalLocales(language)[0];
  } catch {
    // No language tag: general rules.
  }
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  return (paragraph) =>
    (paragraph.match(piece) ?? []).flatMap((part) =>
      [...segmenter.segment(part)].map(({ segment }) => segment)
    );
}

interface Stretch {
  old: { kinds: string[]; tokens: string[] };
  now: { kinds: string[]; tokens: string[] };
}

function addStretch(diff: VersionDiff, { old, now }: Stretch, timeout: number): void {
  const options = { maxEditLength: maxEdits, timeout: Math.max(1, timeout) };
  const changes = diffArrays(old.tokens, now.tokens, options);
  if (!changes) diff.rough = true;
  const runs = (
    changes ?? [
      { removed: true, added: false, value: old.tokens },
      { removed: false, added: true, value: now.tokens }
    ]
  ).map(({ removed, added, value }): Run => ({
    op: removed ? 'removed' : added ? 'inserted' : 'same',
    tokens: value
  }));
  const joined = joinScattered(gather(runs.filter(({ tokens }) => tokens.length > 0)));
  for (const [at, { op, tokens }] of joined.entries()) {
    if (op === 'same') continue;
    diff[op] += tokens.filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
    if (op === 'removed' || joined[at - 1]?.op !== 'removed') diff.changes += 1;
  }
  diff.paragraphs.push(...laidOut(joined, now.kinds, old.kinds));
}

/** Removed before inserted, one of each between two stretches that are the same. */
function gather(runs: Run[]): Run[] {
  const gathered: Run[] = [];
  let removed: string[] = [];
  let inserted: string[] = [];
  const flush = (): void => {
    if (removed.length > 0) gathered.push({ op: 'removed', tokens: removed });
    if (inserted.length > 0) gathered.push({ op: 'inserted', tokens: inserted });
    [removed, inserted] = [[], []];
  };
  for (const { op, tokens } of runs) {
    if (op === 'removed') removed = [...removed, ...tokens];
    else if (op === 'inserted') inserted = [...inserted, ...tokens];
    else {
      flush();
      const last = gathered.at(-1);
      if (last?.op === 'same') last.tokens.push(...tokens);
      else gathered.push({ op, tokens: [...tokens] });
    }
  }
  flush();
  return gathered;
}

/**
 * A few words that are the same by chance between rewritten ones only make reading harder: they become part of the
 * change. (The rule of diff-match-patch: shorter than what changed before and after them.)
 */
function joinScattered(runs: Run[]): Run[] {
  let current = runs;
  for (let pass = 0; pass < 5; pass += 1) {
    const next = current.flatMap((run, at): Run[] => {
      if (run.op !== 'same' || run.tokens.includes(paragraphEnd)) return [run];
      const before = changeBefore(current, at);
      const after = changeAfter(current, at);
      const length = lengthOf(run.tokens);
      if (before === 0 || after === 0 || length > before || length > after) return [run];
      return [
        { op: 'removed', tokens: run.tokens },
        { op: 'inserted', tokens: run.tokens }
      ];
    });
    if (next.length === current.length) break;
    current = gather(next);
  }
  return current;
}

const lengthOf = (tokens: readonly string[]): number => tokens.join('').trim().length;

/** Length of the longer of what was removed and inserted right before a run in its paragraph; 0 where nothing was. */
function changeBefore(runs: readonly Run[], at: number): number {
  let longest = 0;
  for (let index = at - 1; index >= 0 && runs[index]?.op !== 'same'; index -= 1) {
    const tokens = runs[index]?.tokens ?? [];
    longest = Math.max(longest, lengthOf(tokens.slice(tokens.lastIndexOf(paragraphEnd) + 1)));
  }
  return longest;
}

function changeAfter(runs: readonly Run[], at: number): number {
  let longest = 0;
  for (let index = at + 1; index < runs.length && runs[index]?.op !== 'same'; index += 1) {
    const tokens = runs[index]?.tokens ?? [];
    const end = tokens.indexOf(paragraphEnd);
    longest = Math.max(longest, lengthOf(end < 0 ? tokens : tokens.slice(0, end)));
  }
  return longest;
}

/** A paragraph ends where one ends in the newer text, or where a whole one was taken out. */
function laidOut(runs: readonly Run[], kinds: string[], oldKinds: string[]): DiffParagraph[] {
  const paragraphs: DiffParagraph[] = [];
  let parts: DiffPart[] = [];
  let kind = 0;
  let oldKind = 0;
  const end = (): void => {
    const fresh = parts.some(({ op }) => op !== 'removed');
    const name = fresh ? kinds[kind] : oldKinds[oldKind];
    if (parts.length > 0) paragraphs.push({ kind: name ?? 'paragraph', parts });
    parts = [];
  };
  const all = runs.flatMap(({ op, tokens }) => tokens.map((token) => ({ op, token })));
  for (const [at, { op, token }] of all.entries()) {
    if (token === paragraphEnd) {
      const inside = op === 'removed' && parts.some((part) => part.op !== op);
      if (inside && !goesWhole(all, at + 1)) parts.push({ op, text: '¶ ' });
      else end();
      if (op !== 'removed') kind += 1;
      if (op !== 'inserted') oldKind += 1;
      continue;
    }
    const last = parts.at(-1);
    if (last?.op === op) last.text += token;
    else parts.push({ op, text: token });
  }
  end();
  return paragraphs;
}

/** Whether nothing but removed words stands from `from` to the next end of a paragraph. */
function goesWhole(all: readonly { op: Op; token: string }[], from: number): boolean {
  for (let at = from; at < all.length; at += 1) {
    if (all[at]?.token === paragraphEnd) return true;
    if (all[at]?.op !== 'removed') return false;
  }
  return true;
}
