// What is open around the words: outline, paragraph numbers, the texts' shares of the width, focus mode.
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { makeArticle, makePair, spanOf } from './testing/articles.test-support';
import { openReader, painted, settled, type OpenReader } from './testing/open-reader.test-support';

const press = (keys: string): Promise<void> => userEvent.keyboard(keys);
const english = ['The river', 'rises', 'falls', 'rests'];
const vietnamese = ['Dòng sông', 'dâng', 'rút', 'nghỉ'];
const text = (language: string, [title = '', ...parts]: readonly string[]) =>
  makeArticle(language, [
    { text: title, kind: 'heading', level: 1 },
    ...parts.flatMap((part) => [
      { text: `${title} ${part}`, kind: 'heading' as const, level: 2 },
      ...Array.from({ length: 12 }, (_, at) => `${title} ${part} ${at}. ${'Mưa rơi. '.repeat(12)}`)
    ])
  ]);
const source = text('en', english);
const target = text('vi', vietnamese);
// All but the second part are linked.
const pair = makePair(
  source,
  target,
  [0, 1, 3].map((part) => {
    const name = ([title = '', ...parts]: readonly string[]): string =>
      part === 0 ? title : `${title} ${parts[part - 1]}`;
    return { source: spanOf(source, name(english)), target: spanOf(target, name(vietnamese)) };
  })
);
const open = (mode: 'rows' | 'columns' = 'rows', view?: Parameters<typeof openReader>[0]['view']) =>
  openReader({ source, target, pair, mode, ...(view ? { view } : {}) });

const outline = (): HTMLElement | null => document.querySelector('nav');
const entries = (part = ''): string[] =>
  [...(outline()?.querySelectorAll(`[role="option"]${part}`) ?? [])].map((entry) =>
    entry.textContent.trim()
  );
const separator = (): HTMLElement => document.querySelector('[role="separator"]')!;
const widths = (): number[] =>
  ['source', 'target'].map((side) =>
    Math.round(document.querySelector(`.txt.${side}`)!.getBoundingClientRect().width)
  );

describe('the outline', () => {
  // Would catch: headings beside ones they have nothing to do with, and a jump on the wrong side.
  it('stands both texts side by side, is filtered, and leads there', async () => {
    const opened = await open();
    await press('v');
    expect(entries()).toEqual(
      english.flatMap((_, part) =>
        [english, vietnamese].map(([title = '', ...parts]) =>
          part === 0 ? title : `${title} ${parts[part - 1]}`
        )
      )
    );
    expect(outline()!.querySelectorAll('.linked')).toHaveLength(3);
    await press('nghi');
    expect(entries()).toEqual(['The river rests', 'Dòng sông nghỉ']);
    await press('{ArrowRight}{Enter}');
    await expect.poll(() => painted('wash-target')).toEqual(['Dòng sông nghỉ']);
    expect(document.activeElement).toBe(opened.pane('source'));
    expect(entries()).toHaveLength(8);
    await expect
      .poll(() => entries('[aria-current]'))
      .toEqual(['The river rests', 'Dòng sông nghỉ']);
    await press('{Escape}');
    expect(outline()).toBeNull();
  });

  // Would catch: a mark that stays where the outline was opened.
  it('marks what is read as one scrolls', async () => {
    const opened = await open('columns');
    await press('v');
    await expect.poll(() => entries('[aria-current]')).toEqual(['The river', 'Dòng sông']);
    const falls = opened.block('The river falls');
    const pane = opened.pane('source');
    pane.scrollTop += falls.getBoundingClientRect().top - pane.getBoundingClientRect().top - 20;
    await expect.poll(() => entries('[aria-current]')[0]).toBe('The river falls');
  });
});

