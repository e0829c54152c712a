// Tables and lists in the finished file. Catches cells printed as a heap, steps printed as bullets, and highlights
// that a cell or an item moves off their words.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Article, Block } from '@domain/article/schema';
import { exportPdf } from './export-pdf';
import {
  annotation,
  article,
  makeFontsFolder,
  pairOf,
  pdfInput,
  tableOf
} from './testing/fixtures';
import { isDict } from './pdf/values';
import { randomPair } from './testing/random-pair';
import { bare, readPdf, type ReadPdf } from './testing/read-back';
import { structureProblems } from './testing/structure-check';

let fonts: { folder: string; remove: () => void };
beforeAll(() => {
  fonts = makeFontsFolder();
});
afterAll(() => {
  fonts.remove();
});

const print = async (given: Parameters<typeof pdfInput>[1]): Promise<ReadPdf> => {
  const { bytes } = await exportPdf(pdfInput(fonts.folder, given), () => undefined);
  return readPdf(bytes);
};
const elements = ({ objects }: ReadPdf, kind: string): number =>
  [...objects.values()].filter(
    (value) => isDict(value) && String(JSON.stringify(value.get('S'))).includes(`"${kind}"`)
  ).length;

const rows = [
  ['Length', '1.2 km', ''],
  ['Cost', '', '90 million']
];
const item = (text: string, marker?: string, level?: number) => ({
  text,
  kind: 'listItem' as const,
  ...(marker === undefined ? {} : { marker }),
  ...(level === undefined ? {} : { level })
});

// Would catch: a table without tags or with a place closed up, markers lost or counted anew, an item in the wrong language.
it('are tagged as such, with the markers the article has', async () => {
  const source = article('en', [
    'Title',
    ...tableOf(rows),
    item('first', '3.'),
    item('inner', undefined, 2),
    item('deep', 'b)', 3),
    item('second', '7.'),
    { text: 'Cầu mới', kind: 'quote', language: 'vi' }
  ]);
  const read = await print({
    articles: [source],
    annotations: [annotation('n', [[source, 'km\nCost']], { note: 'Both.' })]
  });
  expect(['Table', 'TR', 'TD', 'L', 'LI', 'Lbl'].map((kind) => elements(read, kind))).toEqual([
    1, 2, 6, 3, 4, 4
  ]);
  const text = bare(read.text.join(' '));
  for (const shown of ['3.first', '•inner', 'b)deep', '7.second']) expect(text).toContain(shown);
  expect(read.highlights.map((highlight) => bare(highlight.text)).join('')).toBe(bare('km Cost'));
  const spoken = [...read.objects.values()].map((value) =>
    isDict(value) ? String(JSON.stringify(value.get('Lang'))) : ''
  );
  expect(spoken.filter((language) => language.includes('vi')).length).toBeGreaterThan(0);
  expect(structureProblems(read.objects)).toEqual([]);
});

// Would catch: columns so narrow that words run over each other, or a table that leaves the page.
it('stand cell by cell where a table is too wide for its column', async () => {
  const wide = Array.from({ length: 24 }, (_, n) => `considerable${n}`);
  const source = article('en', ['Title', ...tableOf([wide, wide])]);
  const marked = annotation('n', [[source, 'rable3\nconsiderable4\ncons']]);
  const read = await print({ articles: [source], annotations: [marked] });
  expect(elements(read, 'Table')).toBe(0);
  expect(bare(read.text.join(' '))).toContain(bare(wide.join(' ')));
  expect(read.highlights.map(({ text }) => bare(text)).join('')).toBe(
    bare('rable3 considerable4 cons')
  );
});

/** Every twenty blocks a table of three columns and a list of three levels, among paragraphs. */
function structured(one: Article): Article {
  const blocks = one.blocks.map((block, index): Block => {
    const at = index % 20;
    if (at >= 4 && at < 13) {
      const cell = { row: Math.floor((at - 4) / 3), column: (at - 4) % 3 };
      return { ...block, kind: 'tableCell', cell };
    }
    if (at < 14) return block;
    return {
      ...block,
      kind: 'listItem',
      level: 1 + (at % 3),
      ...(at % 2 ? { marker: `${at}.` } : {})
    };
  });
  return { ...one, blocks };
}

// Would catch: a word lost or a neighbour's word taken where highlights run over cells, items and pages.
it('keep every highlight on exactly its words, over cells, items and pages', async () => {
  const made = randomPair(11, 40, 100);
  const articles = made.articles.map(structured);
  const [source, target] = articles;
  const pair = source && target ? pairOf(source, target) : null;
  const read = await print({ articles, pair, annotations: made.annotations });
  expect(elements(read, 'Table')).toBe(4);
  // A row over two pages is read page by page: there the letters are the same, their order is not.
  const letters = (text: string): string => [...bare(text)].sort().join('');
  const wrong = made.annotations.filter(({ id, targets }) => {
    const own = read.highlights.filter(({ name }) => name.split('#')[0] === id);
    const shown = own.map(({ text }) => text).join('');
    const exact = targets[0]?.anchor.exact ?? '';
    return own.length > 1 && exact.includes('\n')
      ? letters(shown) !== letters(exact)
      : bare(shown) !== bare(exact);
  });
  expect(wrong.map(({ targets }) => targets[0]?.anchor.exact)).toEqual([]);
  expect(structureProblems(read.objects)).toEqual([]);
});
