// What a screen reader hears when the reading cursor moves.
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';
import type { HighlightColour } from '@domain/annotation/schema';
import type { ReaderState } from './reader-state.svelte';

/** The colours as words. */
export const colourNames = {
  yellow: 'reader.colourYellow',
  green: 'reader.colourGreen',
  blue: 'reader.colourBlue',
  pink: 'reader.colourPink',
  violet: 'reader.colourViolet',
  orange: 'reader.colourOrange'
} as const satisfies Record<HighlightColour, MessageKey>;

/** The selection's words, or the sentence with what is known of it: highlights, notes, whether it has a counterpart. */
export function announcement(reader: ReaderState, t: Translator): string {
  const { subject, selection } = reader;
  if (!subject) return '';
  const text = reader.at(subject.side)?.article.text.slice(subject.start, subject.end) ?? '';
  if (selection) return t.t('reader.selected', { text });
  const parts = reader.passagesHere.map(({ colour, number }) =>
    number === null
      ? t.t('reader.highlighted', { colour: t.t(colourNames[colour]) })
      : t.t('reader.highlightedNote', { colour: t.t(colourNames[colour]), number })
  );
  if (reader.target && reader.links.length > 0 && !reader.linkAt(subject.side, subject)) {
    parts.push(t.t('reader.noCounterpart'));
  }
  return parts.length > 0 ? t.t('reader.sentenceState', { text, state: parts.join(', ') }) : text;
}
