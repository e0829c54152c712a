// Whether two texts are a translation, share a part, or only a subject.
import type { Bead, Link, Span, Verdict } from './schema';

/** A bead ties two sentences where both mention something, surely so where no other path will do. */
const SURE = 0.95;
const SURELY_MENTIONED = 1;
/**
 * Shares of sentences. Surely tied: two reports of one event reach .11, halves of one translation .18; tied at
 * all: .29, and from .28 on. Either line is enough; see README.md.
 */
const SURELY_TIED = 0.14;
const TIED = 0.4;
/** One sure tie alone must hold half of a text together. */
const TIED_ALONE = 0.5;
/** Where next to nothing is mentioned on both sides, lengths alone can tell, but only over many sentences. */
const TIED_BY_LENGTH = 0.45;
const LENGTH_TOTAL = 15;
/** Shares of characters in links: of both sides, the better covered one counting fourfold; and of the other alone. */
const WHOLE = 0.72;
const WHOLE_OTHER = 0.4;

/**
 * The verdict on all sentences of both sides, and the share of sentences of the better covered side
 * that beads hold, weighed by confidence. Confirmed links count as certain.
 */
export function judge(
  beads: readonly Bead[],
  confirmed: readonly Link[],
  sentences: { source: readonly Span[]; target: readonly Span[] }
): { verdict: Verdict; evidence: number } {
  const sure = confirmed.map((link) => ({ ...link, confidence: 1 }));
  const shares = (list: readonly Bead[]) =>
    (['source', 'target'] as const).map(
      (side) =>
        list.reduce((sum, bead) => sum + bead.confidence * bead[side].length, 0) /
        Math.max(1, sentences[side].length)
    );
  const covered = shares([...sure, ...beads]);
  const evidence = Math.round(Math.max(...covered) * 1000) / 1000;
  const ties = beads.filter((bead) => mentionWeight(bead) > 0);
  const sureTies = [...sure, ...ties.filter(isSure)];
  const tied = Math.max(...shares([...sure, ...ties]));
  const surelyTied = Math.max(...shares(sureTies.map((bead) => ({ ...bead, confidence: 1 }))));
  const byLength = beads.reduce((sum, bead) => sum + bead.confidence * lengthWeight(bead), 0);
  const related =
    tied >= TIED ||
    surelyTied >= (sureTies.length > 1 ? SURELY_TIED : TIED_ALONE) ||
    (evidence >= TIED_BY_LENGTH && byLength >= LENGTH_TOTAL);
  if (!related) return { verdict: 'comparable', evidence };
  const linked = (['source', 'target'] as const).map(
    (side) =>
      extentOf([...sure, ...beads].flatMap((bead) => bead[side])) /
      Math.max(1, extentOf(sentences[side]))
  );
  const [less, more] = [Math.min(...linked), Math.max(...linked)];
  const whole = 0.8 * more + 0.2 * less >= WHOLE && less >= WHOLE_OTHER;
  return { verdict: whole ? 'translation' : 'partial', evidence };
}

function extentOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0);
}

function mentionWeight({ reasons }: Bead): number {
  return reasons.reduce((sum, { kind, weight }) => sum + (fromMention.has(kind) ? weight : 0), 0);
}

function isSure(bead: Bead): boolean {
  return bead.confidence >= SURE && mentionWeight(bead) >= SURELY_MENTIONED;
}

function lengthWeight({ reasons }: Bead): number {
  return reasons.find(({ kind }) => kind === 'length')?.weight ?? 0;
}

const fromMention: ReadonlySet<string> = new Set(['number', 'date', 'name', 'word']);
