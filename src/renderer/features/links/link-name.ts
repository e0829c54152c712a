// Sentences and links in words: for lists, announcements and screen readers.
import { inConflict } from '@domain/align/doubts';
import type { SideName } from '@domain/align/counterparts';
import type { Translator } from '@shared/i18n/translator';
import { languageCode, languageName } from '../../ui/format';
import type { Chosen } from './link-acts';
import { ties, type LinkEntry, type Sides } from './link-table';

const lists = new Map<string, Intl.ListFormat>();

function listed(labels: readonly string[], { language }: Translator): string {
  if (labels.length === 1) return labels[0] ?? '';
  let format = lists.get(language);
  if (!format) {
    format = new Intl.ListFormat(language, { type: 'conjunction' });
    lists.set(language, format);
  }
  return format.format(labels);
}

/** "2.2 and 2.3". */
export function labelsOf(
  sides: Sides,
  side: SideName,
  indexes: readonly number[],
  t: Translator
): string {
  const labels = indexes.map((index) => sides[side].labels[index] ?? '');
  return listed(labels, t);
}

/** "English 2.2 and 2.3", or "EN 2.2 and 2.3" where short. */
export function sentencesName(
  sides: Sides,
  side: SideName,
  indexes: readonly number[],
  t: Translator,
  short = false
): string {
  const { language } = sides[side].article;
  return t.t('links.sentences', {
    language: short ? languageCode(language) : languageName(language, t),
    labels: labelsOf(sides, side, indexes, t)
  });
}

/** "English 2.2 with Vietnamese 2.2". */
export function bothName(sides: Sides, { source, target }: Chosen, t: Translator): string {
  return t.t('links.both', {
    source: sentencesName(sides, 'source', source, t),
    target: sentencesName(sides, 'target', target, t)
  });
}

/** Confidence as a whole number of a hundred. */
export function percent(confidence: number): number {
  return Math.round(confidence * 100);
}

/** "proposed, 71", "confirmed", "in conflict, 58". */
export function stateName(entry: LinkEntry, t: Translator): string {
  const { link } = entry;
  if (link.state === 'confirmed') return t.t('links.stateConfirmed');
  return t.t(inConflict(link) ? 'links.stateConflict' : 'links.stateProposed', {
    confidence: percent(link.confidence)
  });
}

/** What the sentence is linked with, and how: the end of its accessible name. */
export function linkedName(
  sides: Sides,
  side: SideName,
  entry: LinkEntry | null,
  t: Translator
): string {
  if (!entry) return t.t('links.nameUnlinked');
  if (!ties(entry)) return t.t('links.nameAlone');
  const other = side === 'source' ? 'target' : 'source';
  return t.t('links.nameLinked', {
    own: sentencesName(sides, side, entry[side], t),
    other: sentencesName(sides, other, entry[other], t),
    state: stateName(entry, t)
  });
}
