// Catches a title printed twice, a paragraph dropped between rows, lists torn apart, and skipped heading levels.
import { describe, expect, it } from 'vitest';
import { article, pairOf, tableOf } from '../../main/jobs/worker/export/testing/fixtures';
import { HeadingLevels, layRows, titleBlock, titleOf } from './rows';

const heading = { kind: 'heading' as const, start: 0, end: 1 };
const source = article('en', [
  'Title',
  'One.',
  { text: 'a', kind: 'listItem' },
  { text: 'b', kind: 'listItem' },
  { text: 'Ad', kind: 'paragraph', clutter: true },
  'Two.'
]);
const target = article('vi', ['Tên', 'Một.', 'A.', 'B.', 'Hai.', 'Ba.']);

describe('layRows', () => {
  it('gives one article one block a row, a list together', () => {
    expect(layRows([source], null, false)).toEqual([[[1]], [[2, 3]], [[5]]]);
    expect(layRows([source], null, true)).toEqual([[[1]], [[2, 3]], [[4]], [[5]]]);
  });

  it('ties linked paragraphs and keeps all others', () => {
    const rows = layRows([source, target], pairOf(source, target), false);
    expect(rows).toEqual([
      [[1], [1]],
      [[2], [2]],
      [[3], [3]],
      [[5], [4]],
      [[], [5]]
    ]);
  });

  // Catches a table torn into a row a cell, two tables run together, and a paragraph drawn into a table.
  it('keeps each table in one row, alone and beside its translation', () => {
    const tables = [...tableOf([['a', 'b'], ['c']]), ...tableOf([['d', 'e']])];
    const one = article('en', ['Title', 'One.', ...tables, 'Two.']);
    const other = article('vi', ['Tên', 'Một.', ...tables, 'Hai.']);
    expect(layRows([one], null, false)).toEqual([[[1]], [[2, 3, 4]], [[5, 6]], [[7]]]);
    expect(layRows([one, other], pairOf(one, other), false)).toEqual(
      [[1], [2, 3, 4], [5, 6], [7]].map((cell) => [cell, cell])
    );
  });
});

it('a title that no block says is printed all the same, an empty one as the file’s name', () => {
  expect(titleBlock(source)).toBe(0);
  expect(titleBlock({ ...source, title: 'Another' })).toBeNull();
  expect(titleOf({ ...source, title: ' ' })).toBe('en.txt');
});

it('levels start under the title and rise one by one', () => {
  const levels = new HeadingLevels();
  expect([4, 4, 6, 2, 1, undefined].map((level) => levels.next({ ...heading, level }))).toEqual([
    2, 3, 4, 2, 2, 2
  ]);
});
