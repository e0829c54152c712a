// The annotated PDF: content to a Typst document, Typst's PDF, then links into highlights.
import { notePlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import { createTranslator } from '@shared/i18n/translator';
import { AppError } from '@shared/ipc/errors';
import type { Jobs, PdfInput } from '../../job-contract';
import type { ReportProgress } from '../../job-protocol';
import { buildDocument } from './content/build-document';
import { printable } from './content/printable';
import { distinctCharacters, missingCharacters, type Fonts } from './fonts';
import { annotatePdf } from './pdf/annotate';
import { newStage, type Stage } from './stage';
import { typeset } from './typeset';

const steps = 4;

/** The character as a person can read it: what has no sign of its own by its code point. */
function named(character: string): string {
  return /\p{C}/u.test(character)
    ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    : character;
}

/** Everything that is set for one article: its shown text, its names, and the words of its annotations. */
function wordsOf(article: Article, annotations: Annotation[], clutter: boolean): string {
  const blocks = article.blocks
    .filter((block) => clutter || block.clutter === undefined)
    .map(({ start, end, marker = '' }) => `${marker} ${article.text.slice(start, end)}`);
  const notes = annotations
    .filter(({ targets }) => targets.some(({ articleId }) => articleId === article.id))
    .flatMap((annotation) => [
      notePlainText(annotation.note),
      annotation.author,
      ...annotation.tags,
      ...annotation.targets.map(({ anchor }) => anchor.exact),
      ...Object.values(annotation.statement ?? {})
    ]);
  return printable(
    [
      article.title,
      article.date ?? '',
      article.source ?? '',
      article.url ?? '',
      article.original.name,
      ...blocks,
      ...notes
    ].join(' ')
  );
}

/** Looks at what is set; only where that lacks something at the articles, to name it and them. */
function refuseMissingGlyphs(document: string, input: PdfInput, fonts: Fonts): void {
  // U+200B is the template's own: a place to break.
  const shown = distinctCharacters(document).replace('\u200B', '');
  if (missingCharacters(shown, fonts.covers).length === 0) return;
  for (const article of input.articles) {
    const words =
      wordsOf(article, input.annotations, input.options.clutter) + printable(input.author);
    const missing = missingCharacters(words, fonts.covers);
    if (missing.length > 0) {
      throw new AppError('exportMissingGlyphs', {
        characters: missing.slice(0, 20).map(named).join(' '),
        count: missing.length,
        file: article.original.name
      });
    }
  }
}

/**
 * Makes the PDF; equal input gives equal bytes. `highlights` counts Highlight annotations, a continuation on
 * another page as one more. Throws `exportMissingGlyphs` (characters, count, file) before anything is set, and
 * `exportFailed` (reason).
 */
export async function exportPdf(
  input: PdfInput & { rows?: number | null },
  report: ReportProgress,
  kept?: Stage
): Promise<Jobs['exportPdf']['output']> {
  const translator = createTranslator(input.language);
  const progress = (done: number): void => {
    report(done, steps, '');
  };
  progress(0);
  const stage = kept ?? (await newStage(input.fontsFolder));
  const { document, plan } = buildDocument(input, translator, {
    families: stage.fonts.families,
    rows: input.rows ?? null
  });
  const json = JSON.stringify(document);
  refuseMissingGlyphs(json, input, stage.fonts);
  progress(1);
  const set = await typeset(json, stage, input.templatesFolder);
  progress(3);
  const finished = await annotatePdf(set, plan);
  progress(steps);
  return finished;
}
