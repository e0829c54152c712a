// Where in a text a passage may stand, found by the runs of four letters that it shares with it.

const gramLength = 4;
const mostSlots = 1 << 17;
/** Occurrences looked at of all runs of a passage: the rarest say the most. */
const mostVotes = 20_000;
/** Letters that may be put in or left out before the runs of a passage no longer count for the same place. */
const drift = 24;

export class GramIndex {
  private readonly slots: number;
  private readonly offsets: Uint32Array;
  private readonly positions: Uint32Array;
  /** For each stretch of the text how many runs put the passage's beginning there; all 0 between two searches. */
  private votes = new Uint16Array(0);
  /** The stretches with votes, in the order they got them. */
  private readonly touched = new Uint32Array(mostVotes);

  constructor(private readonly text: string) {
    let slots = 1024;
    while (slots < text.length && slots < mostSlots) slots *= 2;
    this.slots = slots;
    const grams = Math.max(0, text.length - gramLength + 1);
    const hashes = new Uint32Array(grams);
    const offsets = new Uint32Array(slots + 1);
    for (let at = 0; at < grams; at += 1) {
      const hash = hashAt(text, at) % slots;
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

  /** Offsets of `words`, in order, at most `most`. */
  occurrences(words: string, most: number): number[] {
    const found: number[] = [];
    const last = words.length - gramLength;
    if (last < 0) {
      let at = this.text.indexOf(words);
      for (; at >= 0 && found.length < most; at = this.text.indexOf(words, at + 1)) found.push(at);
      return found;
    }
    let rarest: [from: number, to: number, shift: number] = [0, Infinity, 0];
    for (let at = 0; at <= last; at += 1) {
      const [from, to] = this.range(words, at);
      if (to - from < rarest[1] - rarest[0]) rarest = [from, to, at];
      if (to - from < 8) break;
    }
    for (let place = rarest[0]; place < rarest[1] && found.length < most; place += 1) {
      const start = (this.positions[place] ?? 0) - rarest[2];
      if (start >= 0 && this.text.startsWith(words, start)) found.push(start);
    }
    return found;
  }

  /** Offsets near which `words` may begin, those with the most in common first, at most `most`. */
  places(words: string, most: number): number[] {
    const { positions } = this;
    const shift = Math.ceil(words.length / drift);
    const cellCount = Math.ceil(this.text.length / drift) + shift + 2;
    if (this.votes.length < cellCount) this.votes = new Uint16Array(cellCount);
    // Locals, and no look at what may be undefined: this loop is where the time goes.
    const { votes, touched } = this;
    let count = 0;
    let left = mostVotes;
    for (const [from, to, at] of this.rarest(words)) {
      left -= to - from;
      if (left < 0) break;
      const before = shift * drift - at;
      for (let place = from; place < to; place += 1) {
        const cell = (((positions[place] as number) + before) / drift) | 0;
        const given = votes[cell] as number;
        if (given === 0) touched[count++] = cell;
        votes[cell] = given + 1;
      }
    }
    const shared = (cell: number): number => (votes[cell] as number) + (votes[cell + 1] as number);
    let highest = 0;
    for (let nth = 0; nth < count; nth += 1) {
      highest = Math.max(highest, shared(touched[nth] as number));
    }
    const best: { cell: number; shared: number }[] = [];
    for (let nth = 0; nth < count; nth += 1) {
      const cell = touched[nth] as number;
      if (shared(cell) >= highest / 2) best.push({ cell, shared: shared(cell) });
    }
    best.sort((a, b) => b.shared - a.shared);
    for (let nth = 0; nth < count; nth += 1) votes[touched[nth] as number] = 0;
    const cells: number[] = [];
    for (const { cell } of best) {
      if (cells.length >= most) break;
      if (!cells.some((chosen) => Math.abs(chosen - cell) < 2)) cells.push(cell);
    }
    return cells.map((cell) => (cell + 1 - shift) * drift);
  }

  /** Where the passage's runs stand in the text, the rarest first: [from, to) of the positions, and its own offset. */
  private rarest(words: string): [number, number, number][] {
    const ranges: [number, number, number][] = [];
    for (let at = 0; at + gramLength <= words.length; at += 1) {
      const [from, to] = this.range(words, at);
      if (to > from) ranges.push([from, to, at]);
    }
    return ranges.sort((a, b) => a[1] - a[0] - (b[1] - b[0]));
  }

  private range(words: string, at: number): [number, number] {
    const hash = hashAt(words, at) % this.slots;
    return [this.offsets[hash] ?? 0, this.offsets[hash + 1] ?? 0];
  }
}

function hashAt(text: string, at: number): number {
  let hash = text.charCodeAt(at);
  for (let unit = 1; unit < gramLength; unit += 1) {
    hash = Math.imul(hash, 0x9e3779b1) + text.charCodeAt(at + unit);
  }
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
}
