// Where in a long text a passage may stand, found by the runs of four letters that it shares with it.

/** Texts shorter than this are searched through as they are. */
export const longText = 40_000;
const gramLength = 4;
const slots = 1 << 17;
/** Runs that stand in a text more often than this tell nothing of a place. */
const tooCommon = 1500;
/** Places looked at: a passage that is there at all is among the first few. */
const mostPlaces = 24;
/** Runs asked for; of longer passages every second, third, … */
const mostGrams = 400;

/** Half-open stretches of the text, in order, apart from each other. */
type Stretch = [number, number];

export class GramIndex {
  private readonly offsets: Uint32Array;
  private readonly positions: Uint32Array;

  constructor(private readonly text: string) {
    const grams = Math.max(0, text.length - gramLength + 1);
    const hashes = new Uint32Array(grams);
    const offsets = new Uint32Array(slots + 1);
    for (let at = 0; at < grams; at += 1) {
      const hash = hashAt(text, at);
      hashes[at] = hash;
      offsets[hash + 1] = (offsets[hash + 1] ?? 0) + 1;
    }
    for (let slot = 0; slot < slots; slot += 1) {
      offsets[slot + 1] = (offsets[slot + 1] ?? 0) + (offsets[slot] ?? 0);
    }
    const next = offsets.slice();
    const positions = new Uint32Array(grams);
    for (let at = 0; at < grams; at += 1) {
      const hash = hashes[at] ?? 0;
      const place = next[hash] ?? 0;
      positions[place] = at;
      next[hash] = place + 1;
    }
    this.offsets = offsets;
    this.positions = positions;
  }

  /** All offsets of `words`, in order; null for words too short to be looked up. */
  occurrences(words: string): number[] | null {
    const last = words.length - gramLength;
    if (last < 0) return null;
    let rarest: [from: number, to: number, shift: number] | null = null;
    for (let at = 0; at <= last; at += 1) {
      const [from, to] = this.range(hashAt(words, at));
      if (!rarest || to - from < rarest[1] - rarest[0]) rarest = [from, to, at];
      if (to - from < 8) break;
    }
    if (!rarest) return null;
    const found: number[] = [];
    for (let place = rarest[0]; place < rarest[1]; place += 1) {
      const start = (this.positions[place] ?? 0) - rarest[2];
      if (start >= 0 && this.text.startsWith(words, start)) found.push(start);
    }
    return found;
  }

  /** Stretches that have most of `words` in common, wide enough to hold them whole. */
  places(words: string): Stretch[] {
    const width = Math.max(64, words.length);
    const votes = new Map<number, number>();
    const grams = Math.max(1, words.length - gramLength + 1);
    const step = Math.max(1, Math.floor(grams / mostGrams));
    for (let at = 0; at + gramLength <= words.length; at += step) {
      const [from, to] = this.range(hashAt(words, at));
      if (to - from > tooCommon) continue;
      for (let place = from; place < to; place += 1) {
        const cell = Math.floor((this.positions[place] ?? 0) / width);
        votes.set(cell, (votes.get(cell) ?? 0) + 1);
      }
    }
    const together = (cell: number): number => (votes.get(cell) ?? 0) + (votes.get(cell + 1) ?? 0);
    const best = [...votes.keys()]
      .map((cell) => ({ cell, shared: together(cell) }))
      .sort((a, b) => b.shared - a.shared)
      .slice(0, mostPlaces)
      .sort((a, b) => a.cell - b.cell);
    const stretches: Stretch[] = [];
    for (const { cell } of best) {
      const start = Math.max(0, (cell - 1) * width);
      const end = Math.min(this.text.length, (cell + 3) * width);
      const last = stretches.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else stretches.push([start, end]);
    }
    return stretches;
  }

  private range(hash: number): [number, number] {
    return [this.offsets[hash] ?? 0, this.offsets[hash + 1] ?? 0];
  }
}

function hashAt(text: string, at: number): number {
  let hash = text.charCodeAt(at);
  for (let unit = 1; unit < gramLength; unit += 1) {
    hash = Math.imul(hash, 0x9e3779b1) + text.charCodeAt(at + unit);
  }
  return (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0) % slots;
}
