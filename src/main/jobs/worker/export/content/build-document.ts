// From the export's input to the document the template sets and the plan the second pass follows.
import { notePlainText } from '@domain/annotation/note';
import { orderAnnotations } from '@domain/annotation/order';
import { collectPassages, type ArticlePassage } from '@domain/annotation/passages';
import type { Block } from '@domain/article/schema';
import type { AnnotationId } from '@domain/ids';
import { titleOf } from '@domain/interchange/rows';
import type { Translator } from '@shared/i18n/translator';
import type { PdfInput } from '../../../job-contract';
import { paperColour } from '../highlight-colours';
import type { AnnotationPlan, Marker, Passage } from '../pdf/annotate';
import { carriedBy } from './carried-by';
import type { Excerpt } from './excerpt';
import { typstLanguage } from './language';
import { printLegend } from './legend';
import { NoteJumps } from './note-jumps';
import { placeNumbers } from './number-places';
import { layParts, PartPrinter, printedBlocks, touching } from './parts';
import { printable } from './printable';
import { printNotes, printSources, printStatements, spokenHighlight } from './sections';
import { summary } from './summary';
import type { PrintedNote, TypesetDocument } from './typeset-document';

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

/** Half a step smaller and larger than what newspapers are set in. */
const scales = { small: 0.88, medium: 1, large: 1.2 };

/** Pure: the same input gives the same document and plan. `excerpt` where the input is one. */
export function buildDocument(
  input: PdfInput,
  translator: Translator,
  { families = [], excerpt = null }: { families?: string[]; excerpt?: Excerpt | null } = {}
): { document: TypesetDocument; plan: AnnotationPlan } {
  const { articles, options } = input;
  const { t } = translator;
  const all = orderAnnotations(
    input.annotations,
    articles.map(({ id }) => id)
  );
  const laid = excerpt?.laid ?? layParts(input);
  const printed = printedBlocks(articles, laid);
  const ordered = excerpt
    ? touching(all, articles, printed).map((entry) => ({
        ...entry,
        number: excerpt.numbers.get(entry.annotation.id) ?? null
      }))
    : all;
  const passages = collectPassages(ordered, articles);
  const markers: Marker[] = [];
  const jumps = new NoteJumps(markers, translator);
  const numbers = placeNumbers(
    articles,
    passages,
    (article, block) => printed[article]?.has(block) ?? false,
    jumps
  );

  const margin = options.notes === 'margin';
  const beside = (id: AnnotationId): boolean => margin && numbers.anchors.has(id);
  const notes = printNotes(ordered, articles, { jumps, quoted: (id) => !beside(id) }, translator);
  const besideBlock = new Map<Block, PrintedNote[]>();
  for (const [id, note] of notes) {
    const block = margin ? numbers.anchors.get(id) : undefined;
    if (block) besideBlock.set(block, [...(besideBlock.get(block) ?? []), note]);
  }
  const notesOf = (blocks: readonly Block[]): PrintedNote[] =>
    blocks.flatMap((block) => besideBlock.get(block) ?? []);
  const printer = new PartPrinter(input, passages, numbers, notesOf, markers, translator);
  const titles = articles.map(titleOf);
  const document: TypesetDocument = {
    title: printable(titles.join(' · ')),
    author: input.author,
    date: utcParts(input.date),
    language: typstLanguage(input.language),
    paper: options.paper === 'a4' ? 'a4' : 'us-letter',
    landscape: options.landscape,
    families,
    familiesOf: {},
    scale: scales[options.size],
    margin: besideBlock.size > 0,
    running: titles.map(printable),
    summary: excerpt?.summary ?? summary(input, { annotations: all, whole: true }, translator),
    legend: excerpt?.legend ?? printLegend(all, input.tags, translator),
    parts: laid.map((part) => printer.part(part)),
    signs: articles.length > 1,
    notes: {
      title: t('pdf.notesTitle'),
      items: [...notes].flatMap(([id, note]) => (beside(id) ? [] : [note]))
    },
    statements: {
      title: t('pdf.statementsTitle'),
      heads: [t('pdf.speaker'), t('pdf.statement'), t('pdf.words'), t('pdf.circumstances')],
      items: printStatements(ordered, articles, input.annotations, jumps, translator)
    },
    sources: { title: t('pdf.sourcesTitle'), items: printSources(articles, translator) }
  };
  const plan: AnnotationPlan = {
    markers,
    passages: planPassages(passages, translator),
    languages: [...new Set([...articles.map(({ language }) => language), input.language])],
    attachments: (drawn) => carriedBy(input, drawn, translator),
    continued: (page) => t('pdf.continued', { page })
  };
  return { document, plan };
}
