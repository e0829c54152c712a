// The words that a proof sheet adds to the texts' own, in the interface's language.
import type { Verdict } from '@domain/align/schema';
import type { SheetWords } from '@domain/interchange/proof-sheet';
import { reasonsInWords } from '@shared/i18n/link-reasons';
import type { Translator } from '@shared/i18n/translator';
import { dateInWords, languageName } from '../jobs/worker/export/content/language';

/** `date` is the instant at which the sheet is made. */
export function sheetWords(translator: Translator, verdict: Verdict, date: string): SheetWords {
  const { t, language } = translator;
  const percent = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  return {
    language,
    summary: ({ sentences, linked, conflicts }) => [
      t(`pdf.verdict_${verdict}`),
      t('common.coverage', { linked, total: sentences }),
      ...(conflicts > 0 ? [t('common.conflicts', { conflicts })] : []),
      dateInWords(date, language)
    ],
    languageName: (tag) => languageName(tag, tag),
    confidence: t('export.sheetConfidence'),
    // Nothing that is not certain is 100.
    percent: (share) => percent.format(Math.floor(share * 100)),
    why: t('reasons.title'),
    onlyHere: t('export.sheetOnlyHere'),
    outOfOrder: t('export.sheetOutOfOrder'),
    nothingLinked: t('export.sheetNothingLinked'),
    reasons: (reasons) => reasonsInWords(reasons, translator)
  };
}
