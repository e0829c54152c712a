// Runs Typst. Synchronous machine code: only in the job process, where it can be stopped.
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { AppError } from '@shared/ipc/errors';
import type { Fonts } from './fonts';
import type { TypesetDocument } from './content/typeset-document';

const templateFile = 'annotated.typ';

/**
 * The document as a tagged PDF, checked by Typst against PDF/UA-1. Throws `exportFailed` with Typst's own words.
 * The template comes in as text and the document as data; Typst sees no file and no network.
 */
export async function typeset(
  document: TypesetDocument,
  fonts: Fonts,
  templatesFolder: string
): Promise<Uint8Array> {
  const template = await readFile(join(templatesFolder, templateFile), 'utf8');
  const compiler = NodeCompiler.create({
    // A folder that does not exist: a template that asked for a file would fail.
    workspace: join(tmpdir(), 'diptych-no-files'),
    fontArgs: [{ fontBlobs: fonts.blobs }],
    inputs: { document: JSON.stringify(document) }
  });
  const compiled = compiler.compile({ mainFileContent: template });
  const problems: unknown[] = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
  if (!compiled.result || problems.length > 0) {
    throw new AppError('exportFailed', { reason: JSON.stringify(problems) });
  }
  try {
    return compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
  } catch (error) {
    throw new AppError(
      'exportFailed',
      { reason: error instanceof Error ? error.message : String(error) },
      { cause: error }
    );
  }
}
