import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import axe from 'axe-core';
import { linkByHand } from '@domain/align/corrections';
import type { Pair } from '@domain/align/schema';
import { createTranslator } from '@shared/i18n/translator';
import { Toasts } from '../../ui/toasts.svelte';
import { unlinkLink } from './link-changes';
import type { LinkHere } from './link-here';
import { makeArticle, makePair, spanOf } from './testing/articles.test-support';
import {
  openReader,
  openStore,
  painted,
  settled,
  type OpenReader
} from './testing/open-reader.test-support';

const source = makeArticle('en', [
  { kind: 'heading', level: 1, text: 'The bridge' },
  'It was signed in 1973. The bridge is 400 metres long. Only we tell of the toll. And of the fee.',
  'The ferry stopped. Nobody missed it.'
]);
const target = makeArticle('vi', [
  { kind: 'heading', level: 1, text: 'Cây cầu' },
  'Hiệp định được ký năm 1995. Cầu dài 400 mét.',
  'Phà ngừng chạy. Không ai tiếc. Chỉ bài này nói về hoa.'
]);
const base = makePair(source, target, [
  { source: spanOf(source, 'The bridge'), target: spanOf(target, 'Cây cầu'), confidence: 0.99 },
  {
    source: spanOf(source, 'It was signed in 1973.'),
    target: spanOf(target, 'Hiệp định được ký năm 1995.'),
    confidence: 0.93
  },
  {
    source: spanOf(source, 'The bridge is 400 metres long.'),
    target: spanOf(target, 'Cầu dài 400 mét.'),
    confidence: 0.97
  },
  {
    source: spanOf(source, 'The ferry stopped.'),
    target: spanOf(target, 'Phà ngừng chạy.'),
    confidence: 0.61
  },
  {
    source: spanOf(source, 'Nobody missed it.'),
    target: spanOf(target, 'Không ai tiếc.'),
    state: 'confirmed'
  }
]);
const pair: Pair = {
  ...base,
  links: base.links.map((link, index) =>
    index === 1
      ? { ...link, reasons: [{ kind: 'number', value: '1973 ≠ 1995', weight: -2.1 }] }
      : link
  )
};

let reader: OpenReader | undefined;
afterEach(async () => {
  await reader?.unmount();
  reader = undefined;
});
async function open(more: Partial<Parameters<typeof openReader>[0]> = {}): Promise<OpenReader> {
  reader = await openReader({ source, target, pair, ...more });
  return reader;
}
const press = (keys: string): Promise<void> => userEvent.keyboard(keys);
const said = (): string => document.querySelector('.reader > [aria-live]')?.textContent ?? '';
const hinge = (): string => document.querySelector('.said')?.textContent.replace(/\s/g, '') ?? '';
const mark = (): HTMLElement | null => document.querySelector('.label');

