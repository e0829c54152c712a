// The words that a written form adds to the articles' own, in the interface's language.
import type { Pair } from '@domain/align/schema';
import type { FormWords } from '@domain/interchange/laid-document';
import type { Translator } from '@shared/i18n/translator';
import { dateInWords, languageName } from './language';

/** `date` is the instant at which the file is made. */
export function formWords({ t, language }: Translator, pair: Pair | null, date: string): FormWords {
  const inWords = (given: string): string => dateInWords(given, language);
  return {
    language,
    summary: [...(pair ? [t(`pdf.verdict_${pair.verdict}`)] : []), inWords(date)],
    notes: t('pdf.notesTitle'),
    statements: t('pdf.statementsTitle'),
    sources: t('pdf.sourcesTitle'),
    elsewhere: t('export.elsewhere'),
    languageName: (tag) => languageName(tag, tag),
    dateInWords: inWords,
    picture: (alt) => (alt === '' ? t('export.pictureBare') : t('export.picture', { alt })),
    statement: (statement) =>
      [
        [statement.speaker, statement.role, statement.organisation].filter(Boolean).join(', '),
        statement.act && t(`pdf.act_${statement.act}`),
        statement.topic,
        statement.addressee && t('pdf.to', { addressee: statement.addressee }),
        statement.stance,
        statement.date && inWords(statement.date),
        statement.place,
        statement.form && t(`pdf.form_${statement.form}`),
        statement.certainty && t(`pdf.certainty_${statement.certainty}`)
      ]
        .filter(Boolean)
        .join(' · ')
  };
}
