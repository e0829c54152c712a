// Runs Typst. Synchronous machine code: only in the job process, where it can be stopped.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import type { Stage } from './stage';

const templateFile = 'annotated.typ';

/**
 * The document (a TypesetDocument as JSON) as a tagged PDF, checked by Typst against PDF/UA-1. Throws `exportFailed` with Typst's own words.
 * The template comes in as text and the document as data; Typst sees no file and no network.
 */
export async function typeset(
  document: string,
  { compiler, stays }: Stage,
  templatesFolder: string
): Promise<Uint8Array> {
  const template = await readFile(join(templatesFolder, templateFile), 'utf8');
  const compiled = compiler.compile({
    mainFileContent: template,
    inputs: { document }
  });
  const problems: unknown[] = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
  if (!compiled.result || problems.length > 0) {
    throw new AppError('exportFailed', { reason: JSON.stringify(problems) });
  }
  // Where nothing is set again, what the layout remembers would only fill the memory.
  if (!stays) compiler.evictCache(0);
  try {
    const pdf = compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
    // Of what the last few documents were made of.
    if (stays) compiler.evictCache(3);
    return pdf;
  } catch (error) {
    throw new AppError(
      'exportFailed',
      { reason: error instanceof Error ? error.message : String(error) },
      { cause: error }
    );
  }
}
