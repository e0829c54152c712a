// The annotated PDF: content to a Typst document, Typst's PDF, then links into highlights.
import { createTranslator } from '@shared/i18n/translator';
import type { Jobs, PdfInput } from '../../job-contract';
import type { ReportProgress } from '../../job-protocol';
import { buildDocument } from './content/build-document';
import type { TypesetDocument } from './content/typeset-document';
import { neededFaces } from './fonts/needed-faces';
import { distinctCharacters, missingCharacters, type Fonts } from './fonts/shipped-fonts';
import { annotatePdf } from './pdf/annotate';
import { newStages, type Stage, type Stages } from './stage';
import { typeset } from './typeset';

const steps = 4;

/** The document as JSON, and what it is set with: further faces too where the shipped ones lack some of its characters. */
async function staged(
  document: TypesetDocument,
  input: PdfInput,
  fonts: Fonts,
  stages: Stages
): Promise<{ json: string; stage: Stage }> {
  const json = JSON.stringify(document);
  // U+200B is the template's own: a place to break.
  const missing = missingCharacters(distinctCharacters(json).replace('\u200B', ''), fonts.covers);
  if (missing.length === 0) return { json, stage: await stages.stage(fonts, []) };
  const needed = neededFaces(input, missing);
  const stage = await stages.stage(fonts, needed.files);
  const { families, familiesOf } = needed.families(stage.knownAs);
  const all = [...new Set([...fonts.families, ...families])];
  return { json: JSON.stringify({ ...document, families: all, familiesOf }), stage };
}

/**
 * Makes the PDF; equal input gives equal bytes. `highlights` counts Highlight annotations, a continuation on
 * another page as one more. Throws `exportMissingGlyphs` (characters, count, file, language) before anything is set, and
 * `exportFailed` (reason).
 */
export async function exportPdf(
  input: PdfInput & { rows?: number | null },
  report: ReportProgress,
  stages: Stages = newStages
): Promise<Jobs['exportPdf']['output']> {
  const translator = createTranslator(input.language);
  const progress = (done: number): void => {
    report(done, steps, '');
  };
  progress(0);
  const fonts = await stages.fonts(input.fontsFolder);
  const { document, plan } = buildDocument(input, translator, {
    families: fonts.families,
    rows: input.rows ?? null
  });
  const { json, stage } = await staged(document, input, fonts, stages);
  progress(1);
  const set = await typeset(json, stage, input.templatesFolder);
  progress(3);
  const finished = await annotatePdf(set, plan);
  progress(steps);
  return finished;
}
