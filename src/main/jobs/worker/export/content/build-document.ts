// From the export's input to the document the template sets and the plan the second pass follows.
import { notePlainText } from '@domain/annotation/note';
import { orderAnnotations, type OrderedAnnotation } from '@domain/annotation/order';
import type { Pair } from '@domain/align/schema';
import type { Article, Block } from '@domain/article/schema';
import type { Translator } from '@shared/i18n/translator';
import type { PdfInput } from '../../../job-contract';
import { markColour, paperColour } from '../highlight-colours';
import type { AnnotationPlan, Marker, Passage } from '../pdf/annotate';
import { dateInWords, languageName, typstLanguage } from './language';
import { collectPassages, numberOffset, type ArticlePassage } from '@domain/annotation/passages';
import { PieceCutter, type NumberPlace } from './pieces';
import { breakable, printable } from './printable';
import {
  HeadingLevels,
  layRows,
  titleBlock,
  titleOf,
  type RowOfBlocks
} from '@domain/interchange/rows';
import { printGroups, type CutBlock } from './print-groups';
import { printNotes, printSources, printStatements, sideOf, spokenHighlight } from './sections';
import type { Column, Row, TypesetDocument } from './typeset-document';

/** Numbers of the notes by block, in the blocks' own articles; and which annotations got one. */
function placeNumbers(
  articles: readonly Article[],
  passages: ArticlePassage[][],
  printed: (article: number, block: number) => boolean
): { places: Map<Block, NumberPlace[]>; anchored: Set<string> } {
  const places = new Map<Block, NumberPlace[]>();
  const anchored = new Set<string>();
  const all = passages
    .flatMap((list, article) => list.map((passage) => ({ passage, article })))
    .sort((a, b) => a.passage.index - b.passage.index);
  for (const { passage, article } of all) {
    const { annotation, number } = passage.ordered;
    const source = articles[article];
    if (number === null || !source) continue;
    const block = source.blocks.findLast(
      (candidate, index) =>
        candidate.start < passage.end && candidate.end > passage.start && printed(article, index)
    );
    if (!block) continue;
    const list = places.get(block) ?? [];
    list.push({
      offset: numberOffset(source.text, passage.end, block),
      noteNumber: {
        number,
        colour: markColour(annotation.colour),
        anchor: !anchored.has(annotation.id)
      }
    });
    anchored.add(annotation.id);
    places.set(block, list);
  }
  return { places, anchored };
}

function planPassages(passages: ArticlePassage[][], translator: Translator): Passage[] {
  return passages
    .flat()
    .sort((a, b) => a.index - b.index)
    .map(({ ordered, ordinal }) => {
      const { annotation } = ordered;
      return {
        name: ordinal === 0 ? annotation.id : `${annotation.id}#t${ordinal + 1}`,
        note: notePlainText(annotation.note),
        author: annotation.author,
        created: annotation.created,
        modified: annotation.modified,
        colour: paperColour(annotation.colour),
        subject: annotation.tags.join(', '),
        words: spokenHighlight(ordered, translator)
      };
    });
}

/** With an arrow where one article is made from the other. */
function languagesInWords(articles: readonly Article[], pair: Pair, display: string): string {
  const names = new Set(articles.map((article) => languageName(article.language, display)));
  names.delete('');
  return pair.verdict === 'comparable'
    ? new Intl.ListFormat(display).format(names)
    : [...names].join(' → ');
}

function summary(
  input: PdfInput,
  passages: ArticlePassage[],
  ordered: OrderedAnnotation[],
  { t }: Translator
): string[] {
  const { articles, pair, language } = input;
  return [
    pair ? t(`pdf.verdict_${pair.verdict}`) : '',
    pair ? languagesInWords(articles, pair, language) : '',
    t('pdf.highlights', { count: passages.length }),
    t('pdf.notes', { count: ordered.filter(({ number }) => number !== null).length }),
    dateInWords(input.date, language),
    printable(input.author)
  ].filter((part) => part !== '');
}

function utcParts(instant: string): TypesetDocument['date'] {
  const date = new Date(instant);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds()
  };
}

