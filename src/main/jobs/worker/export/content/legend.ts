// What the colours and tags in the file are called, and how often they occur.
import { highlightColours, type HighlightColour } from '@domain/annotation/colours';
import type { OrderedAnnotation } from '@domain/annotation/order';
import { tagKey } from '@domain/tag/names';
import type { Tag } from '@domain/tag/schema';
import { Vocabulary } from '@domain/tag/vocabulary';
import type { Translator } from '@shared/i18n/translator';
import { markColour, washColour } from '../highlight-colours';
import { printable } from './printable';
import type { LegendEntry, TypesetDocument } from './typeset-document';

/** More would push the articles down the first page. */
const mostTags = 16;

const inks = (colour: HighlightColour | null): LegendEntry['colour'] =>
  colour && { wash: washColour(colour), mark: markColour(colour) };

/** Colours in their order, tags with the commonest first; only those that some annotation has. */
export function printLegend(
  ordered: readonly OrderedAnnotation[],
  tags: readonly Tag[],
  { t, language }: Translator
): TypesetDocument['legend'] {
  const all = ordered.map(({ annotation }) => annotation);
  const colours = highlightColours.flatMap((colour): LegendEntry[] => {
    const count = all.filter((annotation) => annotation.colour === colour).length;
    return count === 0 ? [] : [{ name: t(`annotations.${colour}`), count, colour: inks(colour) }];
  });
  const vocabulary = new Vocabulary(
    tags,
    all.flatMap((annotation) => annotation.tags)
  );
  const counts = new Map<string, { name: string; count: number }>();
  for (const name of all.flatMap((annotation) => annotation.tags)) {
    const key = tagKey(name);
    counts.set(key, { name, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const entries = [...counts.values()]
    .map(({ name, count }): LegendEntry => ({
      name: printable(vocabulary.pathOf(name)),
      count,
      colour: inks(vocabulary.colourOf(name))
    }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, language));
  const left = entries.length - mostTags;
  return {
    colours,
    tags: entries.slice(0, mostTags),
    more: left > 0 ? t('pdf.moreTags', { count: left }) : ''
  };
}