describe('going to a paragraph', () => {
  const bar = (): HTMLElement | null => document.querySelector('.goto');
  const shown = (): string => bar()?.querySelector('[role="status"]')?.textContent.trim() ?? '';
  const numbers = (): string[] =>
    [...document.querySelectorAll('.margin.source span')].map((span) => span.textContent);

  // Would catch: numbers that count headings, a beginning of the wrong text, or a box that goes nowhere.
  it('shows its beginning while one types, and numbers in the margins', async () => {
    const opened = await open();
    await press('{Shift>}G{/Shift}');
    await expect.poll(() => numbers().slice(0, 3)).toEqual(['1', '2', '3']);
    await press('14');
    expect(shown()).toBe('The river falls 1.');
    await userEvent.clear(page.getByRole('textbox').last());
    await press('t14.2');
    expect(shown()).toBe('Mưa rơi.');
    await press('9');
    expect(shown()).toBe('Mưa rơi.');
    await userEvent.clear(page.getByRole('textbox').last());
    await press('vi 99');
    expect(shown()).toBe('The Vietnamese text has 36 paragraphs');
    await press('{Enter}');
    expect(bar()).not.toBeNull();
    await press('{Escape}{Shift>}G{/Shift}t2{ArrowDown}{Enter}');
    expect(bar()).toBeNull();
    await expect.poll(() => painted('wash-target')).toEqual(['Dòng sông dâng 2.']);
    expect(document.activeElement).toBe(opened.pane('source'));
    expect(numbers()).toEqual([]);
  });
});

describe('the share of the width', () => {
  // Would catch: a hinge for the mouse alone, a text squeezed to nothing, and a share that is forgotten.
  it.each(['rows', 'columns'] as const)(
    'is set by keys in %s, within limits, and told',
    async (mode) => {
      const opened: OpenReader = await open(mode);
      await page.viewport(900, 700);
      await settled();
      const before = widths();
      expect(Math.abs(before[0]! - before[1]!)).toBeLessThan(20);
      await press('{Control>}{Alt>}{ArrowRight}{/Alt}{/Control}');
      await settled();
      expect(widths()[0]).toBeGreaterThan(before[0]! + 30);
      expect(separator().getAttribute('aria-valuenow')).toBe('55');
      expect(separator().getAttribute('aria-valuetext')).toBe('English 55%, Vietnamese 45%');
      expect(opened.heard('view').at(-1)?.[0]).toMatchObject({
        split: expect.closeTo(0.55) as number
      });
      separator().focus();
      await press('{End}');
      expect(separator().getAttribute('aria-valuenow')).toBe('70');
      await press('{Home}{ArrowRight}');
      expect(separator().getAttribute('aria-valuenow')).toBe('32');
      await userEvent.dblClick(separator());
      expect(separator().getAttribute('aria-valuenow')).toBe('50');
      await settled();
      expect(widths()).toEqual(before);
    }
  );

  // Would catch: words that leave the top of the view whenever their column gets another width.
  it('keeps the words that are read in their place', async () => {
    const opened = await open('rows', {
      mode: 'rows',
      sourceOffset: spanOf(source, 'The river falls 4.')[0],
      targetOffset: 0,
      together: true,
      split: 0.4
    });
    expect(separator().getAttribute('aria-valuenow')).toBe('40');
    const line = opened.block('The river falls 4.');
    const top = (): number =>
      line.getBoundingClientRect().top - opened.pane('source').getBoundingClientRect().top;
    await expect.poll(top).toBeLessThan(30);
    const before = top();
    await press('{Control>}{Alt>}{ArrowRight}{ArrowRight}{ArrowRight}{/Alt}{/Control}');
    await settled();
    await expect.poll(() => Math.abs(top() - before)).toBeLessThan(3);
  });
});

describe('focus mode', () => {
  // Would catch: all words quiet, the wrong ones in full ink, or no way back.
  it('quiets all but the paragraph read and its counterpart', async () => {
    const opened = await open();
    await press('{ArrowDown}{ArrowDown}f');
    await settled();
    const ink = (words: string): string => getComputedStyle(opened.block(words)).color;
    const quiet = getComputedStyle(document.documentElement).getPropertyValue('--ink-3');
    document.body.style.color = quiet;
    expect(ink('The river rests 1.')).toBe(getComputedStyle(document.body).color);
    document.body.style.color = '';
    expect(painted('here')).toEqual(['The river rises', 'Dòng sông dâng']);
    expect(document.querySelector('header')).toBeNull();
    await press('{Escape}');
    expect(painted('here')).toEqual([]);
    expect(document.querySelector('header')).not.toBeNull();
  });
});
