// Anchors: made from a passage, found again in a text that may have changed.
import { NORMALISER_VERSION } from '../text/normalise';
import { graphemeBorderAfter, graphemeBorderBefore, snapToWords } from './borders';
import { PassageFinder, type Candidate, type Gap, type Quote } from './passage';
import type { Anchor, AnchorState } from './schema';

/** Code units kept on each side of the quote. */
const contextLength = 32;
/** Where case and diacritics do not count, all else must nearly be the same. */
const isUnmarked = ({ quote, before, after }: Candidate): boolean =>
  quote >= 0.9 && Math.max(before, after) >= 0.6;

/**
 * The anchor of `text.slice(start, end)`, which it quotes as it stands; prefix and suffix hold up to 32 code units
 * and never begin or end inside a grapheme. Throws RangeError for an empty span or one outside the text.
 */
export function createAnchor(text: string, start: number, end: number): Anchor {
  if (!(start >= 0 && start < end && end <= text.length)) {
    throw new RangeError(`no passage [${start}, ${end}) in ${text.length} code units`);
  }
  const from = graphemeBorderAfter(text, Math.max(0, start - contextLength));
  const to = graphemeBorderBefore(text, Math.min(text.length, end + contextLength));
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.min(from, start), start),
    suffix: text.slice(end, Math.max(to, end)),
    start,
    end,
    normaliserVersion: NORMALISER_VERSION
  };
}

/** Whether the words stand there. White space may be other: joining and splitting blocks changes only that. */
function standsAt(text: string, offset: number, words: string): boolean {
  const spaced = (part: string): string => part.replace(/\s/g, ' ');
  return (
    text.startsWith(words, offset) ||
    spaced(text.slice(offset, offset + words.length)) === spaced(words)
  );
}

/** Where a passage is now. Offsets are UTF-16 code units, half-open; an orphan keeps those it had, or 0. */
export interface Resolution {
  state: AnchorState;
  start: number;
  end: number;
  /** 0…1: likeness of quote and surroundings; 0 for an orphan. */
  score: number;
}

/** What is asked for: an anchor, or a quote from elsewhere that need not say where it stood. */
export type Passage = Quote & { end?: number | undefined };

/**
 * Finds anchored passages in `text`: first where each was with the same surroundings, then the same words (in any
 * normal form, white space, style of quotation marks or hyphenation) by surroundings and nearness, then like words,
 * then words that are the same but for case and diacritics. Two places equally good, or none good enough: `orphan`,
 * never a guess. One resolver serves all anchors of a text: what it needs of the text is made once. Whoever has the
 * text that the anchors were made on says by `gap` where a passage must be.
 */
export function anchorResolver(text: string): (passage: Passage, gap?: Gap) => Resolution {
  let close: PassageFinder | undefined;
  let wide: PassageFinder | undefined;
  return (passage, gap) => {
    const { exact, prefix, suffix, start } = passage;
    const around = prefix + exact + suffix;
    const contextStart = (start ?? -1) - prefix.length;
    if (start !== undefined && contextStart >= 0 && standsAt(text, contextStart, around)) {
      return { state: 'exact', start, end: start + exact.length, score: 1 };
    }
    close ??= new PassageFinder(text);
    const found = close.find(passage, gap);
    if (found) return resolution(close, found, found.quote === 1);
    wide ??= new PassageFinder(text, true);
    const unmarked = wide.find(passage, gap);
    if (unmarked && isUnmarked(unmarked)) return resolution(wide, unmarked, false);
    return { state: 'orphan', start: start ?? 0, end: passage.end ?? start ?? 0, score: 0 };

    function resolution({ folded }: PassageFinder, place: Candidate, same: boolean): Resolution {
      const { score } = place;
      const placeStart = folded.starts[place.start] ?? 0;
      const placeEnd = folded.ends[place.end - 1] ?? text.length;
      if (!same) {
        const [from, to] = snapToWords(text, placeStart, placeEnd);
        return { state: 'changed', start: from, end: to, score };
      }
      const state = start === undefined || start === placeStart ? 'exact' : 'moved';
      return { state, start: placeStart, end: placeEnd, score };
    }
  };
}