describe.each(['rows', 'columns'] as const)('in %s', (mode) => {
  // Would catch: a contradiction that is seen only by chance, or whose values one has to search for.
  it('a conflict stands in the hinge, and its values are marked where the cursor is in it', async () => {
    await open({ mode });
    await expect.poll(() => mark()?.textContent.trim()).toBe('1973≠1995');
    expect(mark()?.getAttribute('aria-label')).toBe('1973 ≠ 1995: The years disagree');
    expect(getComputedStyle(document.querySelector('.layer path')!).strokeDasharray).toContain(
      '4px'
    );
    expect(painted('conflict')).toEqual([]);
    await userEvent.click(mark()!);
    await expect.poll(() => painted('conflict').toSorted()).toEqual(['1973', '1995']);
    await press('{ArrowRight}');
    await expect.poll(() => painted('conflict')).toEqual([]);
  });

  // Would catch: a label between the panes that lies on the words.
  it('keeps what it says of links between the two texts', async () => {
    await open({ mode });
    await press('uu');
    await expect.poll(hinge).toBe('61');
    const box = document.querySelector('.said')!.getBoundingClientRect();
    for (const words of document.querySelectorAll('[data-block]')) {
      const { left, right } = words.getBoundingClientRect();
      expect(box.right <= left || box.left >= right).toBe(true);
    }
    expect(document.querySelector<SVGElement>('.layer[aria-hidden] path')?.style.strokeWidth).toBe(
      '1.61'
    );
    await press('{ArrowRight}');
    await expect.poll(hinge).toBe('Confirmed');
    const word = document.querySelector('.said')!.getBoundingClientRect();
    expect(word.width).toBeLessThan(24);
    expect(document.querySelector<SVGElement>('.layer[aria-hidden] path')?.style.strokeWidth).toBe(
      '3'
    );
  });

  it('has no violations with all of it on the screen', async () => {
    await open({ mode });
    await press('c');
    await settled();
    const { violations } = await axe.run(document.querySelector('.reader')!);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});

describe('by keys', () => {
  // Would catch: a screen reader's user who is led to a conflict and not told which values disagree.
  it('goes to conflicts and says the values', async () => {
    await open();
    await press('c');
    expect(said()).toBe(
      'It was signed in 1973. (linked with 1.1, unsure, the years disagree: 1973 and 1995)'
    );
    await press('u');
    expect(said()).toBe('The ferry stopped. (linked with 2.1, unsure)');
    await press('{Shift>}u{/Shift}');
    expect(said()).toContain('It was signed in 1973.');
  });

  it('goes through the passages of both sides that the other lacks', async () => {
    await open();
    await press('a');
    expect(said()).toBe('Only we tell of the toll. (only in English)');
    await expect.poll(hinge).toBe('onlyEN');
    await press('a');
    expect(said()).toBe('Chỉ bài này nói về hoa. (only in Vietnamese)');
    await expect.poll(hinge).toBe('onlyVI');
    await press('a');
    expect(said()).toContain('Only we tell of the toll.');
    await press('{ArrowRight}');
    expect(said()).toBe('And of the fee. (only in English)');
  });

  // Would catch: marks on every sentence of two reports that are no translations.
  it('is quiet about what stands alone in comparable articles', async () => {
    const opened = await open({ pair: { ...pair, verdict: 'comparable' } });
    await press('{ArrowRight}{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(said()).toBe('Only we tell of the toll.');
    expect(hinge()).toBe('');
    const [status] = opened.heard('status').at(-1) as [{ pair: { alone: number } }];
    expect(status.pair.alone).toBe(0);
  });

  // Would catch: an act of links that cannot be taken back, or takes two steps.
  it('confirms and unlinks the sentence’s link, one step of undo each', async () => {
    const facts = await openStore();
    await facts.adoptPair({ revision: 0, value: pair });
    await open({ facts });
    const state = (): string | undefined => facts.pair(pair.id)?.links[3]?.state;
    await press('uy');
    await expect.poll(() => facts.pair(pair.id)?.links[1]?.state).toBe('confirmed');
    await press('u{Shift>}{Delete}{/Shift}');
    await expect.poll(state).toBe('rejected');
    await facts.undo();
    expect(state()).toBe('proposed');
    expect(facts.pair(pair.id)?.links[1]?.state).toBe('confirmed');
    await facts.undo();
    expect(facts.pair(pair.id)).toEqual(pair);
  });

  // Would catch: sentences in two links at once, after an old message's Undo.
  it('brings a link back by its message, unless its sentences are in another by now', async () => {
    const facts = await openStore();
    await facts.adoptPair({ revision: 0, value: pair });
    const toasts = new Toasts();
    const link = pair.links[3]!;
    const undo = (): void => toasts.list.at(-1)?.action?.run();
    const state = (): string | undefined =>
      facts.pair(pair.id)?.links.find(({ id }) => id === link.id)?.state;
    unlinkLink(link, pair.id, facts, toasts, createTranslator('en'));
    await expect.poll(state).toBe('rejected');
    undo();
    await expect.poll(state).toBe('proposed');
    unlinkLink(link, pair.id, facts, toasts, createTranslator('en'));
    await expect.poll(state).toBe('rejected');
    const sides = { source: link.source, target: pair.links[4]!.target };
    await facts.changePair(pair.id, 'links.actConfirm', ({ links }) => ({
      links: linkByHand(links, sides, 'hand')
    }));
    const before = facts.pair(pair.id);
    undo();
    await settled();
    expect(facts.pair(pair.id)).toEqual(before);
  });

  it('tells the inspector which link the cursor is in', async () => {
    const opened = await open();
    const here = (): LinkHere | null => opened.heard('here').at(-1)?.[0] as LinkHere | null;
    expect(here()).toBeNull();
    await press('c');
    expect(here()).toMatchObject({
      side: 'source',
      labels: { source: ['1.1'], target: ['1.1'] },
      alone: false
    });
    await press('aw');
    expect(here()).toMatchObject({
      link: null,
      labels: { source: ['1.3'], target: [] },
      alone: true
    });
    expect(opened.heard('why')).toHaveLength(1);
  });
});
