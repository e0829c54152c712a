// How the pages are laid out, by the options. Catches a layout that moves highlights off their words, loses notes or
// their ways to and fro, and a legend that counts wrong.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteFromPlainText } from '@domain/annotation/note';
import { tagSchema } from '@domain/tag/schema';
import { defaultExportOptions } from '@shared/export-choices';
import type { ExportOptions } from '@shared/export-options';
import { createTranslator } from '@shared/i18n/translator';
import type { PdfInput } from '../../job-contract';
import { excerptOf } from './content/excerpt';
import { exportPdf } from './export-pdf';
import { keptStages as kept } from './stage';
import { annotation, article, idOf, makeFontsFolder, pairOf, pdfInput } from './testing/fixtures';
import { randomPair } from './testing/random-pair';
import { bare, readPdf, type ReadPdf } from './testing/read-back';
import { richNote } from './testing/rich-note';
import { structureProblems } from './testing/structure-check';

let fonts: { folder: string; remove: () => void };
beforeAll(() => {
  fonts = makeFontsFolder();
});
afterAll(() => {
  fonts.remove();
});

async function print(
  given: Pick<PdfInput, 'articles'> & Partial<PdfInput>,
  options: Partial<ExportOptions> = {}
): Promise<ReadPdf> {
  const input = pdfInput(fonts.folder, {
    ...given,
    options: { ...defaultExportOptions, ...options }
  });
  return readPdf((await exportPdf(input, () => undefined)).bytes);
}

const source = article('en', [
  'Harbour Bridge to Close',
  'The bridge closes on May 20. Nobody will wait.',
  { text: 'What comes next', kind: 'heading', level: 2 },
  'Ferries run all night.',
  { text: 'Read also: ten bridges', kind: 'paragraph', clutter: true }
]);
const target = article('vi', [
  'Cầu Cảng đóng cửa',
  'Cầu sẽ đóng từ ngày 20/5. Không ai phải chờ.',
  { text: 'Tiếp theo là gì', kind: 'heading', level: 2 },
  'Phà chạy suốt đêm.'
]);
const first = annotation('first', [[source, 'closes on May 20']], { note: 'One.', tags: ['Ngày'] });
const annotations = [
  first,
  annotation('heading', [[source, 'comes next']], { note: 'On a heading.', colour: 'blue' }),
  annotation('rich', [[target, 'suốt đêm']], { note: richNote(first.id), tags: ['Ngày', 'Phà'] }),
  annotation('hidden', [[source, 'ten bridges']], { note: 'In clutter.' }),
  annotation('plain', [[target, 'Không ai']], { colour: 'pink' })
];
const pair = pairOf(source, target);
const given = { articles: [source, target], pair, annotations };

function expectExact({ highlights }: ReadPdf, made: typeof annotations, but: string[] = []): void {
  for (const { id, targets } of made.filter((each) => !but.includes(each.id))) {
    const own = highlights.filter(({ name }) => name.split('#')[0] === id);
    expect(bare(own.map(({ text }) => text).join(''))).toBe(bare(targets[0]?.anchor.exact ?? ''));
  }
}

it('sets one article after the other, the second on a page of its own', async () => {
  const read = await print(given, { layout: 'sequence' });
  expectExact(read, annotations, [idOf('hidden')]);
  expect(read.outline).toEqual([
    source.title,
    'What comes next',
    target.title,
    'Tiếp theo là gì',
    'Notes',
    'Sources'
  ]);
  const pageOf = (words: string): number =>
    read.text.findIndex((text) => bare(text).includes(bare(words)));
  expect(pageOf('Ferries run all night')).toBe(0);
  expect(pageOf('Phà chạy suốt')).toBe(1);
  expect(structureProblems(read.objects)).toEqual([]);
});

