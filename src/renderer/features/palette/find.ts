// Finding entries by typing: every word typed must occur, in any case, with or without marks.
import { fold, foldWithMap, type FoldedText } from '@domain/text/fold';
import type { IconComponent } from '../../ui/icon-component';

/** What comes in later stands last, so that it moves nothing from under the Enter key. */
export const paletteGroups = ['places', 'notes', 'actions', 'texts'] as const;
export type PaletteGroup = (typeof paletteGroups)[number];

export interface PaletteText {
  text: string;
  /** BCP 47 tag; absent for the interface's own words. */
  language?: string;
}

export interface PaletteEntry {
  id: string;
  group: PaletteGroup;
  icon: IconComponent;
  /** What is searched; the best matching one is shown, the first where nothing was typed. At least one. */
  texts: PaletteText[];
  badges: { language: string; side: 'source' | 'target' }[];
  /** What was found already, elsewhere; then only the first text is shown, with this marked. */
  ranges?: readonly Range[];
  /** At the end of the row. */
  hint: string;
  /** The action's combination. */
  keys?: string;
  run: () => void;
  /** Opens it in a window of its own; absent where there is nothing to open. */
  elsewhere?: () => void;
}

/** Half-open, in UTF-16 code units of the text. */
export type Range = readonly [start: number, end: number];

export interface Found {
  entry: PaletteEntry;
  shown: PaletteText;
  /** What matched in `shown`, in order, not overlapping. */
  ranges: Range[];
}

export const perGroup = 8;

interface Hit {
  score: number;
  ranges: Range[];
}

const letter = /[\p{L}\p{N}]/u;
const startsWord = (text: string, at: number): boolean =>
  at === 0 || !letter.test(text[at - 1] ?? '');

/** Where `word` is in the folded text: at the start of a word if anywhere, else anywhere; -1 for nowhere. */
function occurrence(text: string, word: string): number {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (startsWord(text, at)) return at;
  }
  return text.indexOf(word);
}

function hit(folded: FoldedText, words: string[]): Hit | null {
  const { text, offsets } = folded;
  const found: Range[] = [];
  let score = 0;
  for (const word of words) {
    const at = occurrence(text, word);
    if (at === -1) return null;
    score += (startsWord(text, at) ? 2 : 0) + (at === 0 ? 1 : 0);
    found.push([at, at + word.length]);
  }
  const phrase = words.join(' ');
  const whole = words.length > 1 ? occurrence(text, phrase) : -1;
  const ranges: Range[] = whole === -1 ? merge(found) : [[whole, whole + phrase.length]];
  return {
    // A phrase as typed beats its words apart; of equals, the shorter text is closer to what was meant.
    score: score / words.length + (whole === -1 ? 0 : 3) - Math.min(text.length, 400) / 1000,
    ranges: ranges.map(([start, end]) => [offsets[start] ?? 0, offsets[end] ?? 0])
  };
}

function merge(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)];
    else merged.push([start, end]);
  }
  return merged;
}

/** Whether the query is for actions only. */
export const wantsActions = (query: string): boolean => query.trimStart().startsWith('>');

const foundElsewhere = (entries: readonly PaletteEntry[]): Found[] =>
  entries.slice(0, perGroup).flatMap((entry) => {
    const [shown] = entry.texts;
    return shown ? { entry, shown, ranges: [...(entry.ranges ?? [])] } : [];
  });

/** Folds each text once; make one when the palette opens. */
export class PaletteIndex {
  readonly #entries: readonly PaletteEntry[];
  readonly #folded = new Map<PaletteText, FoldedText>();

  constructor(entries: readonly PaletteEntry[]) {
    this.#entries = entries;
  }

  /**
   * The best of each group, groups in their own order. A query that begins with `>` finds actions only; an empty one
   * gives the first of each group as they are. `texts` were found elsewhere and stand in their place as they are.
   */
  find(query: string, texts: readonly PaletteEntry[] = []): Found[] {
    const actionsOnly = wantsActions(query);
    const words = fold(actionsOnly ? query.trimStart().slice(1) : query)
      .split(/\s+/)
      .filter(Boolean);
    return paletteGroups
      .filter((group) => !actionsOnly || group === 'actions')
      .flatMap((group) =>
        group === 'texts' ? foundElsewhere(texts) : this.#findIn(group, words, actionsOnly)
      );
  }

  #findIn(group: PaletteGroup, words: string[], all: boolean): Found[] {
    const found: (Found & { score: number })[] = [];
    for (const entry of this.#entries) {
      if (entry.group !== group) continue;
      const best = this.#best(entry, words);
      if (best) found.push(best);
    }
    // Stable: entries of equal score stay in the order given.
    if (words.length > 0) found.sort((a, b) => b.score - a.score);
    return all ? found : found.slice(0, perGroup);
  }

  #best(entry: PaletteEntry, words: string[]): (Found & { score: number }) | null {
    const [first] = entry.texts;
    if (!first) return null;
    if (words.length === 0) return { entry, shown: first, ranges: [], score: 0 };
    let best: (Found & { score: number }) | null = null;
    for (const shown of entry.texts) {
      const result = hit(this.#fold(shown), words);
      if (result && (!best || result.score > best.score)) best = { entry, shown, ...result };
    }
    return best;
  }

  #fold(text: PaletteText): FoldedText {
    let folded = this.#folded.get(text);
    if (!folded) this.#folded.set(text, (folded = foldWithMap(text.text)));
    return folded;
  }
}

export interface Piece {
  text: string;
  matched: boolean;
}

const before = 32;

/** The text in pieces, matched and not; begun shortly before the first match where that would be out of sight. */
export function pieces(text: string, ranges: readonly Range[]): Piece[] {
  const first = ranges[0]?.[0] ?? 0;
  let at = 0;
  const list: Piece[] = [];
  if (first > before * 2) {
    const space = text.indexOf(' ', first - before);
    at = space === -1 || space >= first ? first - before : space + 1;
    list.push({ text: '… ', matched: false });
  }
  for (const [start, end] of ranges) {
    if (start > at) list.push({ text: text.slice(at, start), matched: false });
    list.push({ text: text.slice(start, end), matched: true });
    at = end;
  }
  if (at < text.length) list.push({ text: text.slice(at), matched: false });
  return list;
}
