// Finding a quoted passage again in a text that may have changed around it or in it.
import { alignParts } from './align-parts';
import { foldedOffset, foldText, type FoldedText } from './folded-text';
import { GramIndex } from './grams';
import { similarity } from './similarity';

/** A quote as it was, unfolded. `start` is where it stood, if that is known. */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
  start?: number | undefined;
}

/**
 * Where a passage must be unless it was moved over its neighbours, known from an older text. Offsets are those of the
 * text as it is, unfolded; `taken` says that what stands at one was elsewhere in the older text.
 */
export interface Gap {
  from: number;
  to: number;
  taken: (offset: number) => boolean;
}

/** A place in the folded text that may be the passage. Offsets are folded ones, likenesses and score 0…1. */
export interface Candidate {
  start: number;
  end: number;
  /** Likeness of the quote itself, and of what stands before and after it. */
  quote: number;
  before: number;
  after: number;
  /** Likeness of quote and surroundings together, each weighing by its length. */
  score: number;
}

/** Below this the whole is too unlike to be the passage. */
const minimumScore = 0.65;
/** Below this the quoted words themselves are too unlike, whatever stands around them. */
const minimumQuote = 0.65;
/** Nor are reworded ones it where the surroundings are others on both sides. */
const minimumAround = 0.45;
/** Between surroundings that are nearly unchanged, words this unlike are the passage, reworded. */
const inPlace = { score: 0.75, quote: 0.4 };
/** Words this like need their surroundings on one side alone: the other may have been cut off. */
const atEdge = { quote: 0.9, likeness: 0.9, length: 12 };
/** A longer quote this like is the passage where nothing else comes near it. */
const alone = { score: 0.5, quote: 0.5, around: 0.5, lead: 0.15, length: 30 };
/** In the one place where it must be, a longer quote this like is enough, and of the very same words a few letters. */
const inGap = { quote: 0.5, length: 30, letters: 4 };
/**
 * The only place with the very same words is taken in any surroundings, if they are this many letters: so long a
 * string does not come about twice by chance. A letter of a script without spaces says as much as three others.
 */
const tellingLength = 40;
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** Candidates closer than this are equally good. */
const margin = 0.06;
/** Among equally good ones the nearest is taken only where the next is this many times as far. */
const clearlyNearer = 4;
/** Laying a quote over a place costs the square of its length: of longer ones only head and tail are laid. */
const longQuote = 512;
const endLength = 192;
/** More occurrences than this of a quote are noise. */
const maximumOccurrences = 20_000;
/** Places looked at: a passage that is there at all is among the first few. */
const mostPlaces = 4;
/** Letters before and after a quote that, standing next to each other, say that it was cut out between them. */
const seam = { least: 8, most: 20 };
/** A gap with more letters than this besides the quote's is searched like the rest of the text. */
const widestGap = 400;

interface Parts {
  prefix: string;
  exact: string;
  suffix: string;
}

/** Finds passages in one text; folding is done once. */
export class PassageFinder {
  readonly folded: FoldedText;
  private readonly grams: GramIndex;

  constructor(
    text: string,
    private readonly widely = false
  ) {
    this.folded = foldText(text, widely);
    this.grams = new GramIndex(this.folded.text);
  }

  /**
   * The one best place for the quote; null where none is good enough, or two are and neither stands out. With a gap
   * given the passage is looked for there first, and elsewhere only where nothing of the older text stands.
   */
  find(quote: Quote, gap?: Gap): Candidate | null {
    const exact = this.fold(quote.exact).trim();
    if (exact === '') return null;
    const parts = {
      exact,
      prefix: this.fold(quote.prefix).trimStart(),
      suffix: this.fold(quote.suffix).trimEnd()
    };
    const same = this.occurrences(parts);
    if (gap) {
      const found = this.findInGap(same, parts, gap);
      if (found) return found;
    }
    const { starts } = this.folded;
    const free = (all: Candidate[]): Candidate[] =>
      gap ? all.filter(({ start, end }) => !gap.taken(starts[(start + end) >> 1] ?? 0)) : all;
    const left = free(same);
    const only = same.length === 1 ? left[0] : undefined;
    if (only && exact.length + 2 * (exact.match(dense)?.length ?? 0) >= tellingLength) return only;
    // Where the words stand elsewhere only, the passage itself may have been reworded.
    const found = this.pick(left, parts, quote.start);
    if (found || this.cutOut(parts)) return found;
    return this.pick([...left, ...free(this.likenesses(parts))], parts, quote.start);
  }

  /** Whether what stood before the quote and what stood after it have closed up. */
  private cutOut({ prefix, suffix }: Parts): boolean {
    const before = prefix.trimEnd().slice(-seam.most);
    const after = suffix.trimStart().slice(0, seam.most);
    if (Math.min(before.length, after.length) < seam.least) return false;
    return ['', ' '].some((space) => this.grams.occurrences(before + space + after, 1).length > 0);
  }

