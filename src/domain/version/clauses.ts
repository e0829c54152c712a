// Where a passage of one text must be in the next, by the clauses around it that stand unchanged in both.
import type { Gap } from '../anchor/passage';
import { mapEqual } from './map-equal';

type Span = [start: number, end: number];

/** Runs of unchanged clauses with fewer letters than this may be the same by chance. */
const tellingRun = 24;
const border =
  /[.!?…。！？；;:,，、،؟।]+|[\n\u2028]|(?<=[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])\s/gu;

/** Spans between stops of all kinds, without white space at their ends. */
function clausesOf(text: string): Span[] {
  const clauses: Span[] = [];
  let from = 0;
  const add = (to: number): void => {
    const words = text.slice(from, to);
    const kept = words.trim();
    const start = from + words.length - words.trimStart().length;
    if (kept !== '') clauses.push([start, start + kept.length]);
    from = to;
  };
  for (const { 0: stop, index } of text.matchAll(border)) add(index + stop.length);
  add(text.length);
  return clauses;
}

/** Two versions of a text, laid side by side along the clauses that did not change. */
export class Clauses {
  private readonly old: Span[];
  private readonly now: Span[];
  /** For each old clause its place among the new ones; -1 for none. */
  private readonly map: Int32Array;
  /** For each new clause the old one that it is; -1 for none. */
  private readonly back: Int32Array;

  constructor(
    private readonly before: string,
    private readonly after: string
  ) {
    this.old = clausesOf(before);
    this.now = clausesOf(after);
    const words = (text: string, clauses: Span[]): string[] =>
      clauses.map((clause) => text.slice(...clause).replace(/\s+/gu, ' '));
    this.map = mapEqual(words(before, this.old), words(after, this.now));
    this.back = new Int32Array(this.now.length).fill(-1);
    for (const [from, to] of this.map.entries()) if (to >= 0) this.back[to] = from;
  }

  /** Where a passage that lies in unchanged clauses stands now; null for any other. */
  follow(start: number, end: number): Span | null {
    const first = holding(this.old, start);
    const last = holding(this.old, end - 1);
    const to = this.map[first] ?? -1;
    if (to < 0) return null;
    for (let clause = first; clause <= last; clause += 1) {
      if (this.map[clause] !== to + clause - first) return null;
    }
    if (!this.telling(first, last)) return null;
    const from = this.place(first, to, start);
    const until = this.place(last, to + last - first, end - 1) + 1;
    return bare(this.after.slice(from, until)) === bare(this.before.slice(start, end))
      ? [from, until]
      : null;
  }

  /** Between which offsets a passage is now, unless it was moved over others; and where it cannot be. */
  gap(start: number, end: number): Gap {
    let first = holding(this.old, start) - 1;
    let last = holding(this.old, end - 1) + 1;
    while (first >= 0 && this.map[first] === -1) first -= 1;
    while (last < this.old.length && this.map[last] === -1) last += 1;
    const [, from] = this.now[this.map[first] ?? -1] ?? [0, 0];
    const [to] = this.now[this.map[last] ?? -1] ?? [this.after.length];
    return {
      from,
      to,
      taken: (at) => {
        const clause = this.back[holding(this.now, at)] ?? -1;
        return clause >= 0 && (clause <= first || clause >= last);
      }
    };
  }

  /** Whether enough stands unchanged around these clauses that they are no chance likeness. */
  private telling(first: number, last: number): boolean {
    let [from, to] = [first, last];
    const letters = (): number => (this.old[to]?.[1] ?? 0) - (this.old[from]?.[0] ?? 0);
    const tied = (a: number): boolean =>
      (this.map[a] ?? -1) >= 0 && this.map[a + 1] === (this.map[a] ?? 0) + 1;
    while (letters() < tellingRun && tied(from - 1)) from -= 1;
    while (letters() < tellingRun && tied(to)) to += 1;
    return letters() >= tellingRun;
  }

  /** Where the letter at `offset` of an old clause stands in the new one, which has the same letters. */
  private place(old: number, now: number, offset: number): number {
    const [oldStart] = this.old[old] ?? [0];
    const [start, end] = this.now[now] ?? [0, 0];
    let letters = bare(this.before.slice(oldStart, offset)).length;
    let at = start;
    for (; at < end; at += 1) {
      if (/\s/u.test(this.after[at] ?? '')) continue;
      if (letters === 0) break;
      letters -= 1;
    }
    return at;
  }
}

const bare = (words: string): string => words.replace(/\s+/gu, '');

/** Index of the span that holds `offset`, or of the last one before it; -1 before the first. */
function holding(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.[0] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
