// A note's form in the finished file.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notePlainText } from '@domain/annotation/note';
import { exportPdf } from './export-pdf';
import { isDict } from './pdf/values';
import { annotation, article, makeFontsFolder, pairOf, pdfInput } from './testing/fixtures';
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

const source = article('en', ['Title', 'The mayor counted 26,000 homes.']);
const target = article('vi', ['Tên', 'Thị trưởng đếm được 26.000 hộ.']);
const mentioned = annotation('m', [[source, 'mayor']], { note: 'Kept.' });
const rich = annotation('r', [[target, '26.000 hộ']], { note: richNote(mentioned.id) });

async function print(annotations: (typeof rich)[], both: boolean): Promise<ReadPdf> {
  const given = both
    ? { articles: [source, target], pair: pairOf(source, target), annotations }
    : { articles: [target], annotations };
  const { bytes } = await exportPdf(pdfInput(fonts.folder, given), () => undefined);
  return readPdf(bytes);
}
const elements = ({ objects }: ReadPdf, kind: string): number =>
  [...objects.values()].filter(
    (value) => isDict(value) && String(JSON.stringify(value.get('S'))).includes(`"${kind}"`)
  ).length;

// Would catch: a table, code or heading that is lost or torn from its words, a mention that leads nowhere or is no
// link, a structure that a screen reader stumbles over, and a popup that says less than the page.
it('is printed, tagged, and leads to the notes it mentions', async () => {
  const read = await print([mentioned, rich], true);
  const text = bare(read.text.join(' '));
  for (const line of [
    'So sánh số liệu',
    'Xem @thị trưởng và #số liệu; lệnh npm ci.',
    '26.000 | hộ'
  ])
    expect(text).toContain(bare(line));
  for (const line of [
    '1.một',
    '•một rưỡi',
    '2.hai',
    'trích dẫn',
    'if (a < b) {',
    'ghi(`x`)',
    'Kết'
  ])
    expect(text).toContain(bare(line));
  expect(['Table', 'TR', 'TD'].map((kind) => elements(read, kind))).toEqual([1, 2, 4]);
  expect(structureProblems(read.objects)).toEqual([]);
  const alone = await print([mentioned, { ...rich, note: { type: 'doc', content: [] } }], true);
  expect(read.internalLinks).toBe(alone.internalLinks + 1);
  expect(read.highlights.find(({ name }) => name === rich.id)?.contents).toBe(
    notePlainText(rich.note)
  );
});

// Would catch: a link to a note that is not printed, at which the typesetter stops.
it('says the name of a mention that is not in the file', async () => {
  const read = await print([rich], false);
  expect(bare(read.text.join(' '))).toContain(bare('Xem @thị trưởng và'));
  expect(structureProblems(read.objects)).toEqual([]);
});
