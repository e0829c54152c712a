import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { makeArticle, makePair } from './testing/articles.test-support';
import {
  annotate,
  openReader,
  openStore,
  painted,
  settled,
  type OpenReader
} from './testing/open-reader.test-support';

const count = 900;
const paragraphs = (name: string, sentence: string): string[] =>
  Array.from({ length: count }, (_, n) => `${name} ${n}. ${sentence.repeat(20).trim()}`);
const source = makeArticle('vi', paragraphs('Số', 'Một câu khá dài để đọc. '));
const target = makeArticle('en', paragraphs('Number', 'A sentence long enough to be read. '));
const pair = makePair(
  source,
  target,
  source.blocks.map((block, n) => {
    const other = target.blocks[n];
    if (!other) throw new Error('no counterpart');
    return { source: [block.start, block.start + 4], target: [other.start, other.start + 4] };
  })
);

let reader: OpenReader | undefined;
afterEach(async () => {
  await reader?.unmount();
  reader = undefined;
});
async function open(more: Partial<Parameters<typeof openReader>[0]> = {}): Promise<OpenReader> {
  reader = await openReader({ source, target: null, pair: null, ...more });
  return reader;
}
const blocksInPage = (): number => document.querySelectorAll('[data-block]').length;
const inPage = (words: string): boolean =>
  [...document.querySelectorAll('[data-block]')].some((block) => block.textContent.includes(words));
function inView(opened: OpenReader, side: 'source' | 'target', words: string): boolean {
  const pane = opened.pane(side).getBoundingClientRect();
  const { top } = opened.block(words).getBoundingClientRect();
  return top >= pane.top - 1 && top < pane.bottom - 20;
}
/** By the wheel over the pane, as far as a share of it. */
async function scrollTo(pane: HTMLElement, share: number): Promise<void> {
  pane.dispatchEvent(new WheelEvent('wheel', { deltaY: 1, bubbles: true }));
  pane.scrollTop = share * (pane.scrollHeight - pane.clientHeight);
  await settled();
  await settled();
}

describe('an article of a book’s length', () => {
  // Would catch: a jump that lands beside its aim because what is far away has a guessed height.
  it('has only what is near in the page, and goes anywhere', async () => {
    expect(source.text.length).toBeGreaterThan(400_000);
    const facts = await openStore();
    const id = await annotate(facts, source, 'Số 777.', 'pink', true);
    const opened = await open({ facts });
    expect(inPage('Số 777.')).toBe(false);
    expect(blocksInPage()).toBeLessThan(60);
    await opened.jumpTo(id);
    await settled();
    expect(inView(opened, 'source', 'Số 777.')).toBe(true);
    expect(blocksInPage()).toBeLessThan(120);
    await expect.poll(() => painted('hl-pink-0')).toEqual(['Số 777.']);
    await expect.poll(() => document.querySelector('[aria-label="Note 1"]')).toBeTruthy();
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    await expect.poll(() => inPage('Số 777.')).toBe(false);
    expect(inView(opened, 'source', 'Số 0.')).toBe(true);
  });

  // Would catch: blank screens, words that leave a hole or move under the eye while heights become known.
  it('shows words wherever it is scrolled to, and they stand still there', async () => {
    const opened = await open({ target, pair });
    const pane = opened.pane('source');
    for (const share of [0.13, 0.5, 0.51, 0.97, 0.3, 1, 0]) {
      await scrollTo(pane, share);
      const { left, top, height } = pane.getBoundingClientRect();
      for (const part of [0.1, 0.5, share === 1 ? 0.5 : 0.9]) {
        const x = left + pane.clientWidth * 0.25;
        const hit = document.elementFromPoint(x, top + height * part);
        expect(hit?.closest('.row'), `${share} ${part}`).toBeTruthy();
      }
      const at = document.elementFromPoint(left + pane.clientWidth * 0.25, top + height / 2);
      const words = at?.closest('.row');
      const before = words?.getBoundingClientRect().top ?? 0;
      await settled();
      expect(words?.getBoundingClientRect().top).toBeCloseTo(before, 0);
    }
  });

  // Would catch: a selection cut off, or dropped with what leaves the page, once its beginning is far away.
  it('keeps a selection over everything between its ends', async () => {
    const opened = await open();
    const native = document.getSelection();
    const wordsOf = (name: string): Node => {
      const [words] = opened.block(name).childNodes;
      if (!words) throw new Error(name);
      return words;
    };
    native?.setBaseAndExtent(wordsOf('Số 3.'), 0, wordsOf('Số 3.'), 5);
    await expect.poll(() => painted('reading-selection')).toEqual(['Số 3.']);
    await scrollTo(opened.pane('source'), 0.9);
    expect(inPage('Số 3.'), 'its beginning stays').toBe(true);
    expect(native?.toString()).toBe('Số 3.');
    const last = /Số 8\d\d\./.exec(opened.pane('source').textContent)?.[0] ?? '';
    native?.extend(wordsOf(last), last.length);
    await expect.poll(() => painted('reading-selection')).toContain(last);
    await userEvent.keyboard('2');
    await expect.poll(() => opened.annotations()).toHaveLength(1);
    const from = source.text.indexOf('Số 3.');
    const to = source.text.indexOf(last) + last.length;
    expect(opened.annotations()[0]?.targets[0]?.anchor.exact).toBe(source.text.slice(from, to));
  });

  // Would catch: panes of which the second stays behind, or stops level with a guess.
  it('keeps two panes level far down', async () => {
    const opened = await open({ target, pair, mode: 'columns' });
    await userEvent.keyboard('{ArrowDown}');
    await scrollTo(opened.pane('source'), 0.6);
    await settled();
    const line = opened.pane('source').getBoundingClientRect().top + 250;
    const shown = [...opened.pane('source').querySelectorAll<HTMLElement>('[data-block]')].find(
      (block) => block.getBoundingClientRect().bottom > line
    );
    const name = /^Số (\d+)\./.exec(shown?.textContent ?? '')?.[1];
    const counterpart = opened.block(`Number ${name}.`).getBoundingClientRect();
    const own = shown?.getBoundingClientRect();
    expect(Math.abs(counterpart.top - (own?.top ?? 0))).toBeLessThan(own?.height ?? 0);
  });

  // Would catch: what is found far away counted but neither gone to nor painted.
  it('finds words that are not in the page', async () => {
    const opened = await open();
    await userEvent.keyboard('{Control>}f{/Control}');
    await userEvent.keyboard('Số 640.');
    await expect.poll(() => painted('found-current')).toEqual(['Số 640.']);
    await expect.poll(() => inView(opened, 'source', 'Số 640.')).toBe(true);
  });
});
