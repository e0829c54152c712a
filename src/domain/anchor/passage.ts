// Finding a quoted passage again in a text that may have changed around it or in it.
import search from 'approx-string-match';
import { foldedOffset, foldText, type FoldedText } from './folded-text';
import { GramIndex, longText } from './grams';
import { similarity } from './similarity';

/** A quote as it was, unfolded. `start` is where it stood, if that is known. */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
  start?: number | undefined;
}

/** A place in the folded text that may be the passage. Offsets are folded ones, scores 0…1. */
export interface Candidate {
  start: number;
  end: number;
  /** Likeness of the quote itself. */
  quote: number;
  /** Likeness of quote and surroundings together, each weighing by its length. */
  score: number;
}

/** Below this the whole is too unlike to be the passage. */
const minimumScore = 0.6;
/** Below this the quoted words themselves are too unlike, whatever stands around them. */
const minimumQuote = 0.65;
/**
 * The only place with the very same words is taken in any surroundings, if they are this many letters: so long a
 * string does not come about twice by chance. A letter of a script without spaces says as much as three others.
 */
const tellingLength = 40;
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** Between surroundings that are nearly unchanged, words this unlike are the passage, reworded. */
const minimumQuoteInPlace = 0.4;
const minimumScoreInPlace = 0.75;
/** Candidates closer than this are equally good. */
const margin = 0.06;
/** Among equally good ones the nearest is taken only where the next is this many times as far. */
const clearlyNearer = 4;
/** Approximate search costs text × quote: of longer quotes only head and tail are searched. */
const longQuote = 512;
const endLength = 192;
/** More occurrences than this of a quote, or of its head with its tail, are noise. */
const maximumOccurrences = 20_000;

/** A quote in its folded form. */
interface Folded {
  exact: string;
  prefix: string;
  suffix: string;
}

type Match = { start: number; end: number; errors: number };

/** Finds passages in one text; folding is done once. */
export class PassageFinder {
  readonly folded: FoldedText;
  /** Of long texts alone. */
  private readonly grams: GramIndex | null;
  constructor(text: string) {
    this.folded = foldText(text);
    const { text: folded } = this.folded;
    this.grams = folded.length < longText ? null : new GramIndex(folded);
  }

  /** The one best place for the quote; null where none is good enough, or two are and neither stands out. */
  find(quote: Quote): Candidate | null {
    const exact = foldText(quote.exact).text.trim();
    if (exact === '') return null;
    const folded = {
      exact,
      prefix: foldText(quote.prefix).text.trimStart(),
      suffix: foldText(quote.suffix).text.trimEnd()
    };
    const candidates = this.occurrences(exact);
    const places = candidates.length > 0 ? candidates : this.approximations(folded);
    const only = candidates.length === 1 ? candidates[0] : undefined;
    if (only && exact.length + 2 * (exact.match(dense)?.length ?? 0) >= tellingLength) {
      return this.score(only, folded);
    }
    const scored = places.map((place) => this.score(place, folded));
    const best = this.pick(scored, quote.start);
    if (best || candidates.length === 0) return best;
    // The words stand elsewhere only; perhaps the passage itself was reworded where it was.
    return this.pick(
      this.approximations(folded).map((place) => this.score(place, folded)),
      quote.start
    );
  }

  private occurrences(exact: string): Omit<Candidate, 'score'>[] {
    const known = this.grams?.occurrences(exact);
    if (known) {
      const first = known.slice(0, maximumOccurrences);
      return first.map((start) => ({ start, end: start + exact.length, quote: 1 }));
    }
    const found = [];
    let at = this.folded.text.indexOf(exact);
    while (at >= 0 && found.length < maximumOccurrences) {
      found.push({ start: at, end: at + exact.length, quote: 1 });
      at = this.folded.text.indexOf(exact, at + 1);
    }
    return found;
  }

