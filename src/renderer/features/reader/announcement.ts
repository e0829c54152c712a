// What a screen reader hears when the reading cursor moves.
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';
import type { HighlightColour } from '@domain/annotation/schema';
import { isDisagreement, isUnsure, valuesApart } from '@domain/align/doubts';
import { otherSide } from '@domain/align/side-names';
import { languageInText, listed } from '../../ui/format';
import { disagreementInWords } from '@shared/i18n/link-reasons';
import { linkHere } from './link-here';
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

/**
 * The selection's words, or the sentence with what is known of it: highlights, notes, and of its link what is out of
 * the ordinary; also a doubt where `doubts` were asked for.
 */
export function announcement(reader: ReaderState, t: Translator, doubts = false): string {
  const { subject, selection } = reader;
  if (!subject) return '';
  const text = reader.at(subject.side)?.article.text.slice(subject.start, subject.end) ?? '';
  if (selection) return t.t('reader.selected', { text });
  const parts = reader.passagesHere.flatMap(({ colour, number, stated }) => [
    number === null
      ? t.t('reader.highlighted', { colour: t.t(colourNames[colour]) })
      : t.t('reader.highlightedNote', { colour: t.t(colourNames[colour]), number }),
    ...(stated ? [t.t('reader.stated')] : [])
  ]);
  parts.push(...saidOfLink(reader, t, doubts));
  return parts.length > 0 ? t.t('reader.sentenceState', { text, state: parts.join(', ') }) : text;
}

/** Nothing for a link that nothing speaks against: that is what a reader expects. */
function saidOfLink(reader: ReaderState, t: Translator, doubts: boolean): string[] {
  const here = linkHere(reader);
  if (!here) return [];
  const { link, side, labels, alone } = here;
  if (!link) {
    const language = reader.at(side)?.article.language ?? 'und';
    return alone ? [small(t.t('reader.onlyIn', { language: languageInText(language, t) }))] : [];
  }
  const disagreements = link.reasons.filter(isDisagreement).map((reason) => {
    const what = small(disagreementInWords(reason, t));
    const [one, other] = valuesApart(reason) ?? [];
    return one && other ? t.t('reader.valuesApart', { what, one, other }) : what;
  });
  const said = [...(doubts && isUnsure(link) ? [t.t('reader.unsure')] : []), ...disagreements];
  if (said.length === 0) return [];
  return [t.t('reader.linkedWith', { labels: listed(labels[otherSide(side)], t) }), ...said];
}

function small(words: string): string {
  return words.charAt(0).toLocaleLowerCase() + words.slice(1);
}
