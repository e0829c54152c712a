// Highlights at random, each read back by pdf.js: exactly its words, its note, author, colour and dates, one annotation a
// page; and by poppler. `npm run test:long` does it at full size. Catches a word lost at a page's end, a neighbour's
// letter taken, a note on the wrong passage.
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notePlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import { createTranslator } from '@shared/i18n/translator';
import type { PdfInput } from '../../job-contract';
import { exportPdf } from './export-pdf';
import { paperColour } from './highlight-colours';
import { isDict, type PdfValue } from './pdf/values';
import { eastAsianFaces, makeFontsFolder, pdfInput } from './testing/fixtures';
import { randomPair, type Tongue } from './testing/random-pair';
import { follow, typeIs } from './testing/raw-objects';
import { popplerWords } from './testing/poppler-words';
import { bare, readPdf, type ReadHighlight, type ReadPdf } from './testing/read-back';
import { scripts } from './testing/scripts';
import { structureProblems } from './testing/structure-check';

const full = process.env.DIPTYCH_EXACT === 'full';
const [paragraphs, count] = full ? [500, 1000] : [30, 120];
const perScript = full ? 60 : 16;
const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
const { t } = createTranslator('en');

let fonts: { folder: string; remove: () => void };
beforeAll(() => {
  fonts = makeFontsFolder(eastAsianFaces);
});
afterAll(() => {
  fonts.remove();
});

interface Made {
  annotations: Annotation[];
  bytes: Uint8Array;
  read: ReadPdf;
  /** By the annotation's id, in the order of pages. */
  found: Map<string, ReadHighlight[]>;
}

async function make(given: Pick<PdfInput, 'articles' | 'pair' | 'annotations'>): Promise<Made> {
  const { bytes, highlights } = await exportPdf(pdfInput(fonts.folder, given), () => undefined);
  const read = await readPdf(bytes);
  expect(read.highlights).toHaveLength(highlights);
  const found = new Map<string, ReadHighlight[]>();
  for (const highlight of read.highlights) {
    const [id = ''] = highlight.name.split('#');
    found.set(id, [...(found.get(id) ?? []), highlight]);
  }
  return { annotations: given.annotations, bytes, read, found };
}

const exactOf = ({ targets }: Annotation): string => bare(targets[0]?.anchor.exact ?? '');
const ordered = (text: string): string => text;
/** Of scripts from right to left pdf.js gives the letters as they lie on the line. */
const unordered = (text: string): string => [...text].sort().join('');

/** Those whose words, as pdf.js finds them under the quads, are not the passage's. */
function wrong(
  { annotations, found }: Made,
  of: (annotation: Annotation) => boolean,
  compared: (text: string) => string
): string[] {
  return annotations.filter(of).flatMap((annotation) => {
    const text = (found.get(annotation.id) ?? []).map((part) => part.text).join('');
    const [shown, exact] = [bare(text), exactOf(annotation)].map(compared);
    return shown === exact ? [] : [`${annotation.id}: ${text} | ${exact}`];
  });
}

