// What poppler finds under quads: each quad becomes a page of its own, as large as the quad, of the same content; so all of
// a file is asked at once.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFNumber, type PDFDict } from '@cantoo/pdf-lib';

/**
 * What only touches a page counts as on it, to poppler, with its width before kerning: so much of a letter must lie in, in
 * points. No letter is as narrow.
 */
const inset = 1.2;
/** Narrower than any letter: the space at which a line ended. What only touches it would count as in it. */
const narrowest = 1.5;

export interface Cut {
  /** Number of the page it is cut out of, from 1. */
  page: number;
  /** Left, bottom, right and top, in points from the page's lower left corner. */
  rect: readonly [number, number, number, number];
}

async function cutPages(bytes: Uint8Array, cuts: readonly Cut[]): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes);
  const { context, catalog } = document;
  const leaves = document.getPages().map(({ node }) => node);
  const root = catalog.lookup(PDFName.of('Pages')) as PDFDict;
  const rootRef = catalog.get(PDFName.of('Pages'));
  const kids = cuts.map(({ page, rect: [left, bottom, right, top] }) => {
    const leaf = leaves[page - 1];
    const cut = Math.min(inset, (right - left) / 3);
    return context.register(
      context.obj({
        Type: 'Page',
        Parent: rootRef,
        Contents: leaf?.get(PDFName.of('Contents')),
        Resources: leaf?.Resources(),
        MediaBox: [left + cut, bottom, right - cut, top]
      })
    );
  });
  root.set(PDFName.of('Kids'), context.obj(kids));
  root.set(PDFName.of('Count'), PDFNumber.of(kids.length));
  for (const name of ['Outlines', 'StructTreeRoot', 'Dests', 'Names', 'AF']) {
    catalog.delete(PDFName.of(name));
  }
  return document.save({ updateFieldAppearances: false, useObjectStreams: false });
}

/** The words of each cut, in its order. Throws where pdftotext is not there or fails. */
export async function popplerWords(bytes: Uint8Array, cuts: readonly Cut[]): Promise<string[]> {
  const wide = cuts.filter(({ rect: [left, , right] }) => right - left >= narrowest);
  const folder = mkdtempSync(join(tmpdir(), 'diptych-poppler-'));
  try {
    const file = join(folder, 'cuts.pdf');
    writeFileSync(file, await cutPages(bytes, wide));
    const { stdout, stderr, status } = spawnSync('pdftotext', ['-raw', file, '-'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28
    });
    if (status !== 0) throw new Error(`pdftotext: ${stderr}`);
    const words = stdout.split('\f');
    return cuts.map((cut) => words[wide.indexOf(cut)] ?? '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