  private findInGap(same: Candidate[], parts: Parts, gap: Gap): Candidate | null {
    const from = foldedOffset(this.folded, gap.from);
    const to = foldedOffset(this.folded, gap.to);
    const there = same.filter(({ start, end }) => start >= from && end <= to);
    if (there.length > 0) {
      const telling = parts.exact.length >= inGap.letters;
      return there.length === 1 && telling ? (there[0] ?? null) : this.pick(there, parts);
    }
    const { prefix, exact, suffix } = parts;
    if (to - from < exact.length * inGap.quote || to - from > 4 * exact.length + widestGap)
      return null;
    const base = Math.max(0, from - prefix.length);
    const laid = alignParts(
      prefix,
      exact,
      suffix,
      this.folded.text.slice(base, to + suffix.length)
    );
    const found = scored({ ...laid, start: laid.start + base, end: laid.end + base }, parts);
    const inside = found.start >= from && found.end <= to && found.start < found.end;
    const like = found.quote >= inGap.quote && exact.length >= inGap.length;
    return inside && (like || goodEnough(found, parts)) ? found : null;
  }

  private fold(words: string): string {
    return foldText(words, this.widely).text;
  }

  private occurrences(parts: Parts): Candidate[] {
    const { exact, prefix, suffix } = parts;
    const { text } = this.folded;
    return this.grams.occurrences(exact, maximumOccurrences).map((start) => {
      const end = start + exact.length;
      const before = similarity(prefix, text.slice(Math.max(0, start - prefix.length), start));
      const after = similarity(suffix, text.slice(end, end + suffix.length));
      return scored({ start, end, quote: 1, before, after }, parts);
    });
  }

  /** Places with like words. */
  private likenesses(parts: Parts): Candidate[] {
    const { prefix, exact, suffix } = parts;
    if (exact.length <= longQuote) {
      return this.lay(prefix, exact, suffix).map((laid) => scored(laid, parts));
    }
    // Head and tail apart; a pair of them counts where the length between them is plausible.
    const heads = this.lay(prefix, exact.slice(0, endLength), '');
    const tails = this.lay('', exact.slice(-endLength), suffix);
    return heads.flatMap(({ start, before, quote: head }) =>
      tails.flatMap(({ end, after, quote: tail }) => {
        const ratio = (end - start) / exact.length;
        if (ratio < minimumQuote || ratio > 1 / minimumQuote) return [];
        const quote = ((head + tail) / 2) * Math.min(ratio, 1 / ratio);
        return [scored({ start, end, quote, before, after }, parts)];
      })
    );
  }

  private lay(prefix: string, exact: string, suffix: string): Omit<Candidate, 'score'>[] {
    const { text } = this.folded;
    const around = prefix + exact + suffix;
    const slack = 32 + (around.length >> 3);
    return this.grams
      .places(around, mostPlaces)
      .map((at) => {
        const from = Math.max(0, at - slack);
        const laid = alignParts(
          prefix,
          exact,
          suffix,
          text.slice(from, at + around.length + slack)
        );
        return { ...laid, start: laid.start + from, end: laid.end + from };
      })
      .filter(({ start, end }) => start < end);
  }

  private pick(candidates: Candidate[], parts: Parts, start?: number): Candidate | null {
    const ranked = [...candidates].sort((a, b) => b.score - a.score);
    const [first] = ranked;
    const second = first && ranked.find((candidate) => apart(candidate, first));
    const lead = first ? first.score - (second?.score ?? 0) : 0;
    const good = ranked.filter(
      (candidate) =>
        goodEnough(candidate, parts) || (candidate === first && isAlone(first, lead, parts))
    );
    const best = good[0];
    if (!best) return null;
    // Overlapping ones are the same place, read slightly differently.
    const rivals = good.filter((c) => c.score > best.score - margin && apart(c, best));
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

const apart = (a: Candidate, b: Candidate): boolean => a.start >= b.end || a.end <= b.start;

function scored(place: Omit<Candidate, 'score'>, { prefix, exact, suffix }: Parts): Candidate {
  const score =
    (exact.length * place.quote + prefix.length * place.before + suffix.length * place.after) /
    (exact.length + prefix.length + suffix.length);
  return { ...place, score };
}

function goodEnough({ score, quote, before, after }: Candidate, parts: Parts): boolean {
  const around = Math.max(before, after);
  if (score >= minimumScore && quote >= minimumQuote && (quote === 1 || around >= minimumAround)) {
    return true;
  }
  if (score >= inPlace.score && quote >= inPlace.quote) return true;
  const edge = Math.max(
    parts.prefix.length >= atEdge.length ? before : 0,
    parts.suffix.length >= atEdge.length ? after : 0
  );
  return quote >= atEdge.quote && edge >= atEdge.likeness;
}

function isAlone(
  { score, quote, before, after }: Candidate,
  lead: number,
  { exact }: Parts
): boolean {
  return (
    score >= alone.score &&
    quote >= alone.quote &&
    Math.max(before, after) >= alone.around &&
    lead >= alone.lead &&
    exact.length >= alone.length
  );
}
