// The words that a written form adds to the articles' own, in the interface's language.
import type { Pair } from '@domain/align/schema';
import type { Annotation } from '@domain/annotation/schema';
import type { FormWords } from '@domain/interchange/laid-document';
import { counterpartIndex } from '@domain/statement/counterpart';
import { statementInWords } from '@shared/i18n/statement-words';
import type { Translator } from '@shared/i18n/translator';
import { dateInWords, languageName } from './language';

/** `date` is the instant at which the file is made; counterparts are looked for among `annotations`. */
export function formWords(
  translator: Translator,
  {
    pair,
    date,
    annotations
  }: { pair: Pair | null; date: string; annotations: readonly Annotation[] }
): FormWords {
  const { t, language } = translator;
  const counterparts = counterpartIndex(annotations);
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
    statement: ({ id, statement }) => {
      if (!statement) return '';
      const quoted = (counterparts.get(id) ?? []).map(({ targets }) => {
        const words = targets.map(({ anchor }) => `“${anchor.exact.replace(/\s+/g, ' ').trim()}”`);
        return t('statement.counterpartWords', { words: words.join(' ') });
      });
      return [statementInWords(statement, translator, inWords), ...quoted].join(' · ');
    }
  };
}
