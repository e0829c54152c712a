// The annotated PDF: content to a Typst document, Typst's PDF, then links into highlights.
import { createTranslator } from '@shared/i18n/translator';
import type { Jobs, PdfInput } from '../../job-contract';
import type { ReportProgress } from '../../job-protocol';
import { buildDocument } from './content/build-document';
import type { Excerpt } from './content/excerpt';
import type { TypesetDocument } from './content/typeset-document';
import { neededFaces } from './fonts/needed-faces';
import { distinctCharacters, missingCharacters, type Fonts } from './fonts/shipped-fonts';
import { annotatePdf } from './pdf/annotate';
import { PageThread } from './pdf/page-thread';
import { newStages, type Stage, type Stages } from './stage';
import { typeset } from './typeset';

const steps = 4;

/** Characters of a document whose pages take longer to be written shorter than a thread takes to start. */
const worthAThread = 200_000;

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
 * `exportFailed` (reason). `pageThread`: the file that large ones start a thread with.
 */
export async function exportPdf(
  input: PdfInput & { excerpt?: Excerpt },
  report: ReportProgress,
  { stages = newStages, pageThread }: { stages?: Stages; pageThread?: string } = {}
): Promise<Jobs['exportPdf']['output']> {
  const translator = createTranslator(input.language);
  const progress = (done: number): void => {
    report(done, steps, '');
  };
  progress(0);
  const fonts = await stages.fonts(input.fontsFolder);
  const { document, plan } = buildDocument(input, translator, {
    families: fonts.families,
    excerpt: input.excerpt ?? null
  });
  const { json, stage } = await staged(document, input, fonts, stages);
  progress(1);
  const thread =
    pageThread !== undefined && json.length > worthAThread ? new PageThread(pageThread) : null;
  try {
    const set = await typeset(json, stage, input.templatesFolder);
    progress(3);
    const finished = await annotatePdf(set, plan, thread?.shorten);
    progress(steps);
    return finished;
  } finally {
    thread?.close();
  }
}
