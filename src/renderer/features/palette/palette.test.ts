import { page, userEvent } from 'vitest/browser';
import FileText from '@lucide/svelte/icons/file-text';
import { beforeAll, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import '../../ui/base.css';
import Harness from '../../ui/testing/Harness.svelte';
import type { PaletteEntry } from './find';
import Palette from './Palette.svelte';

beforeAll(() => page.viewport(1280, 800));

async function open(passages: string[] = []) {
  const ran: string[] = [];
  const entry = (text: string): PaletteEntry => ({
    id: text,
    group: 'places',
    icon: FileText,
    texts: [{ text }],
    badges: [],
    hint: '',
    run: () => void ran.push(text)
  });
  const onclose = vi.fn(() => void ran.push('closed'));
  const onquery = vi.fn();
  const entries = ['Tô Lâm điện đàm', 'Bộ trưởng điện đàm', 'Lũ ở Thái Nguyên'].map(entry);
  const texts = passages.map((text) => ({
    ...entry(text),
    group: 'texts' as const,
    ranges: [[0, 3]] as const
  }));
  const given = { entries, texts, onquery, onclose };
  const screen = await render(Harness, { of: Palette as never, given });
  const selected = (): string | undefined =>
    screen.container.querySelector('[aria-selected="true"] .text')?.textContent;
  return { screen, ran, selected, onquery, field: screen.getByRole('combobox') };
}

// Would catch: a palette that only the mouse can use, or one that runs before it has given the focus back.
it('is run by typing, arrows and Enter, closing first', async () => {
  const { screen, ran, selected, field } = await open();
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('dien dam');
  await expect.element(screen.getByRole('option')).toHaveLength(2);
  expect(selected()).toBe('Tô Lâm điện đàm');
  await userEvent.keyboard('{ArrowDown}');
  expect(selected()).toBe('Bộ trưởng điện đàm');
  const active = field.element().getAttribute('aria-activedescendant');
  expect(document.getElementById(active ?? '')?.getAttribute('aria-selected')).toBe('true');
  await userEvent.keyboard('{ArrowDown}');
  expect(selected()).toBe('Tô Lâm điện đàm');
  await userEvent.keyboard('{ArrowUp}{Enter}');
  expect(ran).toEqual(['closed', 'Bộ trưởng điện đàm']);
});

// Would catch: the Enter that takes an input method's suggestion opening an article.
it('leaves the keys to an input method while it composes', async () => {
  const { ran, field } = await open();
  field
    .element()
    .dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
    );
  expect(ran).toEqual([]);
});

it('says how many were found, and that nothing was', async () => {
  const { screen } = await open();
  await expect.element(screen.getByRole('status')).toHaveTextContent('3 results');
  await userEvent.keyboard('zzz');
  await expect.element(screen.getByText('Nothing matches “zzz”.')).toBeVisible();
  await userEvent.keyboard('{Escape}');
});

// Would catch: passages matched a second time and lost, put before what was there, without marks, or out of the keys' reach.
it('shows passages found elsewhere last, at most eight, with their marks, and runs them', async () => {
  const passages = ['Mưa lớn', ...Array.from({ length: 9 }, (_, at) => `Lũ lên lần ${at}`)];
  const { screen, ran, selected, onquery } = await open(passages);
  await userEvent.keyboard('dien dam');
  expect(onquery).toHaveBeenLastCalledWith('dien dam');
  const found = screen.getByRole('group', { name: 'In the text' });
  await expect.element(found.getByRole('option')).toHaveLength(8);
  await expect.element(found.getByRole('option').first().getByText('Mưa')).toBeVisible();
  expect(selected()).toBe('Tô Lâm điện đàm');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(ran).toEqual(['closed', 'Mưa lớn']);
});
