import { page, userEvent } from 'vitest/browser';
import { SvelteSet } from 'svelte/reactivity';
import type { ArticleId } from '@domain/ids';
import { beforeAll, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import '../../ui/base.css';
import Harness from '../../ui/testing/Harness.svelte';
import ArticleTable from './ArticleTable.svelte';
import PairTable from './PairTable.svelte';
import { pairOf, summary } from './testing/summaries.test-support';

beforeAll(() => page.viewport(1280, 800));

const articles = [
  summary('Bravo', { words: 30, date: '2025-08-02' }),
  summary('Alpha', { words: 1200 }),
  summary('Đường', { words: 200, language: 'vi', date: '2025-08-03' })
];
async function articleTable() {
  const given = {
    rows: articles.map((article) => ({ article, pairs: [] })),
    onopen: vi.fn(),
    onpair: vi.fn(),
    ondetails: vi.fn(),
    oncurrent: vi.fn(),
    ontrash: vi.fn(),
    ontrashselected: vi.fn(),
    selected: new SvelteSet<ArticleId>()
  };
  const screen = await render(Harness, { of: ArticleTable as never, given });
  const titles = (): string[] =>
    [...screen.container.querySelectorAll('tbody [data-row]')].map((row) => row.textContent);
  return { screen, given, titles };
}

// Would catch: a library that only a mouse can open, or a Tab stop for each of 500 rows.
it('moves by arrows with one row in the tab order, and opens by Enter', async () => {
  const { screen, given, titles } = await articleTable();
  expect(titles()).toEqual(['Đường', 'Bravo', 'Alpha']);
  const rows = [...screen.container.querySelectorAll<HTMLElement>('tbody [data-row]')];
  expect(rows.map((row) => row.tabIndex)).toEqual([0, -1, -1]);
  rows[0]?.focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(rows[1]);
  expect(rows.map((row) => row.tabIndex)).toEqual([-1, 0, -1]);
  await userEvent.keyboard('{End}');
  expect(document.activeElement).toBe(rows[2]);
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(rows[2]);
  await userEvent.keyboard('{Home}{Enter}');
  expect(given.onopen.mock.calls).toEqual([[articles[2]?.id]]);
});

// Would catch: the focus lost with the row that Delete takes away, or a row that opens when only its button was meant.
it('trashes by Delete from the row with the focus, which moves on', async () => {
  const { screen, given } = await articleTable();
  const rows = [...screen.container.querySelectorAll<HTMLElement>('tbody [data-row]')];
  rows[1]?.focus();
  await userEvent.keyboard('{Delete}');
  expect(given.ontrash.mock.calls).toEqual([[articles[0]]]);
  expect(document.activeElement).toBe(rows[2]);
  await screen.getByRole('button', { name: 'Pair “Bravo” with another article' }).click();
  expect(given.onpair).toHaveBeenCalledOnce();
  expect(given.onopen).not.toHaveBeenCalled();
});

// Would catch: words sorted as text (1,200 before 30), marks sorted after z, unknown dates first.
it('sorts by each heading, both ways, with what is not stated last', async () => {
  const { screen, titles } = await articleTable();
  await screen.getByRole('button', { name: 'Words' }).click();
  expect(titles()).toEqual(['Alpha', 'Đường', 'Bravo']);
  await expect
    .element(screen.getByRole('columnheader', { name: 'Words' }))
    .toHaveAttribute('aria-sort', 'descending');
  await screen.getByRole('button', { name: 'Article', exact: true }).click();
  expect(titles()).toEqual(['Alpha', 'Bravo', 'Đường']);
  await screen.getByRole('button', { name: 'Published' }).click();
  await screen.getByRole('button', { name: 'Published' }).click();
  expect(titles()).toEqual(['Bravo', 'Đường', 'Alpha']);
});

it('shows a pair with both sides, its verdict and how much is linked in words', async () => {
  const [source, target] = [summary('A source'), summary('Một bài', { language: 'vi' })];
  const [onopen, onelsewhere] = [vi.fn(), vi.fn()];
  const pair = pairOf(source, target, { verdict: 'comparable', sentences: 11, linked: 5 });
  const screen = await render(Harness, {
    of: PairTable as never,
    given: { rows: [{ pair, source, target }], onopen, onelsewhere, oncurrent: vi.fn() }
  });
  const row = screen.getByRole('row').nth(1);
  for (const words of ['A source', 'Một bài', 'Comparable', '5 of 11', 'English', 'Vietnamese']) {
    await expect.element(row).toHaveTextContent(words);
  }
  await screen.getByRole('button', { name: 'A source', exact: true }).click();
  expect(onopen.mock.calls).toEqual([[pair.id]]);
  // Would catch: a button over the row that opens the pair here as well.
  await screen.getByRole('button', { name: 'in a new window' }).click();
  expect(onelsewhere.mock.calls).toEqual([[pair.id]]);
  expect(onopen).toHaveBeenCalledTimes(1);
});
