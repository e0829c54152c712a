// Which highlights lie on others: an upper one is drawn over, with an underline in its own colour.

/** How many highlights can be told apart in one place. */
export const layerCount = 3;

/**
 * The layer of each span, 0 at the bottom. Of two that overlap, the one that starts first, or else is longer, lies
 * below. Deeper piles than `layerCount` share the top layer. Empty spans lie at 0.
 */
export function assignLayers(spans: readonly { start: number; end: number }[]): number[] {
  const order = spans
    .map(({ start, end }, index) => ({ start, end, index }))
    .sort((a, b) => a.start - b.start || b.end - a.end || a.index - b.index);
  const layers = spans.map(() => 0);
  let open: { end: number; layer: number }[] = [];
  for (const { start, end, index } of order) {
    open = open.filter((below) => below.end > start);
    const top = Math.max(-1, ...open.map((below) => below.layer));
    const layer = Math.min(layerCount - 1, top + 1);
    layers[index] = layer;
    open.push({ end, layer });
  }
  return layers;
}
