import { expect, it } from 'vitest';
import { filterRows, type Filters } from './filtering';
import { pairOf, summary } from './testing/summaries.test-support';

const one = summary('One', { date: '2025-08-02', fileName: 'a.html' });
const hai = summary('Hai', { language: 'vi', date: '2025-08', annotations: 2 });
const undated = summary('Undated', { fileName: 'a.html' });
const rows = [one, hai, undated].map((article) => ({
  article,
  pairs: article === undated ? [] : [pairOf(one, hai)]
}));
const titles = (filters: Filters, ids: string[] | null = null): string[] =>
  filterRows(rows, filters, ids && new Set(ids as never[])).map(({ article }) => article.title);

// Would catch: conditions that replace each other, months that fall out of their own range, and "no pair" as "any".
it('lets through what all conditions hold for', () => {
  expect(titles({})).toEqual(['One', 'Hai', 'Undated']);
  expect(titles({ language: 'vi' })).toEqual(['Hai']);
  expect(titles({ source: 'a.html', paired: true })).toEqual(['One']);
  expect(titles({ paired: false })).toEqual(['Undated']);
  expect(titles({ annotated: false })).toEqual(['One', 'Undated']);
  expect(titles({ from: '2025-08-01', to: '2025-08-31' })).toEqual(['One', 'Hai']);
  expect(titles({ from: '2025-08-03' })).toEqual(['Hai']);
  expect(titles({ to: '2025-07-31' })).toEqual([]);
  expect(titles({ source: 'a.html' }, [undated.id, hai.id])).toEqual(['Undated']);
});
