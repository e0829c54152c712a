// What stands over the articles: how they hang together, how far, and what is on them.
import { coverage } from '@domain/align/counterparts';
import type { Pair } from '@domain/align/schema';
import type { OrderedAnnotation } from '@domain/annotation/order';
import type { Article } from '@domain/article/schema';
import type { Translator } from '@shared/i18n/translator';
import type { PdfInput } from '../../../job-contract';
import { dateInWords, languageName } from './language';
import { printable } from './printable';

/** With an arrow where one article is made from the other. */
function languagesInWords(articles: readonly Article[], pair: Pair, display: string): string {
  const names = new Set(articles.map((article) => languageName(article.language, display)));
  names.delete('');
  return pair.verdict === 'comparable'
    ? new Intl.ListFormat(display).format(names)
    : [...names].join(' → ');
}

function linkedInWords([source]: readonly Article[], pair: Pair, { t }: Translator): string {
  if (!source) return '';
  const { sentences, linked } = coverage(source, 'source', pair.links);
  return t('common.coverage', { linked, total: sentences });
}

/** Passages that are found in the articles. */
function countHighlights(
  annotations: readonly OrderedAnnotation[],
  articles: readonly Article[]
): number {
  const here = new Set(articles.map(({ id }) => id));
  return annotations
    .flatMap(({ annotation }) => annotation.targets)
    .filter(({ articleId, state }) => here.has(articleId) && state !== 'orphan').length;
}

/** Facts of the pair, then of the file. How much is linked takes long to count: only of the `whole`. */
export function summary(
  input: PdfInput,
  { annotations, whole }: { annotations: readonly OrderedAnnotation[]; whole: boolean },
  translator: Translator
): string[] {
  const { articles, pair, language } = input;
  const { t } = translator;
  return [
    pair ? t(`pdf.verdict_${pair.verdict}`) : '',
    pair ? languagesInWords(articles, pair, language) : '',
    pair && whole ? linkedInWords(articles, pair, translator) : '',
    t('pdf.highlights', { count: countHighlights(annotations, articles) }),
    t('pdf.notes', { count: annotations.filter(({ number }) => number !== null).length }),
    dateInWords(input.date, language),
    printable(input.author)
  ].filter((part) => part !== '');
}
