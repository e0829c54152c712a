// Tables, lists, languages and pictures as they stand on the page.
import { expect, it, vi } from 'vitest';
import { makeArticle, makePair, spanOf } from './testing/articles.test-support';
import {
  annotate,
  openReader,
  openStore,
  painted,
  settled
} from './testing/open-reader.test-support';

const cell = (text: string, row: number, column: number) => ({
  text,
  kind: 'tableCell' as const,
  cell: { row, column }
});
const item = (text: string, marker?: string, level?: number) => ({
  text,
  kind: 'listItem' as const,
  ...(marker === undefined ? {} : { marker }),
  ...(level === undefined ? {} : { level })
});

/** The words of every table on a side: rows of cells. */
const tables = (side: string): string[][][] =>
  [...document.querySelectorAll<HTMLTableElement>(`[data-side="${side}"] table`)].map((table) =>
    [...table.rows].map((row) => [...row.cells].map(({ textContent }) => textContent))
  );

const source = makeArticle('en', [
  { text: 'The bridge in figures', kind: 'heading', level: 1 },
  'It opened on Tuesday.',
  cell('Length', 0, 0),
  cell('1.2 km', 0, 1),
  cell('Cost', 1, 0),
  cell('90 million', 1, 2),
  cell('Another table', 0, 0),
  cell('of two cells', 0, 1),
  'After the tables.',
  item('First step', '3.'),
  item('A detail', undefined, 2),
  { text: 'Cầu mới đã mở.', kind: 'quote', language: 'vi' },
  { text: 'السلام عليكم', kind: 'quote', language: 'ar' }
]);

// Would catch: cells in one heap, an empty cell closing up, two tables run together, words of a cell out of reach.
it('shows tables as tables, in which words are marked and the cursor walks', async () => {
  const facts = await openStore();
  await annotate(facts, source, '90 million', 'green');
  const reader = await openReader({ source, target: null, pair: null, mode: 'columns', facts });
  expect(tables('source')).toEqual([
    [
      ['Length', '1.2 km', ''],
      ['Cost', '', '90 million']
    ],
    [['Another table', 'of two cells']]
  ]);
  await vi.waitFor(() => expect(painted('hl-green-0')).toEqual(['90 million']));

  const cursor = () => reader.heard('status').at(-1);
  expect(cursor()).toBeDefined();
  const range = document.createRange();
  range.selectNodeContents(reader.block('1.2 km'));
  const { x, y } = range.getBoundingClientRect();
  expect(document.elementFromPoint(x + 2, y + 4)?.closest('td')?.textContent).toBe('1.2 km');
});

// Would catch: rows mode tearing a table into cells of different widths, or a lone cell losing its column.
it('keeps the columns of a table torn by rows level with each other', async () => {
  const target = makeArticle('vi', [
    { text: 'Cây cầu qua con số', kind: 'heading', level: 1 },
    'Cầu mở hôm thứ Ba.',
    cell('Chiều dài', 0, 0),
    cell('1,2 km', 0, 1),
    cell('Chi phí', 1, 0),
    cell('90 triệu', 1, 2),
    'Sau bảng.'
  ]);
  const link = (a: string, b: string) => ({ source: spanOf(source, a), target: spanOf(target, b) });
  const pair = makePair(source, target, [
    link('Length', 'Chiều dài'),
    link('1.2 km', '1,2 km'),
    link('90 million', '90 triệu')
  ]);
  await openReader({ source, target, pair, mode: 'rows' });
  const side = tables('source');
  expect(side.flat().filter((row) => row.length === 3).length).toBeGreaterThan(1);
  expect(side.flat(2).filter((words) => words !== '')).toEqual([
    ...['Length', '1.2 km', 'Cost', '90 million', 'Another table', 'of two cells']
  ]);
  const lefts = [...document.querySelectorAll('[data-side="source"] table')].flatMap((table) =>
    [...table.querySelectorAll('td')]
      .filter((td) => td.cellIndex === 1 && td.parentElement?.children.length === 3)
      .map((td) => Math.round(td.getBoundingClientRect().left))
  );
  expect(new Set(lefts).size).toBe(1);
});

// Would catch: numbered steps turned into bullets, nesting lost, a passage read in the wrong language or direction.
it('gives list items their marker and depth, and blocks their language', async () => {
  const reader = await openReader({ source, target: null, pair: null });
  const [first, nested] = [reader.block('First step'), reader.block('A detail')];
  expect(getComputedStyle(first).listStyleType).toBe('"3. "');
  expect(getComputedStyle(nested).listStyleType).toBe('disc');
  expect(nested.getBoundingClientRect().left).toBeGreaterThan(first.getBoundingClientRect().left);
  expect(reader.block('Cầu mới').lang).toBe('vi');
  expect(reader.block('السلام')).toMatchObject({ lang: 'ar', dir: 'rtl' });
  expect(reader.block('It opened').lang).toBe('en');
});

async function pngOf(
  width: number,
  height: number,
  colour: string
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

// Would catch: article bytes in an image's address, text that jumps when a picture comes, one broken picture hiding its words.
it('draws pictures anew, in a box that is there before them', async () => {
  const hashes = ['a', 'b', 'c'].map((sign) => sign.repeat(64)) as [string, string, string];
  const pictures = (sha256: string, alt: string) => ({
    pictures: [{ sha256, alt, width: 400, height: 200 }]
  });
  const article = makeArticle('en', [
    { text: 'A bridge', kind: 'caption', ...pictures(hashes[0], 'The bridge at dawn') },
    { text: 'Broken', ...pictures(hashes[1], 'No picture at all') },
    ...Array.from({ length: 80 }, (_, n) => `Paragraph ${n}. `.repeat(20)),
    { text: 'Far away', ...pictures(hashes[2], 'Never near') }
  ]);
  const bytes = await pngOf(400, 200, 'rgb(200, 30, 30)');
  const asked: string[] = [];
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  const reader = await openReader({
    source: article,
    target: null,
    pair: null,
    pictures: async (_, sha256) => {
      asked.push(sha256);
      await held;
      const isWhole = sha256 === hashes[0];
      return { type: 'image/png', bytes: isWhole ? bytes : new Uint8Array([1, 2, 3]) };
    }
  });
  const canvas = document
    .querySelector('[aria-label="The bridge at dawn"]')!
    .querySelector('canvas')!;
  await vi.waitFor(() => expect(asked).toEqual(hashes.slice(0, 2)));
  const before = reader.block('A bridge').getBoundingClientRect();
  expect(canvas.getBoundingClientRect().height).toBeCloseTo(200, 0);
  answer();
  await vi.waitFor(() => expect(canvas.width).toBe(400));
  await settled();
  expect([...canvas.getContext('2d')!.getImageData(200, 100, 1, 1).data]).toEqual([
    200, 30, 30, 255
  ]);
  expect(reader.block('A bridge').getBoundingClientRect().top).toBe(before.top);
  await vi.waitFor(() =>
    expect(document.body.textContent).toContain('The picture cannot be shown: No picture at all')
  );
  expect(document.querySelectorAll('img, [src]:not(script):not(link)')).toHaveLength(0);
  expect(asked).not.toContain(hashes[2]);
});
