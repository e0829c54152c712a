// Names and short phrases of the list of notes.
import type { Grouping, SortOrder } from '@domain/annotation/arrange';
import type { AnchorState } from '@domain/anchor/states';
import type { Place } from '@domain/article/place';
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';

export const stateNames: Record<AnchorState, MessageKey> = {
  exact: 'notes.state_exact',
  moved: 'notes.state_moved',
  changed: 'notes.state_changed',
  orphan: 'notes.state_orphan'
};

export const orderNames: Record<SortOrder, MessageKey> = {
  reading: 'notes.order_reading',
  created: 'notes.order_created',
  modified: 'notes.order_modified',
  colour: 'notes.order_colour',
  tag: 'notes.order_tag',
  author: 'notes.order_author',
  article: 'notes.order_article'
};

export const groupingNames: Record<Grouping, MessageKey> = {
  none: 'notes.group_none',
  article: 'notes.group_article',
  tag: 'notes.group_tag',
  colour: 'notes.group_colour',
  speaker: 'notes.group_speaker',
  author: 'notes.group_author',
  date: 'notes.group_date',
  state: 'notes.group_state'
};

const placeNames = {
  heading: 'annotations.placeHeading',
  caption: 'annotations.placeCaption',
  footnote: 'annotations.placeFootnote',
  clutter: 'annotations.placeClutter'
} as const satisfies Record<string, MessageKey>;

/** Where in its article a passage stands; null where that is not known. */
export function placeWords(place: Place | null, { t }: Translator): string | null {
  if (!place) return null;
  return place.kind === 'paragraph'
    ? t('annotations.placeParagraph', { number: place.number })
    : t(placeNames[place.kind]);
}
