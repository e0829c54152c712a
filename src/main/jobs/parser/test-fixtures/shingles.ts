// The public article-extraction benchmark's measure: runs of four words, each article weighing the same.

/** Runs of four words with how often each occurs; for shorter texts all words as one. */
function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - 3) && words.length > 0; at += 1) {
    const run = words.slice(at, at + 4).join(' ');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

const sum = (counts: Iterable<number>): number =>
  [...counts].reduce((total, count) => total + count, 0);

/** Mean recall, and F1 of mean precision and recall, of what was kept against what a person marked. */
export function scoreBodies(bodies: readonly { gold: string; kept: string }[]): { recall: number; f1: number } {
  let [precision, recall] = [0, 0];
  for (const body of bodies) {
    const [gold, kept] = [shingles(body.gold), shingles(body.kept)];
    const both = sum([...gold].map(([run, count]) => Math.min(count, kept.get(run) ?? 0)));
    precision += both / Math.max(1, sum(kept.values())) / bodies.length;
    recall += both / Math.max(1, sum(gold.values())) / bodies.length;
  }
  return { recall, f1: (2 * precision * recall) / (precision + recall) };
}
