// The link of the sentence that the reading cursor is in, for the inspector.
import type { SideName } from '@domain/align/counterparts';
import { isLive, type Link } from '@domain/align/schema';
import type { ArticleSide } from './article-side.svelte';
import type { TextSpan } from './offset-map';
import type { ReaderState } from './reader-state.svelte';

export interface LinkHere {
  side: SideName;
  /** Where the sentence begins. */
  start: number;
  /** Null where nothing answers the sentence. */
  link: Link | null;
  /** What the sentences of both sides are called; without a link, only those of this side. */
  labels: Record<SideName, string[]>;
  /** The other side has nothing for it, and that says something: the articles are no comparable ones. */
  alone: boolean;
  /** The user's word that it has no counterpart. */
  marked: Link | null;
}

/** Null before the cursor was put anywhere, and outside sentences. */
export function linkHere(reader: ReaderState): LinkHere | null {
  const { cursor, moved } = reader;
  const sentence = moved && reader.target ? reader.sentenceOf(cursor) : null;
  if (!sentence) return null;
  const { side } = cursor;
  const link = reader.linkAt(side, sentence);
  const { start } = sentence;
  const marked = reader.links.find(
    (each) =>
      each.state === 'confirmed' &&
      !isLive(each) &&
      each[side].some(([from, to]) => from <= start && start < to)
  );
  const spans = (of: SideName): readonly TextSpan[] =>
    link ? link[of].map(([from, to]) => ({ start: from, end: to })) : of === side ? [sentence] : [];
  return {
    side,
    start,
    link,
    labels: {
      source: labelsOf(reader.source, spans('source')),
      target: reader.target ? labelsOf(reader.target, spans('target')) : []
    },
    alone: !link && reader.isAlone(side, sentence),
    marked: link ? null : (marked ?? null)
  };
}

function labelsOf(at: ArticleSide, spans: readonly TextSpan[]): string[] {
  return spans.flatMap(({ start, end }) => {
    const labels: string[] = [];
    for (let index = at.indexNear(start); index < at.sentences.length; index += 1) {
      const sentence = at.sentences[index];
      if (!sentence || sentence.start >= end) break;
      if (sentence.end > start) labels.push(at.labels[index] ?? '');
    }
    return labels;
  });
}
