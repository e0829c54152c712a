// Grapheme borders near one offset, without segmenting a whole article.

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** How far around an offset we look; longer clusters exist only in attacks on renderers. */
const reach = 64;

/** The cluster that `offset` cuts in two, as offsets of `text`; null where the offset is a border. */
function clusterCutAt(text: string, offset: number): { start: number; end: number } | null {
  if (offset <= 0 || offset >= text.length) return null;
  const base = Math.max(0, offset - reach);
  const cluster = segmenter.segment(text.slice(base, offset + reach)).containing(offset - base);
  if (!cluster || base + cluster.index === offset) return null;
  return { start: base + cluster.index, end: base + cluster.index + cluster.segment.length };
}

/** The last grapheme border at or before `offset`. Offsets are UTF-16 code units. */
export function graphemeBorderBefore(text: string, offset: number): number {
  return clusterCutAt(text, offset)?.start ?? offset;
}

/** The first grapheme border at or after `offset`. */
export function graphemeBorderAfter(text: string, offset: number): number {
  return clusterCutAt(text, offset)?.end ?? offset;
}
