// Paints passages with the CSS Custom Highlight API: registers named highlights, and changes only what changed.

/** A name of `::highlight()` in reader.css, with its place in the stack; higher is painted over lower. */
export interface Ink {
  name: string;
  priority: number;
}

export interface Paint {
  ink: Ink;
  /** Everything that decides the ranges; the same signature under the same key means nothing to do. */
  signature: string;
  ranges: () => AbstractRange[];
}

interface Painted {
  name: string;
  signature: string;
  ranges: AbstractRange[];
}

export class HighlightPainter {
  readonly #registry: HighlightRegistry;
  readonly #painted = new Map<string, Painted>();
  readonly #own = new Map<string, Highlight>();

  constructor(registry: HighlightRegistry = CSS.highlights) {
    this.#registry = registry;
  }

  /** Makes exactly these paints stand, by key. Returns how many were drawn anew. */
  apply(paints: ReadonlyMap<string, Paint>): number {
    for (const [key, painted] of this.#painted) {
      const wanted = paints.get(key);
      if (wanted?.ink.name !== painted.name || wanted.signature !== painted.signature) {
        this.#erase(key, painted);
      }
    }
    let drawn = 0;
    for (const [key, paint] of paints) {
      if (this.#painted.has(key)) continue;
      const ranges = paint.ranges();
      const highlight = this.#highlight(paint.ink);
      for (const range of ranges) highlight.add(range);
      this.#painted.set(key, { name: paint.ink.name, signature: paint.signature, ranges });
      drawn += 1;
    }
    return drawn;
  }

  /** Takes everything out, the registered names too. */
  clear(): void {
    this.#painted.clear();
    for (const [name, highlight] of this.#own) {
      if (this.#registry.get(name) === highlight) this.#registry.delete(name);
    }
    this.#own.clear();
  }

  #erase(key: string, painted: Painted): void {
    const highlight = this.#own.get(painted.name);
    for (const range of painted.ranges) highlight?.delete(range);
    this.#painted.delete(key);
  }

  #highlight(ink: Ink): Highlight {
    let highlight = this.#own.get(ink.name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = ink.priority;
      this.#own.set(ink.name, highlight);
      this.#registry.set(ink.name, highlight);
    }
    return highlight;
  }
}
