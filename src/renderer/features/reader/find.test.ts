// Finding in both texts on the screen: order, sides, what is folded away, and long articles.
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { makeArticle, makePair, spanOf } from './testing/articles.test-support';
import { openReader, painted, settled, type OpenReader } from './testing/open-reader.test-support';

const source = makeArticle('en', [
  { text: 'Floods in May', kind: 'heading', level: 1 },
  'The dam held in May. In June it broke.',
  'Nobody was hurt in May.'
]);
const target = makeArticle('vi', [
  { text: 'Lũ tháng Năm', kind: 'heading', level: 1 },
  'Đập đứng vững, tháng này là May. Đến tháng Sáu thì vỡ.',
  { text: 'Xem thêm: May và Mây', clutter: 'related' },
  'Không ai bị thương, may là thế.'
]);
const pair = makePair(source, target, [
  {
    source: spanOf(source, 'The dam held in May.'),
    target: spanOf(target, 'Đập đứng vững, tháng này là May.')
  },
  {
    source: spanOf(source, 'Nobody was hurt in May.'),
    target: spanOf(target, 'Không ai bị thương, may là thế.')
  }
]);

const bar = (): HTMLElement => document.querySelector<HTMLElement>('[role="search"]')!;
const count = (): string => bar().querySelector('[role="status"]')?.textContent.trim() ?? '';
const where = (): string => bar().querySelector('.where')?.textContent.trim() ?? '';
const open = (mode: 'rows' | 'columns' = 'rows'): Promise<OpenReader> =>
  openReader({ source, target, pair, mode });

describe('finding in both texts', () => {
  // Would catch: all of the source before any of the target, or a side that is not said.
  it.each(['rows', 'columns'] as const)(
    'goes through both in reading order, in %s',
    async (mode) => {
      await open(mode);
      await userEvent.keyboard('{Control>}f{/Control}may');
      const sides = [where()];
      for (let step = 1; step < 7; step += 1) {
        await userEvent.keyboard('{Enter}');
        sides.push(where());
      }
      expect(sides).toEqual([
        'in English',
        'in English, paragraph 1',
        'in Vietnamese, paragraph 1',
        'in Vietnamese, in folded web page clutter',
        'in Vietnamese, in folded web page clutter',
        'in English, paragraph 2',
        'in Vietnamese, paragraph 2'
      ]);
      expect(count()).toBe('7 of 7');
      expect([...bar().querySelectorAll('.side')].map((side) => side.textContent.trim())).toEqual([
        expect.stringMatching(/3$/),
        expect.stringMatching(/4$/)
      ]);
      await userEvent.keyboard('{Enter}');
      expect(count()).toBe('1 of 7');
      await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
      expect(count()).toBe('7 of 7');
    }
  );

  // Would catch: a place in folded clutter that is counted and never seen.
  it('unfolds clutter that is gone to', async () => {
    const opened = await open();
    await userEvent.keyboard('{Control>}f{/Control}xem them');
    await expect.poll(() => opened.block('Xem thêm').checkVisibility()).toBe(true);
    await expect.poll(() => painted('found-current')).toEqual(['Xem thêm']);
  });

  // Would catch: May among the places of mây where somebody typed its mark, with no way to them.
  it('keeps to the marks typed, and shows the others when asked', async () => {
    await open();
    await userEvent.keyboard('{Control>}f{/Control}mây');
    expect(count()).toBe('1 of 1');
    await page.getByRole('checkbox').click();
    expect(count()).toBe('5 of 7');
    await page.getByRole('checkbox').click();
    expect(count()).toBe('1 of 1');
  });

  // Would catch: a search that holds the window up in a long article, that never ends, or that paints what is far away.
  it('answers at once in a long pair and counts on meanwhile', async () => {
    const long = (language: string) =>
      makeArticle(
        language,
        Array.from({ length: 1200 }, (_, at) => `Đoạn ${at} ${'nước sông dâng cao '.repeat(9)}.`)
      );
    const [one, other] = [long('vi'), long('en')];
    await openReader({
      source: one,
      target: other,
      pair: makePair(one, other, []),
      mode: 'columns'
    });
    await userEvent.keyboard('{Control>}f{/Control}');
    await settled();
    const field = bar().querySelector('input')!;
    const before = performance.now();
    field.value = 'song';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const held = performance.now() - before;
    await expect.poll(count).toBe('1 of 21,600');
    expect(painted('found').length).toBeLessThan(1000);
    // Generous, for a busy machine: all of it takes several times as long.
    expect(held).toBeLessThan(150);
  });
});