/** Pure: the same input gives the same document and plan. */
export function buildDocument(
  input: PdfInput,
  translator: Translator
): { document: TypesetDocument; plan: AnnotationPlan } {
  const { articles, pair, options } = input;
  const { t } = translator;
  const ordered = orderAnnotations(
    input.annotations,
    articles.map(({ id }) => id)
  );
  const passages = collectPassages(ordered, articles);
  const rows = layRows(articles, pair, options.clutter);
  const titles = articles.map(titleBlock);
  const printed = articles.map(
    (_, side) => new Set([...rows.flatMap((row) => row[side] ?? []), titles[side] ?? -1])
  );
  const { places, anchored } = placeNumbers(
    articles,
    passages,
    (article, block) => printed[article]?.has(block) ?? false
  );

  const markers: Marker[] = [];
  const cutters = articles.map(
    (article, side) => new PieceCutter(article, passages[side] ?? [], markers)
  );
  const columns = articles.map((article, side): Column => {
    const block = article.blocks[titles[side] ?? -1];
    const cutter = cutters[side];
    return {
      side: sideOf(side),
      language: typstLanguage(article.language),
      languageName: languageName(article.language, article.language),
      title:
        block && cutter
          ? cutter.cut(block, places.get(block) ?? [])
          : [{ text: breakable(titleOf(article)) }],
      facts: [
        article.date ? dateInWords(article.date, input.language) : t('pdf.dateNotStated'),
        breakable(article.original.name)
      ]
    };
  });

  const levels = new HeadingLevels();
  const cutBlock = (side: number, index: number): CutBlock[] => {
    const article = articles[side];
    const block = article?.blocks[index];
    const cutter = cutters[side];
    if (!article || !block || !cutter) return [];
    const { kind, marker, cell, language = article.language } = block;
    return [
      {
        kind,
        clutter: block.clutter !== undefined,
        depth: kind === 'listItem' ? (block.level ?? 1) : 0,
        marker,
        cell,
        block,
        words: {
          language: language === article.language ? null : typstLanguage(language),
          inlines: cutter.cut(block, places.get(block) ?? [])
        }
      }
    ];
  };
  const row = (blocks: RowOfBlocks): Row => {
    const cells = blocks.map((cell, side) =>
      printGroups(
        cell.flatMap((index) => cutBlock(side, index)),
        levels
      )
    );
    return { heading: cells.flat().every(({ kind }) => kind === 'heading'), cells };
  };

  const title = printable(articles.map(titleOf).join(' · '));
  const document: TypesetDocument = {
    title,
    author: input.author,
    date: utcParts(input.date),
    language: typstLanguage(input.language),
    paper: options.paper === 'a4' ? 'a4' : 'us-letter',
    landscape: options.landscape,
    running: printable(articles.slice(0, 1).map(titleOf).join('')),
    summary: summary(input, passages.flat(), ordered, translator),
    pageOf: t('pdf.pageOf', { page: '{page}', total: '{total}' }),
    columns,
    rows: rows.map(row),
    notes: {
      title: t('pdf.notesTitle'),
      items: printNotes(ordered, articles, anchored, translator)
    },
    statements: {
      title: t('pdf.statementsTitle'),
      heads: [t('pdf.speaker'), t('pdf.statement'), t('pdf.words'), t('pdf.circumstances')],
      items: printStatements(ordered, articles, input.annotations, translator)
    },
    sources: { title: t('pdf.sourcesTitle'), items: printSources(articles, translator) }
  };
  const plan: AnnotationPlan = {
    markers,
    passages: planPassages(passages, translator),
    languages: [...new Set([...articles.map(({ language }) => language), input.language])],
    attachment:
      options.data && input.jsonLd !== null
        ? {
            name: 'annotations.jsonld',
            type: 'application/ld+json',
            description: t('pdf.attachmentDescription'),
            text: input.jsonLd,
            date: input.date
          }
        : null,
    continued: (page) => t('pdf.continued', { page })
  };
  return { document, plan };
}