describe(`${paragraphs} pairs of paragraphs with ${count} highlights`, () => {
  let made: Made;
  beforeAll(async () => {
    made = await make(randomPair(7, paragraphs, count));
  }, 120_000);

  it('lie on exactly their words', () => {
    expect(wrong(made, () => true, ordered)).toEqual([]);
  });

  it('are one annotation a page, and say what they go on from', () => {
    for (const [id, parts] of made.found) {
      const pages = parts.map(({ page }) => page);
      expect(new Set(pages).size).toBe(pages.length);
      const names = parts.map(({ page }, n) => (n === 0 ? id : `${id}#p${page}`));
      expect(parts.map(({ name }) => name)).toEqual(names);
    }
    expect(made.read.highlights.filter(({ name }) => name.includes('#p'))).not.toEqual([]);
  });

  it('carry note, author, dates, colour and popup', () => {
    for (const { id, note, author, colour, created, modified } of made.annotations) {
      const [first, ...more] = made.found.get(id) ?? [];
      const pdfDate = (instant: string): string => `D:${instant.replace(/\D/g, '').slice(0, 14)}Z`;
      const common = {
        author,
        created: pdfDate(created),
        modified: pdfDate(modified),
        colour: paperColour(colour).map((channel) => Math.round(channel * 255)),
        hasAppearance: true
      };
      const contents = notePlainText(note);
      expect(first).toMatchObject({ ...common, contents, hasPopup: contents !== '' });
      const goesOn = contents === '' ? '' : t('pdf.continued', { page: first?.page ?? 0 });
      for (const part of more) expect(part).toMatchObject({ ...common, contents: goesOn });
    }
  });

  it('leave whole tags, no marker, and fonts that can be searched', () => {
    expect(structureProblems(made.read.objects)).toEqual([]);
    expect(made.read.links.filter((link) => /annotation\.invalid|file:/.test(link))).toEqual([]);
    const faces = [...made.read.objects.values()].filter((value) => typeIs(value, 'Font'));
    const subtype = (value: PdfValue | undefined, name: string): boolean =>
      typeIs(value, name, 'Subtype');
    expect(faces.filter((face) => subtype(face, 'Type3'))).toEqual([]);
    const whole = faces.filter((face) => subtype(face, 'Type0'));
    expect(whole.length).toBeGreaterThan(3);
    for (const face of whole) {
      const descendants = isDict(face)
        ? follow(made.read.objects, face.get('DescendantFonts'))
        : [];
      const [inner] = Array.isArray(descendants) ? descendants : [];
      const font = follow(made.read.objects, inner);
      const descriptor = isDict(font) && follow(made.read.objects, font.get('FontDescriptor'));
      expect(isDict(face) && face.has('ToUnicode')).toBe(true);
      expect(descriptor && isDict(descriptor) && descriptor.has('FontFile2')).toBe(true);
    }
  });

  it.skipIf(!poppler)(
    'lie on exactly their words by poppler’s positions too (skipped without pdftotext)',
    async () => {
      expect(await wrongByPoppler(made, () => true)).toEqual([]);
    },
    300_000
  );
});

/** As `wrong`, by poppler's positions. */
async function wrongByPoppler(
  { annotations, bytes, found }: Made,
  of: (annotation: Annotation) => boolean
): Promise<string[]> {
  const asked = annotations.filter(of);
  const cuts = asked.flatMap(({ id }) =>
    (found.get(id) ?? []).flatMap(({ page, rects }) => rects.map((rect) => ({ id, page, rect })))
  );
  const words = await popplerWords(bytes, cuts);
  const texts = new Map<string, string>();
  for (const [index, { id }] of cuts.entries()) {
    texts.set(id, (texts.get(id) ?? '') + (words[index] ?? ''));
  }
  return asked.flatMap((annotation) => {
    const [shown, exact] = [bare(texts.get(annotation.id) ?? ''), exactOf(annotation)];
    return shown === exact ? [] : [`${shown} | ${exact}`];
  });
}

describe('in other scripts', () => {
  it.each(scripts)(
    '%s',
    async (name, tongues: readonly [Tongue, Tongue]) => {
      const pair = randomPair(3, Math.ceil(perScript / 5), perScript, tongues);
      const made = await make(pair);
      const other = ({ targets }: Annotation): boolean =>
        targets[0]?.articleId === pair.articles[1].id;
      expect(made.annotations.filter(other).length).toBeGreaterThan(2);
      expect(wrong(made, (annotation) => !other(annotation), ordered)).toEqual([]);
      if (name === 'Thai') {
        // Marks over and under a letter share its text (ActualText), which pdf.js does not read.
        if (poppler) expect(await wrongByPoppler(made, other)).toEqual([]);
      } else {
        const leftward = ['Arabic', 'Hebrew'].includes(name);
        expect(wrong(made, other, leftward ? unordered : ordered)).toEqual([]);
      }
      expect(structureProblems(made.read.objects)).toEqual([]);
    },
    120_000
  );
});
