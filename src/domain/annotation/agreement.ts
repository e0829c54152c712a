// Where two readers agree: passages both marked, passages one of them marked, and how far their tags say the same.
import type { ArticleId } from '../ids';
import { tagKey } from '../tag/names';
import type { Annotation, AnnotationTarget } from './schema';

/** A passage of one reader, or where two of them overlap. */
export interface Meeting {
  articleId: ArticleId;
  first: Annotation | null;
  second: Annotation | null;
  /** Of what both marked: whether colour and tags are the same. */
  same: boolean;
  /** Where it begins in the article. */
  start: number;
}

/** Counts of passages; `both` is `same` and `different` together. */
export interface AgreementCounts {
  same: number;
  different: number;
  onlyFirst: number;
  onlySecond: number;
}

interface Passage {
  annotation: Annotation;
  target: AnnotationTarget;
}

function passagesOf(annotations: readonly Annotation[], articleId: ArticleId, author: string) {
  return annotations
    .filter((annotation) => annotation.author === author)
    .flatMap((annotation) =>
      annotation.targets
        .filter((target) => target.articleId === articleId && target.state !== 'orphan')
        .map((target): Passage => ({ annotation, target }))
    )
    .sort((a, b) => a.target.anchor.start - b.target.anchor.start);
}

const overlaps = (a: Passage, b: Passage): boolean =>
  a.target.anchor.start < b.target.anchor.end && b.target.anchor.start < a.target.anchor.end;

function sameCoding({ annotation: a }: Passage, { annotation: b }: Passage): boolean {
  const keys = ({ tags }: Annotation): string => [...new Set(tags.map(tagKey))].sort().join('\n');
  return a.colour === b.colour && keys(a) === keys(b);
}

/**
 * What two readers marked in one article, in the text's order: each pair of passages that overlap, and each passage
 * that overlaps none of the other's. Lost passages count for nothing.
 */
export function meetings(
  annotations: readonly Annotation[],
  articleId: ArticleId,
  [first, second]: readonly [string, string]
): Meeting[] {
  const firsts = passagesOf(annotations, articleId, first);
  const seconds = passagesOf(annotations, articleId, second);
  const found: Meeting[] = [];
  const met = new Set<Passage>();
  for (const one of firsts) {
    for (const other of seconds) {
      // They are sorted by their starts: none of those that follow can begin before this one ends.
      if (other.target.anchor.start >= one.target.anchor.end) break;
      if (!overlaps(one, other)) continue;
      met.add(one).add(other);
      found.push({
        articleId,
        first: one.annotation,
        second: other.annotation,
        same: sameCoding(one, other),
        start: Math.min(one.target.anchor.start, other.target.anchor.start)
      });
    }
  }
  const alone = (passage: Passage, side: 'first' | 'second'): Meeting => ({
    articleId,
    first: side === 'first' ? passage.annotation : null,
    second: side === 'second' ? passage.annotation : null,
    same: false,
    start: passage.target.anchor.start
  });
  for (const one of firsts) if (!met.has(one)) found.push(alone(one, 'first'));
  for (const one of seconds) if (!met.has(one)) found.push(alone(one, 'second'));
  return found.sort((a, b) => a.start - b.start);
}

export function countMeetings(all: readonly Meeting[]): AgreementCounts {
  const counts = { same: 0, different: 0, onlyFirst: 0, onlySecond: 0 };
  for (const { first, second, same } of all) {
    if (first && second) counts[same ? 'same' : 'different'] += 1;
    else counts[first ? 'onlyFirst' : 'onlySecond'] += 1;
  }
  return counts;
}

/** How two readers used one tag over the same sentences; counts of sentences. */
export interface TagAgreement {
  /** As first met. */
  tag: string;
  both: number;
  onlyFirst: number;
  onlySecond: number;
  neither: number;
}

/** Sentences as half-open ranges of an article's text. */
export interface ReadSentences {
  articleId: ArticleId;
  sentences: readonly { start: number; end: number }[];
}

/**
 * For each tag that either of the two readers used in these articles, on how many sentences both, one or neither of
 * them put it. A reader put a tag on a sentence where a passage of theirs with the tag touches it. By the tag's name.
 */
export function tagAgreement(
  annotations: readonly Annotation[],
  read: readonly ReadSentences[],
  authors: readonly [string, string]
): TagAgreement[] {
  const tags = new Map<string, { name: string; marks: [Set<string>, Set<string>] }>();
  let total = 0;
  for (const { articleId, sentences } of read) {
    total += sentences.length;
    for (const [side, author] of authors.entries()) {
      for (const { annotation, target } of passagesOf(annotations, articleId, author)) {
        const touched = touchedBy(sentences, target.anchor);
        for (const name of annotation.tags) {
          const key = tagKey(name);
          const known = tags.get(key) ?? { name, marks: [new Set(), new Set()] };
          tags.set(key, known);
          for (const index of touched) known.marks[side]?.add(`${articleId} ${index}`);
        }
      }
    }
  }
  return [...tags.values()].map(({ name, marks: [first, second] }) => {
    const both = [...first].filter((sentence) => second.has(sentence)).length;
    const [onlyFirst, onlySecond] = [first.size - both, second.size - both];
    return {
      tag: name,
      both,
      onlyFirst,
      onlySecond,
      neither: total - both - onlyFirst - onlySecond
    };
  });
}

function touchedBy(
  sentences: ReadSentences['sentences'],
  { start, end }: { start: number; end: number }
): number[] {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.end ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  const touched: number[] = [];
  for (let at = low; (sentences[at]?.start ?? Infinity) < end; at += 1) touched.push(at);
  return touched;
}

/** The share of sentences on which the two say the same of the tag, 0 to 1; null of no sentences. */
export function percentAgreement({
  both,
  onlyFirst,
  onlySecond,
  neither
}: TagAgreement): number | null {
  const total = both + onlyFirst + onlySecond + neither;
  return total === 0 ? null : (both + neither) / total;
}

/**
 * Cohen's kappa: agreement beyond what the two would reach by chance, each using the tag as often as they do; 1 for
 * full agreement, 0 for none beyond chance. Null where chance alone agrees fully (both always or never use the tag).
 * J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960), 37–46.
 */
export function cohensKappa(agreement: TagAgreement): number | null {
  const { both, onlyFirst, onlySecond, neither } = agreement;
  const total = both + onlyFirst + onlySecond + neither;
  const observed = percentAgreement(agreement);
  if (observed === null) return null;
  const first = (both + onlyFirst) / total;
  const second = (both + onlySecond) / total;
  const chance = first * second + (1 - first) * (1 - second);
  return chance === 1 ? null : (observed - chance) / (1 - chance);
}
