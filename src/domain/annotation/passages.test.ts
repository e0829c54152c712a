// Catches note numbers inside words, half characters under a highlight, and lost or invented passages.
import { describe, expect, it } from 'vitest';
import { orderAnnotations } from './order';
import { annotation, article } from '../../main/jobs/worker/export/testing/fixtures';
import { collectPassages, numberOffset } from './passages';

describe('numberOffset', () => {
  const text = 'một từ, hai  ngày. e\u0323\u0302n 2026x';
  const block = { kind: 'paragraph' as const, start: 0, end: text.length };
  const after = (exact: string): string =>
    text.slice(0, numberOffset(text, text.indexOf(exact) + exact.length, block));
  it.each([
    ['t', 'một'],
    ['một từ', 'một từ'],
    ['từ,', 'một từ,'],
    ['hai ', 'một từ, hai'],
    ['ng', 'một từ, hai  ngày'],
    ['ngày.', 'một từ, hai  ngày.'],
    ['e\u0323', 'một từ, hai  ngày. e\u0323\u0302n'],
    ['20', text]
  ])('a passage that ends with %j has its number after %j', (exact, before) => {
    expect(after(exact)).toBe(before);
  });
  it('stays in its block', () => {
    expect(numberOffset('ab cd', 5, { ...block, end: 2 })).toBe(2);
    expect(numberOffset('  ', 2, { ...block, end: 2 })).toBe(0);
  });
});

describe('collectPassages', () => {
  const source = article('en', ['T', 'e\u0323\u0302 and 🙂 end']);
  const target = article('vi', ['T', 'khác']);
  const at = (start: number, end: number, state: 'exact' | 'orphan' = 'exact') => {
    const made = annotation(`${start}-${end}`, [[source, 'and']]);
    const [first] = made.targets;
    if (!first) throw new Error('no target');
    Object.assign(first.anchor, { start, end });
    first.state = state;
    return made;
  };
  const ranges = (annotations: ReturnType<typeof at>[]): string[] =>
    (collectPassages(orderAnnotations(annotations, [source.id]), [source])[0] ?? []).map(
      ({ start, end }) => source.text.slice(start, end)
    );

  it('moves borders out of clusters and surrogate pairs', () => {
    const smile = source.text.indexOf('🙂');
    expect(ranges([at(3, 6)])).toEqual(['e\u0323\u0302 ']);
    expect(ranges([at(smile + 1, smile + 3)])).toEqual(['🙂 ']);
    expect(ranges([at(smile - 1, smile + 1)])).toEqual([' 🙂']);
  });

  it('leaves out orphans and what lies beyond the text', () => {
    expect(ranges([at(2, 4, 'orphan'), at(2, 4000)])).toEqual([]);
  });

  it('numbers the passages of one annotation and sorts them to their articles', () => {
    const both = annotation('both', [
      [target, 'khác'],
      [source, 'and']
    ]);
    const lists = collectPassages(orderAnnotations([both], [source.id, target.id]), [
      source,
      target
    ]);
    expect(lists.map((list) => list.map(({ index, ordinal }) => [index, ordinal]))).toEqual([
      [[1, 1]],
      [[0, 0]]
    ]);
  });
});
