// Borders of graphemes and words near one offset, without segmenting a whole article.

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const words = new Intl.Segmenter('und', { granularity: 'word' });
/** How far around an offset we look; longer clusters exist only in attacks on renderers. */
const reach = 64;

/** The segment that `offset` cuts in two, as offsets of `text`; null where the offset is a border. */
function cutAt(
  segmenter: Intl.Segmenter,
  text: string,
  offset: number
): { start: number; end: number } | null {
  if (offset <= 0 || offset >= text.length) return null;
  const base = pairedBefore(text, Math.max(0, offset - reach));
  const segment = segmenter.segment(text.slice(base, offset + reach)).containing(offset - base);
  if (!segment || base + segment.index === offset) return null;
  return { start: base + segment.index, end: base + segment.index + segment.segment.length };
}

const regional = /^[\u{1F1E6}-\u{1F1FF}]/u;

/** Flags pair off from the first letter of their row on, however far back that is: from there. */
function pairedBefore(text: string, offset: number): number {
  const low = text.charCodeAt(offset);
  let base = low >= 0xdc00 && low <= 0xdfff ? Math.max(0, offset - 1) : offset;
  while (base >= 2 && regional.test(text.slice(base - 2, base))) base -= 2;
  return base;
}

/** The last grapheme border at or before `offset`. Offsets are UTF-16 code units. */
export function graphemeBorderBefore(text: string, offset: number): number {
  return cutAt(graphemes, text, offset)?.start ?? offset;
}

/** The first grapheme border at or after `offset`. */
export function graphemeBorderAfter(text: string, offset: number): number {
  return cutAt(graphemes, text, offset)?.end ?? offset;
}

/** The span with ends that cut a word moved to the word's nearer border, and without space or stops at its ends. */
export function snapToWords(text: string, start: number, end: number): [number, number] {
  const from = nearestWordBorder(text, start);
  const to = Math.max(from, nearestWordBorder(text, end));
  const kept = text.slice(from, to);
  const inner = kept.replace(/^[\s\p{Po}\p{Pd}]+/u, '');
  const snapped: [number, number] = [
    from + kept.length - inner.length,
    from + kept.length - inner.length + inner.trimEnd().length
  ];
  const [first, last] = snapped[0] < snapped[1] ? snapped : [start, end];
  return [graphemeBorderBefore(text, first), graphemeBorderAfter(text, last)];
}

/** The start or end of the word that `offset` cuts, whichever is nearer; `offset` itself between words. */
export function nearestWordBorder(text: string, offset: number): number {
  const cut = cutAt(words, text, offset);
  if (!cut) return offset;
  return offset - cut.start < cut.end - offset ? cut.start : cut.end;
}
