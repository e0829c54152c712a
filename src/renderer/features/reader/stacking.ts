// Numbers in the margin: each beside its line, none on another.

/**
 * Tops for discs of `height` whose wished tops are given in rising order: each as near its wish as the ones above
 * allow, pushed down by them.
 */
export function stackTops(wished: readonly number[], height: number): number[] {
  const tops: number[] = [];
  for (const wish of wished) {
    const above = tops.at(-1);
    tops.push(above === undefined ? wish : Math.max(wish, above + height));
  }
  return tops;
}
