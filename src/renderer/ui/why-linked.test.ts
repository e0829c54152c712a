import axe from 'axe-core';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { LinkReason } from '@domain/align/schema';
import './base.css';
import Harness from './testing/Harness.svelte';
import WhyLinked from './WhyLinked.svelte';

const reasons: LinkReason[] = [
  { kind: 'length', weight: 1.24 },
  { kind: 'structure', weight: -0.4 },
  { kind: 'number', value: '1973 ≠ 1995', weight: -2.1 },
  { kind: 'name', value: 'US = Hoa Kỳ', weight: 3.5, origin: 'names' },
  { kind: 'word', value: 'search = tìm kiếm', weight: 4.16, origin: 'learned' }
];
const linesOf = (container: Element): string[] =>
  [...container.querySelectorAll('li')].map((line) =>
    [...line.querySelectorAll('.words, .weight')].map((part) => part.textContent.trim()).join(' | ')
  );

// Would catch: a contradiction below what agrees, a weight without its sign, a source that is not said.
it('puts what contradicts first, then the weightiest, each with where it was known from', async () => {
  const { container } = await render(Harness, { of: WhyLinked, given: { reasons } });
  expect(linesOf(container)).toEqual([
    '1973 ≠ 1995The years disagree | −2.1',
    'search = tìm kiếmLearned from confirmed links | +4.2',
    'US = Hoa KỳName known in both languages | +3.5',
    'Lengths agree | +1.2',
    'Paragraphs do not begin or end together | −0.4'
  ]);
  expect(container.querySelectorAll('.conflict')).toHaveLength(1);
  expect((await axe.run(container)).violations).toEqual([]);
});

it('speaks Vietnamese, with its decimal comma', async () => {
  const given = { reasons: reasons.slice(2) };
  const { container } = await render(Harness, { of: WhyLinked, given, language: 'vi' });
  expect(linesOf(container)[0]).toBe('1973 ≠ 1995Năm không khớp | −2,1');
  expect(linesOf(container)[1]).toContain('Học từ các liên kết đã xác nhận | +4,2');
});

// Would catch: an empty heading under a link whose reasons went with an edit; a weight of 0 for somebody's word.
it('says what a link by hand rests on, and that nothing is kept of a changed one', async () => {
  const hand: LinkReason[] = [{ kind: 'hand', weight: 0 }];
  const made = await render(Harness, { of: WhyLinked, given: { reasons: hand, comparable: true } });
  expect(linesOf(made.container)).toEqual(['Linked by you']);
  expect(made.container.textContent).not.toContain('Lengths are left out');
  const changed = await render(Harness, { of: WhyLinked, given: { reasons: [] } });
  expect(changed.container.textContent).toContain('No reasons are kept');
});
