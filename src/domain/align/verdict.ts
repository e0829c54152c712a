// Whether two texts are a translation, share a part, or only a subject.
import type { Bead, Link, Span, Verdict } from './schema';
import { isCovered, type Unit } from './units';

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
/**
 * Beads this sure that adjoin on both sides, and what they have in common. Of the comparable pairs we measure none has
 * two in a row; halves of one translation have a paragraph.
 */
const RUN_BEADS = 2;
const RUN_SURE = 0.85;
const RUN_WEIGHT = 9.5;
/** Mean of both sides’ shares of prose that is in links; anything from .70 to .76 tells as many right. */
const WHOLE = 0.73;

type Sentence = Pick<Unit, 'span' | 'isLine'>;
const sides = ['source', 'target'] as const;

/**
 * The verdict on all sentences of both sides, in order, and the share of sentences of the better covered side
 * that beads hold, weighed by confidence. Confirmed links count as certain.
 */
export function judge(
  beads: readonly Bead[],
  confirmed: readonly Link[],
  sentences: { source: readonly Sentence[]; target: readonly Sentence[] }
): { verdict: Verdict; evidence: number } {
  const sure = confirmed.map((link) => ({ ...link, confidence: 1 }));
  const shares = (list: readonly Bead[]) =>
    sides.map(
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
    (evidence >= TIED_BY_LENGTH && byLength >= LENGTH_TOTAL) ||
    haveRun(beads, sentences);
  if (!related) return { verdict: 'comparable', evidence };
  const [source = 0, target = 0] = sides.map((side) =>
    proseLinked(
      sentences[side],
      beads.flatMap((bead) => bead[side]),
      sure.flatMap((link) => link[side])
    )
  );
  return { verdict: (source + target) / 2 >= WHOLE ? 'translation' : 'partial', evidence };
}

/** Whether beads that adjoin on both sides have much in common together. */
function haveRun(
  beads: readonly Bead[],
  sentences: { source: readonly Sentence[]; target: readonly Sentence[] }
): boolean {
  const [source, target] = sides.map(
    (side) => new Map(sentences[side].map(({ span }, index) => [span[0], index]))
  );
  const first = (places: Map<number, number> | undefined, spans: readonly Span[]) =>
    places?.get(spans[0]?.[0] ?? -1) ?? -1;
  const run = { source: 0, target: 0, beads: 0, weight: 0 };
  return beads.some((bead) => {
    const [from, to] = [first(source, bead.source), first(target, bead.target)];
    if (from !== run.source || to !== run.target || bead.confidence < RUN_SURE) {
      [run.beads, run.weight] = [0, 0];
    }
    if (bead.confidence >= RUN_SURE) {
      run.beads++;
      run.weight += mentionWeight(bead) + lengthWeight(bead);
    }
    run.source = from + bead.source.length;
    run.target = to + bead.target.length;
    return run.beads >= RUN_BEADS && run.weight >= RUN_WEIGHT;
  });
}

/** Share of a side's characters in links; lines that are no prose (menus, headings) count only where they are linked. */
function proseLinked(
  sentences: readonly Sentence[],
  linked: readonly Span[],
  confirmed: readonly Span[]
): number {
  const starts = new Set(linked.map(([start]) => start));
  const isLinked = ({ span }: Sentence) =>
    starts.has(span[0]) || (confirmed.length > 0 && isCovered({ span }, confirmed));
  const inLinks = sentences.filter(isLinked);
  const left = sentences.filter((sentence) => !sentence.isLine && !isLinked(sentence));
  const [own, other] = [inLinks, left].map((list) => extentOf(list.map(({ span }) => span)));
  return (own ?? 0) / Math.max(1, (own ?? 0) + (other ?? 0));
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
