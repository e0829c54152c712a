// Whether two texts are a translation, share a part, or only a subject.
import type { Bead, Link, Verdict } from './schema';

/** Shares of sentences. Unrelated texts reach .15 by mentions, halves of one translation .3; see README.md. */
const TIED_BY_MENTIONS = 0.18;
/** Where next to nothing is mentioned on both sides, lengths alone can tell, but only over many sentences. */
const TIED_BY_LENGTH = 0.45;
const LENGTH_TOTAL = 15;
const WHOLE = 0.75;

/**
 * The verdict on all sentences of both sides (`counts`), and the share of sentences of the better covered side
 * that beads hold, weighed by confidence. Confirmed links count as certain.
 */
export function judge(
  beads: readonly Bead[],
  confirmed: readonly Link[],
  counts: { source: number; target: number }
): { verdict: Verdict; evidence: number } {
  const sure = confirmed.map((link) => ({ ...link, confidence: 1 }));
  const shares = (list: readonly Bead[]) =>
    (['source', 'target'] as const).map(
      (side) =>
        list.reduce((sum, bead) => sum + bead.confidence * bead[side].length, 0) /
        Math.max(1, counts[side])
    );
  const covered = shares([...sure, ...beads]);
  const evidence = Math.round(Math.max(...covered) * 1000) / 1000;
  const mentioned = Math.max(
    ...shares([...sure, ...beads.filter((bead) => mentionWeight(bead) > 0)])
  );
  const byLength = beads.reduce((sum, bead) => sum + bead.confidence * lengthWeight(bead), 0);
  const related =
    mentioned >= TIED_BY_MENTIONS || (evidence >= TIED_BY_LENGTH && byLength >= LENGTH_TOTAL);
  if (!related) return { verdict: 'comparable', evidence };
  return { verdict: Math.min(...covered) >= WHOLE ? 'translation' : 'partial', evidence };
}

function mentionWeight({ reasons }: Bead): number {
  return reasons.reduce((sum, { kind, weight }) => sum + (fromMention.has(kind) ? weight : 0), 0);
}

function lengthWeight({ reasons }: Bead): number {
  return reasons.find(({ kind }) => kind === 'length')?.weight ?? 0;
}

const fromMention: ReadonlySet<string> = new Set(['number', 'date', 'name', 'word']);
