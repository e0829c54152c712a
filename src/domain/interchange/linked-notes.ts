// The notes on a pair's linked sentences, for forms that hold sentences rather than articles.
import { notePlainText } from '../annotation/note';
import type { OrderedAnnotation } from '../annotation/order';
import type { Annotation } from '../annotation/schema';
import type { Pair, Span } from '../align/schema';
import type { LinkedSentences } from './linked-sentences';

/** Annotations with a note by the link that a passage of theirs touches first; each stands once. */
export function notesByLink(
  ordered: readonly OrderedAnnotation[],
  pair: Pair,
  linked: readonly LinkedSentences[]
): Map<string, Annotation[]> {
  const places = new Map([
    [pair.sourceId, placesOf(linked, 'source')],
    [pair.targetId, placesOf(linked, 'target')]
  ]);
  const notes = new Map<string, Annotation[]>();
  for (const { annotation, number } of ordered) {
    if (number === null) continue;
    const id = annotation.targets
      .filter(({ state }) => state !== 'orphan')
      .map(({ articleId, anchor }) => firstUnder(places.get(articleId) ?? [], anchor))
      .find((found) => found !== undefined);
    if (id !== undefined) notes.set(id, [...(notes.get(id) ?? []), annotation]);
  }
  return notes;
}

interface Placed {
  start: number;
  end: number;
  id: string;
}

function placesOf(linked: readonly LinkedSentences[], side: 'source' | 'target'): Placed[] {
  return linked
    .flatMap(({ link }) => link[side].map(([start, end]: Span) => ({ start, end, id: link.id })))
    .sort((a, b) => a.start - b.start);
}

const firstUnder = (
  places: readonly Placed[],
  { start, end }: { start: number; end: number }
): string | undefined => places.find((place) => place.end > start && place.start < end)?.id;

/** The note behind its quotation, signed. */
export function noteWords({ author, targets, note }: Annotation): string {
  const quotation = targets.map(({ anchor }) => anchor.exact.replace(/\s+/g, ' ')).join(' […] ');
  const signed = author === '' ? '' : `\n– ${author}`;
  return `“${quotation}”\n${notePlainText(note)}${signed}`;
}