  private approximations({ exact, prefix, suffix }: Folded): Omit<Candidate, 'score'>[] {
    if (exact.length > longQuote) return this.approximateEnds(exact);
    return this.searchFor(exact, minimumQuoteInPlace, prefix + exact + suffix).map((match) => ({
      start: match.start,
      end: match.end,
      quote: 1 - match.errors / exact.length
    }));
  }

  /** Head and tail apart; a pair of them counts where the length between them is plausible. */
  private approximateEnds(exact: string): Omit<Candidate, 'score'>[] {
    const heads = this.searchFor(exact.slice(0, endLength));
    const tails = this.searchFor(exact.slice(-endLength));
    if (heads.length * tails.length > maximumOccurrences) return [];
    return heads.flatMap((head) =>
      tails.flatMap((tail) => {
        const ratio = (tail.end - head.start) / exact.length;
        if (ratio < minimumQuote || ratio > 1 / minimumQuote) return [];
        const ends = 1 - (head.errors + tail.errors) / (2 * endLength);
        return [{ start: head.start, end: tail.end, quote: ends * Math.min(ratio, 1 / ratio) }];
      })
    );
  }

  /** The lowest-cost matches, one an end offset; of starts with equal cost the one nearest to the quote's length. */
  private searchFor(
    pattern: string,
    likeness = minimumQuote,
    around = pattern
  ): { start: number; end: number; errors: number }[] {
    const allowed = Math.floor(pattern.length * (1 - likeness));
    const byEnd = new Map<number, { start: number; end: number; errors: number }>();
    for (const match of this.matches(pattern, allowed, around)) {
      const known = byEnd.get(match.end);
      const off = (m: { start: number; end: number }): number =>
        Math.abs(m.end - m.start - pattern.length);
      if (!known || off(match) < off(known)) byEnd.set(match.end, match);
    }
    return [...byEnd.values()];
  }

  /** In a long text only where it has much in common with the passage and what stood around it. */
  private *matches(pattern: string, allowed: number, around: string): Generator<Match> {
    const { text } = this.folded;
    for (const [from, to] of this.grams?.places(around) ?? [[0, text.length]]) {
      for (const { start, end, errors } of search(text.slice(from, to), pattern, allowed)) {
        yield { start: start + from, end: end + from, errors };
      }
    }
  }

  private score(
    place: Omit<Candidate, 'score'>,
    quote: { exact: string; prefix: string; suffix: string }
  ): Candidate {
    const { text } = this.folded;
    const before = text.slice(Math.max(0, place.start - quote.prefix.length), place.start);
    const after = text.slice(place.end, place.end + quote.suffix.length);
    const weights = quote.exact.length + quote.prefix.length + quote.suffix.length;
    const score =
      (quote.exact.length * place.quote +
        quote.prefix.length * similarity(quote.prefix, before) +
        quote.suffix.length * similarity(quote.suffix, after)) /
      weights;
    return { ...place, score };
  }

  private pick(candidates: Candidate[], start: number | undefined): Candidate | null {
    const good = candidates
      .filter(
        ({ score, quote }) =>
          (score >= minimumScore && quote >= minimumQuote) ||
          (score >= minimumScoreInPlace && quote >= minimumQuoteInPlace)
      )
      .sort((a, b) => b.score - a.score);
    const best = good[0];
    if (!best) return null;
    // Overlapping ones are the same place, read slightly differently.
    const rivals = good.filter(
      (c) => c.score > best.score - margin && (c.start >= best.end || c.end <= best.start)
    );
    if (rivals.length === 0) return best;
    if (start === undefined) return null;
    const was = foldedOffset(this.folded, start);
    const [nearest, next] = [best, ...rivals]
      .map((candidate) => ({ candidate, distance: Math.abs(candidate.start - was) }))
      .sort((a, b) => a.distance - b.distance);
    if (!nearest || !next || nearest.distance * clearlyNearer > next.distance) return null;
    return nearest.candidate;
  }
}
