// What a screen reader hears of an annotation that was gone to: its colour, its words, and all that was put on it.
import { notePlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import { whoActs } from '@shared/i18n/statement-words';
import type { Translator } from '@shared/i18n/translator';
import { listed } from '../../ui/format';
import { colourNames } from './announcement';

/** More of a note is read in the inspector. */
const longestNote = 300;

/** `number` is its note's, as in the margin; null without one. */
export function annotationSaid(
  { targets, colour, note, tags, statement }: Annotation,
  number: number | null,
  translator: Translator
): string {
  const { t } = translator;
  const name = t(colourNames[colour]);
  const painted =
    number === null
      ? t('reader.highlighted', { colour: name })
      : t('reader.highlightedNote', { colour: name, number });
  const lost = targets.every(({ state }) => state === 'orphan');
  const quote = targets.map(({ anchor }) => anchor.exact).join(' … ');
  const text = notePlainText(note).replaceAll('\n', ' ');
  const does = statement && whoActs(statement, translator);
  return [
    t('reader.annotationAt', { state: lost ? t('reader.annotationLost') : painted, quote }),
    ...(text ? [t('reader.annotationNote', { note: beginning(text) })] : []),
    ...(tags.length > 0 ? [t('reader.annotationTags', { tags: listed(tags, translator) })] : []),
    ...(does ? [does] : [])
  ].join('. ');
}

function beginning(text: string): string {
  if (text.length <= longestNote) return text;
  return `${text.slice(0, longestNote).replace(/\s+\S*$/u, '')}…`;
}
