// Ties a painter to a component: paints follow what they are made from, and go when it goes.
import { HighlightPainter, type Paint } from './highlight-painter';

/** Call while a component is set up. `collect` is read anew whenever something reactive in it changed. */
export function keepPainted(collect: () => ReadonlyMap<string, Paint>): void {
  const painter = new HighlightPainter();
  $effect(() => void painter.apply(collect()));
  $effect(() => () => painter.clear());
}
