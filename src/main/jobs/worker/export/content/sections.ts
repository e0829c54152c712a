// What is printed after the articles: notes, statements, sources.
import { notePlainText } from '@domain/annotation/note';
import { noteNumbers, type OrderedAnnotation } from '@domain/annotation/order';
import type { Annotation } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import { counterpartIndex } from '@domain/statement/counterpart';
import { statementLines } from '@shared/i18n/statement-words';
import type { Translator } from '@shared/i18n/translator';
import { markColour } from '../highlight-colours';
import type { AnnotationId } from '@domain/ids';
import { DatesInWords, dateInWords, typstLanguage } from './language';
import type { NoteJumps } from './note-jumps';
import { noteNodes } from './note-nodes';
import { breakable } from './printable';
import { titleOf } from '@domain/interchange/rows';
import type {
  PrintedNote,
  PrintedSource,
  PrintedStatement,
  Quotation,
  Side
} from './typeset-document';

/** Longer quotations lose their middle: the passage itself stands highlighted in the text. */
const quotationLimit = 320;
/** Characters of a note with its quotation that may not be torn by the end of a page. */
const keptTogether = 700;

export const sideOf = (index: number): Side => (index === 0 ? 'source' : 'target');

function shorten(passage: string): string {
  const text = passage.trim();
  if (text.length <= quotationLimit) return text;
  const half = quotationLimit / 2;
  const head = text.slice(0, half).replace(/\s+\S*$/, '');
  const tail = text.slice(-half).replace(/^\S*\s+/, '');
  return `${head} […] ${tail}`;
}

function quotations(annotation: Annotation, articles: readonly Article[]): Quotation[] {
  return annotation.targets.flatMap(({ articleId, anchor }) => {
    const index = articles.findIndex((article) => article.id === articleId);
    const article = articles[index];
    if (!article) return [];
    return {
      side: sideOf(index),
      language: typstLanguage(article.language),
      text: breakable(shorten(anchor.exact))
    };
  });
}

/** All numbered notes by their annotations, in order. `quoted`: with the words they are on. */
export function printNotes(
  ordered: OrderedAnnotation[],
  articles: readonly Article[],
  { jumps, quoted: withQuotations }: { jumps: NoteJumps; quoted: (id: AnnotationId) => boolean },
  { t, language }: Translator
): Map<AnnotationId, PrintedNote> {
  const numbers = noteNumbers(ordered);
  const dates = new DatesInWords(language);
  const notes = ordered.flatMap(({ annotation, target, number }): [AnnotationId, PrintedNote][] => {
    if (number === null) return [];
    const facts = [annotation.author, dates.of(annotation.modified)];
    if (annotation.tags.length > 0) facts.push(annotation.tags.join(', '));
    if (target.state === 'orphan') facts.push(t('pdf.passageNotFound'));
    const quoted = withQuotations(annotation.id) ? quotations(annotation, articles) : [];
    const length = quoted.reduce((sum, { text }) => sum + text.length, 0);
    const note: PrintedNote = {
      number,
      colour: markColour(annotation.colour),
      marker: jumps.fromNote(number),
      breakable: length + notePlainText(annotation.note).length > keptTogether,
      quotations: quoted,
      body: noteNodes(annotation.note, numbers, jumps),
      facts: facts.filter((fact) => fact !== '').map(breakable)
    };
    return [[annotation.id, note]];
  });
  return new Map(notes);
}

/** Statements in document order; a counterpart's words stand under the statement's own. */
export function printStatements(
  ordered: OrderedAnnotation[],
  articles: readonly Article[],
  annotations: readonly Annotation[],
  jumps: NoteJumps,
  translator: Translator
): PrintedStatement[] {
  const counterparts = counterpartIndex(annotations);
  return ordered.flatMap(({ annotation, number }) => {
    const { statement } = annotation;
    if (!statement) return [];
    const { who, what, how } = statementLines(statement, translator, (date) =>
      dateInWords(date, translator.language)
    );
    const answering = counterparts.get(annotation.id) ?? [];
    const quoted = [annotation, ...answering].flatMap((one) => quotations(one, articles));
    const cells = [who, what, how, quoted.map(({ text }) => text)];
    return {
      breakable: Math.max(...cells.map((lines) => lines.join('').length)) > keptTogether,
      note:
        number === null
          ? null
          : { name: translator.t('pdf.note', { number }), marker: jumps.toNote(number) },
      colour: markColour(annotation.colour),
      speaker: who.map(breakable),
      act: what.map(breakable),
      quotations: quoted,
      when: how.map(breakable)
    };
  });
}

export function printSources(
  articles: readonly Article[],
  { t, language }: Translator
): PrintedSource[] {
  return articles.map((article, index) => ({
    side: sideOf(index),
    title: breakable(titleOf(article)),
    language: typstLanguage(article.language),
    facts: [
      ...[article.source, article.url].flatMap((fact) => (fact ? [breakable(fact)] : [])),
      ...(article.accessed
        ? [`${t('details.accessed')} ${dateInWords(article.accessed, language)}`]
        : []),
      breakable(article.original.name),
      t('pdf.bytes', { count: article.original.byteLength })
    ],
    sha256: article.original.sha256
  }));
}

/** What a tag for a highlight says to those who cannot see it. */
export function spokenHighlight({ number }: OrderedAnnotation, { t }: Translator): string {
  return number === null ? t('pdf.highlightSpoken') : t('pdf.note', { number });
}
