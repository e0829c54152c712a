import { page, userEvent } from 'vitest/browser';
import { expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Article } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import type { InterfaceLanguage } from '@shared/settings';
import '../../ui/base.css';
import Harness from '../../ui/testing/Harness.svelte';
import DetailsDialog from './DetailsDialog.svelte';

const article: Article = {
  format: 'diptych-article/1',
  id: '00000000-0000-4000-8000-000000000001' as ArticleId,
  title: 'A bridge opens',
  byline: 'Nobody',
  date: 'spring 1999',
  language: 'en',
  charset: 'utf-8',
  normaliserVersion: 1,
  text: 'A bridge opens',
  blocks: [{ kind: 'heading', level: 1, start: 0, end: 14 }],
  marks: [],
  imported: '2026-11-21T09:41:00.000Z',
  original: { name: 'a.html', extension: 'html', byteLength: 1400, sha256: 'f'.repeat(64) }
};

async function open(language: InterfaceLanguage = 'en') {
  await page.viewport(1280, 800);
  const given = {
    article,
    readOnly: false,
    onsave: vi.fn(() => Promise.resolve(true)),
    onoriginal: vi.fn(),
    onlink: vi.fn(),
    onclose: vi.fn()
  };
  await render(Harness, { of: DetailsDialog as never, given, language });
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  return { given, field };
}

// Would catch: a field stored that nobody touched (a date from the file that no one could type), an emptied one kept.
it('stores what was changed and nothing else', async () => {
  const { given, field } = await open();
  await field('Byline').fill(' ');
  await field('Accessed on').fill('Saturday, 21 November 2026');
  await field('Address').fill('example.org/bài-viết');
  await page.getByRole('combobox', { name: 'Language' }).fill('tieng viet');
  await userEvent.keyboard('{Enter}');
  const byHand = (value: string | null) => ({ value, byHand: true });
  await vi.waitFor(() => expect(given.onclose).toHaveBeenCalled());
  expect(given.onsave.mock.calls).toEqual([
    [
      {
        byline: byHand(null),
        accessed: byHand('2026-11-21'),
        url: byHand('https://example.org/b%C3%A0i-vi%E1%BA%BFt'),
        language: byHand('vi')
      }
    ]
  ]);
});

// Would catch: an unreadable date or a dangerous address stored, and a refusal that does not say why.
it('says in words what it cannot read, and stores nothing', async () => {
  const { given, field } = await open('vi');
  const languages = page.getByRole('combobox', { name: 'Ngôn ngữ' });
  for (const [at, wrong, words] of [
    [field('Tiêu đề'), '', 'Bài viết cần có tiêu đề'],
    [field('Ngày đăng'), '31/2/2025', 'không đọc được ngày này'],
    [field('Ngày truy cập'), 'tháng 8 năm 2025', 'ghi cả ngày'],
    [field('Địa chỉ'), 'javascript:alert(1)', 'không phải là địa chỉ web'],
    [languages, 'tiếng gì đó', 'Không có ngôn ngữ nào']
  ] as const) {
    await at.fill(wrong);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert').getByText(words)).toBeVisible();
  }
  expect(given.onsave).not.toHaveBeenCalled();
  await field('Tiêu đề').fill('Cầu mới');
  await field('Ngày đăng').fill('2 tháng 8 năm 2025');
  await expect.element(page.getByText('2 tháng 8, 2025')).toBeVisible();
});

// Would catch: an address opened without the question, or one that is half typed.
it('hands the address on to be asked about', async () => {
  const { given, field } = await open();
  const outside = page.getByRole('button', { name: /Open the address/ });
  await expect.element(outside).toBeDisabled();
  await field('Address').fill('http://example.org/a');
  await outside.click();
  expect(given.onlink.mock.calls).toEqual([['http://example.org/a']]);
});