it('sets notes beside their passages, and at the end only what stands nowhere in the text', async () => {
  const [ends, beside] = [await print(given), await print(given, { notes: 'margin' })];
  expectExact(beside, annotations, [idOf('hidden')]);
  expect(beside.pages).toBeLessThanOrEqual(ends.pages);
  const text = bare(beside.text.join(' '));
  for (const words of ['On a heading.', 'In clutter.', 'So sánh số liệu', '26.000 | hộ'])
    expect(text).toContain(bare(words));
  // The quotation stands there already: only the one in clutter is said again.
  expect(text.match(/tenbridges/g)).toHaveLength(1);
  expect(text.indexOf('One.')).toBeLessThan(text.indexOf('Inclutter.'));
  // To and fro of three notes, and the mention; the fourth has no number in the text.
  expect([ends.internalLinks, beside.internalLinks]).toEqual([7, 7]);
  expect(structureProblems(beside.objects)).toEqual([]);
});

it('keeps every highlight on its words with notes in the margin of many pages', async () => {
  const made = randomPair(5, 24, 80);
  const read = await print(made, { notes: 'margin', landscape: true, size: 'small' });
  expectExact(read, made.annotations);
  expect(structureProblems(read.objects)).toEqual([]);
});

it('says which colours and tags there are, how often, and how much is linked', async () => {
  const tags = [
    tagSchema.parse({
      id: idOf('tag'),
      name: 'Ngày',
      parentId: null,
      colour: 'green',
      created: first.created,
      modified: first.modified
    })
  ];
  const read = await print({ ...given, tags });
  const text = bare(read.text[0] ?? '');
  for (const words of [
    'Yellow 3',
    'Blue 1',
    'Pink 1',
    'Ngày 2',
    '#Phà 1',
    '5 of 5 sentences linked'
  ])
    expect(text).toContain(bare(words));
  expect(text).not.toContain('#Ngày');
  const many = annotation('many', [[source, 'bridge']], {
    tags: Array.from({ length: 20 }, (_, n) => `tag ${n}`)
  });
  const short = await print({ ...given, annotations: [many] });
  expect(bare(short.text[0] ?? '')).toContain(bare('and 4 more tags'));
});

it('sets type in three sizes', async () => {
  const made = randomPair(2, 20, 4);
  const pages = [];
  for (const size of ['small', 'medium', 'large'] as const)
    pages.push((await print(made, { size })).pages);
  expect(pages).toEqual([...pages].sort((a, b) => a - b));
  expect(new Set(pages).size).toBe(3);
});

// Would catch: a preview with another look than the file, or one that shows what was there before the last change.
it('previews the first rows as the whole has them, and what is set anew as if for the first time', async () => {
  const made = randomPair(4, 40, 60);
  const input = pdfInput(fonts.folder, made);
  const silent = (): void => undefined;
  const first = await exportPdf(excerptOf(input, 14, createTranslator('en')), silent, {
    stages: kept
  });
  const [whole, excerpt] = [await print(made), await readPdf(first.bytes)];
  expect(excerpt.pages).toBeLessThan(whole.pages / 2);
  // How much is linked is counted for the whole only.
  const page = ({ text }: ReadPdf): string =>
    bare(text[0] ?? '').replace('41of41sentenceslinked·', '');
  expect(page(excerpt).slice(0, 2000)).toBe(page(whole).slice(0, 2000));
  expect(excerpt.highlights.filter((each) => each.page === 1).map(({ name }) => name)).toEqual(
    whole.highlights.filter((each) => each.page === 1).map(({ name }) => name)
  );
  expect(structureProblems(excerpt.objects)).toEqual([]);
  const annotations = made.annotations.map((each, n) =>
    n === 0 ? { ...each, note: noteFromPlainText('Đã sửa.') } : each
  );
  const again = await exportPdf({ ...input, annotations }, silent, { stages: kept });
  const fresh = await exportPdf({ ...input, annotations }, silent);
  expect(Buffer.compare(again.bytes, fresh.bytes)).toBe(0);
});
