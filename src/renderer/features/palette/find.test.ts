import { expect, it } from 'vitest';
import FileText from '@lucide/svelte/icons/file-text';
import { PaletteIndex, pieces, type PaletteEntry, type PaletteGroup } from './find';

const entry = (group: PaletteGroup, ...texts: string[]): PaletteEntry => ({
  id: `${group} ${texts[0]}`,
  group,
  icon: FileText,
  texts: texts.map((text) => ({ text })),
  badges: [],
  hint: '',
  run: () => undefined
});
const places = [
  entry('places', 'Vietnam Rejects Distorted Information', 'Bộ trưởng Quốc phòng điện đàm'),
  entry('places', 'Đại hội XIV của Đảng'),
  entry('places', 'Floods in Thái Nguyên: an appeal')
];
const notes = [entry('notes', 'The call (điện đàm) is dated by neither article')];
const actions = [entry('actions', 'Export'), entry('actions', 'Dark theme')];
const index = new PaletteIndex([...places, ...notes, ...actions]);
const matched = (query: string): string[][] =>
  index
    .find(query)
    .map(({ shown, ranges }) => ranges.map(([start, end]) => shown.text.slice(start, end)));

// Would catch: a Vietnamese article that cannot be found from a keyboard without marks, or is shown without its own.
it('finds without diacritics and shows the match with its marks', () => {
  expect(matched('dien dam')).toEqual([['điện đàm'], ['điện đàm']]);
  expect(matched('dai hoi')).toEqual([['Đại hội']]);
  expect(matched('ĐIỆN ĐÀM')).toEqual([['điện đàm'], ['điện đàm']]);
  expect(matched('điện'.normalize('NFD'))).toEqual([['điện'], ['điện']]);
});

it('shows the side of a pair that matches', () => {
  const [found] = index.find('quoc phong');
  expect(found?.shown.text).toBe('Bộ trưởng Quốc phòng điện đàm');
});

it('wants every word, in any order, and marks each', () => {
  expect(matched('appeal floods')).toEqual([['Floods', 'appeal']]);
  expect(index.find('floods nothing')).toEqual([]);
});

// Would catch: "art" finding "smart" before "article".
it('puts the start of a word before its middle', () => {
  const found = new PaletteIndex([
    entry('places', 'A smart title'),
    entry('places', 'Some article')
  ]).find('art');
  expect(found.map(({ shown }) => shown.text)).toEqual(['Some article', 'A smart title']);
});

it('finds only actions after >, all of them for > alone', () => {
  expect(index.find('> ex').map(({ entry: { id } }) => id)).toEqual(['actions Export']);
  expect(index.find('>')).toHaveLength(2);
  expect(index.find('> floods')).toEqual([]);
});

it('gives the first of each group for nothing typed', () => {
  expect(index.find(' ').map(({ entry: { group } }) => group)).toEqual([
    ...['places', 'places', 'places'],
    'notes',
    ...['actions', 'actions']
  ]);
});

// Would catch: a match deep in a long note that the row cuts off.
it('cuts a long text to begin shortly before the match, without losing any of the match', () => {
  const text = `${'word '.repeat(60)}needle and more`;
  const at = text.indexOf('needle');
  const parts = pieces(text, [[at, at + 6]]);
  expect(parts.map(({ matched: hit }) => hit)).toEqual([false, false, true, false]);
  expect(parts[2]?.text).toBe('needle');
  expect(parts[0]?.text).toBe('… ');
  expect(parts[1]?.text.length).toBeLessThan(40);
  expect(pieces('short', [[0, 5]])).toEqual([{ text: 'short', matched: true }]);
});
