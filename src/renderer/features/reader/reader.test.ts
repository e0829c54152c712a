import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import axe from 'axe-core';
import { tellClutter } from '@domain/article/relay';
import type { Annotation } from '@domain/annotation/schema';
import { makeArticle, makePair, spanOf } from './testing/articles.test-support';
import {
  annotate,
  openReader,
  openStore,
  painted,
  settled,
  type OpenReader
} from './testing/open-reader.test-support';
import { mouse } from './testing/mouse.test-support';

const source = makeArticle('en', [
  { kind: 'heading', level: 1, text: 'The river answers' },
  { text: 'Read more here', clutter: 'teaser' },
  { text: 'Share this', clutter: 'share' },
  'The river rose in the night. Nobody had been told. By dawn the bridge at Bến Thủy was under water.',
  'The mayor spoke first. “We were not warned,” she said.',
  'Only the English paper has this paragraph.',
  'Help came by noon.'
]);
const target = makeArticle('vi', [
  { kind: 'heading', level: 1, text: 'Dòng sông lên tiếng' },
  'Nước sông dâng lên trong đêm. Không ai được báo trước. Rạng sáng, cầu Bến Thủy đã ngập.',
  'Đến trưa thì có cứu trợ.',
  'Thị trưởng phát biểu đầu tiên. “Chúng tôi không được cảnh báo”, bà nói.',
  'Chỉ có báo tiếng Việt viết đoạn này, và viết dài hơn nhiều so với bài kia vì phóng viên ở tại chỗ.',
  'Hết.'
]);
const couple = (s: string, t: string, state: 'proposed' | 'confirmed' = 'proposed') => ({
  source: spanOf(source, s),
  target: spanOf(target, t),
  state
});
const pair = makePair(source, target, [
  couple('The river answers', 'Dòng sông lên tiếng', 'confirmed'),
  couple('The river rose in the night.', 'Nước sông dâng lên trong đêm.'),
  couple('By dawn the bridge at Bến Thủy was under water.', 'Rạng sáng, cầu Bến Thủy đã ngập.'),
  couple('The mayor spoke first.', 'Thị trưởng phát biểu đầu tiên.', 'confirmed'),
  couple('Help came by noon.', 'Đến trưa thì có cứu trợ.')
]);

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
const said = (): string => document.querySelector('[aria-live]')?.textContent ?? '';
const quotes = (annotations: readonly Annotation[]): string[] =>
  annotations.map(({ targets }) => targets[0]?.anchor.exact ?? '');

/** The box of `words` in viewport pixels. */
function boxOf(words: string, from: OpenReader): DOMRect {
  const walker = document.createTreeWalker(from.block(words), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = (node as Text).data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    return range.getBoundingClientRect();
  }
  throw new Error(`not in one text node: ${words}`);
}

async function click(box: DOMRect, modifiers = 0): Promise<void> {
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  await mouse('mousePressed', x, y, modifiers);
  await mouse('mouseReleased', x, y, modifiers);
}

describe('rows', () => {
  // Would catch: a paragraph that does not stand beside its translation.
  it('begins linked paragraphs on one line', async () => {
    const opened = await open();
    for (const [s, t] of [
      ['The river answers', 'Dòng sông lên tiếng'],
      ['The river rose', 'Nước sông dâng'],
      ['The mayor spoke', 'Thị trưởng phát biểu']
    ] as const) {
      const tops = [opened.block(s), opened.block(t)].map(
        (block) => block.getBoundingClientRect().top
      );
      expect(Math.abs(tops[0]! - tops[1]!), s).toBeLessThanOrEqual(1);
    }
  });

  // Would catch: a link that leads elsewhere and is nowhere to be seen, or names the wrong sentence.
  it('says in the hinge where a crossing link leads, and goes there', async () => {
    await open();
    await expect.poll(() => document.querySelector('.jump')).toBeTruthy();
    const button = document.querySelector<HTMLElement>('.jump')!;
    expect(button.textContent.trim()).toBe('↑2.1');
    expect(button.getAttribute('aria-label')).toBe('Sentence 4.1 answers 2.1, above');
    await userEvent.click(button);
    await expect.poll(() => painted('wash-target')).toEqual(['Đến trưa thì có cứu trợ.']);
  });

  // Would catch: sentences without a counterpart that look like any other.
  it('marks with a dash what the other side does not have', async () => {
    const opened = await open();
    await expect.poll(() => document.querySelectorAll('.alone.target').length).toBeGreaterThan(0);
    const lone = opened.block('Chỉ có báo').getBoundingClientRect();
    const dashes = [...document.querySelectorAll('.alone.target')].map((dash) =>
      dash.getBoundingClientRect()
    );
    expect(dashes.some(({ top, bottom }) => top >= lone.top && bottom <= lone.bottom)).toBe(true);
  });
});

describe('reading cursor', () => {
  // Would catch: a main job that needs a mouse, or an anchor off by a character.
  it('selects by keys and highlights exactly that, durably', async () => {
    const opened = await open();
    await press('{ArrowRight}{ArrowDown}{ArrowRight}');
    expect(said()).toBe('Nobody had been told. (only in English)');
    await press(
      '{Shift>}{Control>}{ArrowRight}{ArrowRight}{/Control}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Shift}'
    );
    expect(said()).toBe('Selected: Nobody');
    await press('{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}2');
    await expect.poll(() => quotes(opened.annotations())).toEqual(['Nobody had']);
    const [annotation] = opened.annotations();
    const [start, end] = spanOf(source, 'Nobody had');
    expect(annotation).toMatchObject({
      colour: 'green',
      targets: [{ articleId: source.id, anchor: { start, end } }]
    });
    await expect.poll(() => opened.heard('activate').at(-1)).toEqual([annotation!.id]);
    expect(said()).toBe('highlighted green');
    await expect.poll(() => painted('hl-green-0')).toEqual(['Nobody had']);
    expect(painted('hl-active-green')).toEqual(['Nobody had']);
    expect(painted('reading-selection')).toEqual([]);
    await expect.poll(() => opened.facts.status).toBe('saved');
  });

  it('highlights the sentence it is on where nothing is selected, and opens a note', async () => {
    const opened = await open();
    await press('{ArrowRight}{ArrowDown}n');
    await expect.poll(() => quotes(opened.annotations())).toEqual(['The river rose in the night.']);
    await expect.poll(() => opened.heard('note')).toEqual([[opened.annotations()[0]!.id]]);
  });

  // Would catch: a digit that makes a second highlight where it should recolour, or the reverse after moving on.
  it('lets go of the active annotation when it moves on', async () => {
    const opened = await open();
    await press('{ArrowRight}{ArrowDown}1');
    await expect.poll(() => opened.heard('activate').length).toBe(1);
    await press('1');
    await settled();
    expect(opened.annotations().length).toBe(1);
    await press('{ArrowRight}1');
    await expect
      .poll(() => quotes(opened.annotations()).sort())
      .toEqual(['Nobody had been told.', 'The river rose in the night.']);
  });

  // Would catch: a lost note that is let go while its new place is looked for, or put beside the selection.
  it('puts a lost note on the selection, as one act', async () => {
    const opened = await open();
    const { facts } = opened;
    await press('{ArrowRight}{ArrowDown}1');
    await expect.poll(() => opened.heard('activate').length).toBe(1);
    const { id, targets } = opened.annotations()[0]!;
    const lost = { ...targets[0]!, state: 'orphan' as const };
    await facts.setTargets(id, 'annotations.actReattach', [lost]);
    await press('{ArrowRight}{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}');
    expect(said()).toBe('Selected: Nobody');
    await press('{Shift>}H{/Shift}');
    await expect.poll(() => quotes(opened.annotations())).toEqual(['Nobody']);
    expect(opened.annotations()[0]?.targets[0]?.state).toBe('exact');
    await facts.undo();
    expect(opened.annotations()[0]?.targets).toEqual([lost]);
  });

  // Would catch: a reader without sight not learning what stands on a sentence.
  it('says what is known of a sentence', async () => {
    const facts = await openStore();
    await annotate(facts, source, 'night', 'pink', true);
    await open({ facts, language: 'vi' });
    await press('{ArrowRight}{ArrowDown}');
    expect(said()).toBe('The river rose in the night. (tô màu hồng, ghi chú 1)');
  });

  it('changes sides to the counterpart and back', async () => {
    await open();
    await press('{ArrowRight}{ArrowDown}{ArrowDown}o');
    expect(said()).toBe('Thị trưởng phát biểu đầu tiên.');
    await press('{Shift>}{Tab}{/Shift}');
    expect(said()).toBe('The mayor spoke first.');
    await press('{Tab}');
    expect(said()).toBe('Thị trưởng phát biểu đầu tiên.');
    expect(painted('wash-source')).toEqual(['The mayor spoke first.']);
  });

  // Would catch: arrows that run against the writing in Hebrew or Arabic.
  it('turns its arrows round where words run from right to left', async () => {
    const hebrew = makeArticle('he', ['שלום לכולם. מה שלומכם היום.']);
    await open({ source: hebrew, target: null, pair: null });
    await press('{ArrowLeft}{ArrowLeft}');
    expect(said()).toBe('מה שלומכם היום.');
    await press('{ArrowRight}');
    expect(said()).toBe('שלום לכולם.');
  });

  // Would catch: Copy that takes nothing, or the words of the other language in between.
  it('copies the selection, or else its sentence', async () => {
    await open();
    const copied: string[] = [];
    const listen = (event: ClipboardEvent): void =>
      void copied.push(event.clipboardData?.getData('text/plain') ?? '');
    window.addEventListener('copy', listen);
    await press('{ArrowRight}{ArrowDown}{Control>}c{/Control}');
    await press('{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}c{/Control}');
    window.removeEventListener('copy', listen);
    expect(copied).toEqual([
      'The river rose in the night.',
      'The river rose in the night. Nobody had been told.'
    ]);
  });

  it('opens a link of the sentence on request only', async () => {
    const text = 'See the paper of record. Then go.';
    const linked = makeArticle(
      'en',
      [text],
      [{ kind: 'link', start: 8, end: 23, href: 'https://example.org/a' }]
    );
    const opened = await open({ source: linked, target: null, pair: null });
    await press('{ArrowRight}{Control>}{Enter}{/Control}');
    expect(opened.heard('link')).toEqual([['https://example.org/a']]);
    await click(boxOf('paper', opened));
    expect(opened.heard('link').length).toBe(1);
    await click(boxOf('paper', opened), 2);
    expect(opened.heard('link').length).toBe(2);
  });
});

describe('mouse', () => {
  // Would catch: the other language taken along when a selection runs over two rows.
  it('selects over paragraphs of one side only', async () => {
    const opened = await open();
    const from = boxOf('bridge', opened);
    const to = boxOf('mayor', opened);
    await mouse('mousePressed', from.left + 1, from.top + 8);
    await mouse('mouseMoved', from.left + 30, from.top + 8);
    await mouse('mouseMoved', to.right - 1, to.top + 8);
    await mouse('mouseReleased', to.right - 1, to.top + 8);
    await expect.poll(() => document.querySelector('[role="toolbar"]')).toBeTruthy();
    const text = 'bridge at Bến Thủy was under water.\nThe mayor';
    expect(painted('reading-selection').join('\n')).toBe(text);
    await userEvent.click(document.querySelector('[aria-label="Highlight blue"]')!);
    await expect.poll(() => quotes(opened.annotations())).toEqual([text]);
    expect(painted('hl-blue-0')).toEqual(['bridge at Bến Thủy was under water.', 'The mayor']);
  });

  // Would catch: the rest of the article selected because the hand slipped into the other column.
  it('stays level with the hand when that leaves the column', async () => {
    const opened = await open();
    const from = boxOf('river rose', opened);
    const to = boxOf('Thị trưởng', opened);
    await mouse('mousePressed', from.left + 1, from.top + 8);
    await mouse('mouseMoved', from.left + 60, from.top + 8);
    await mouse('mouseMoved', to.left + 20, to.top + 8);
    await settled();
    await mouse('mouseReleased', to.left + 20, to.top + 8);
    await expect.poll(() => document.querySelector('[role="toolbar"]')).toBeTruthy();
    const words = painted('reading-selection').join('\n');
    expect(words).toMatch(/^river rose in the night/);
    expect(words).toMatch(/The mayor spoke first\..*$/);
    expect(words).not.toContain('Only the English');
    expect(document.getSelection()?.toString()).not.toContain('Only the English');
  });

  // Would catch: the selection's bar over the counterpart.
  it('keeps the bar in the pane of the selection', async () => {
    const opened = await open();
    const box = boxOf('water', opened);
    await mouse('mousePressed', box.left + 1, box.top + 8);
    await mouse('mouseMoved', box.right - 1, box.top + 8);
    await mouse('mouseReleased', box.right - 1, box.top + 8);
    await expect.poll(() => document.querySelector('[role="toolbar"]')).toBeTruthy();
    await settled();
    const bar = document.querySelector('[role="toolbar"]')!.getBoundingClientRect();
    const column = opened.block('The river rose').getBoundingClientRect();
    expect(bar.right).toBeLessThanOrEqual(column.right + 1);
    expect(bar.bottom).toBeLessThanOrEqual(box.top);
  });

  // Would catch: a highlight inside another that cannot be reached.
  it('picks overlapping highlights in turn', async () => {
    const facts = await openStore();
    const outer = await annotate(facts, source, 'The river rose in the night.', 'yellow');
    const inner = await annotate(facts, source, 'rose', 'pink');
    const opened = await open({ facts });
    const box = boxOf('rose', opened);
    for (let turn = 0; turn < 3; turn += 1) await click(box);
    expect(opened.heard('activate').flat()).toEqual([inner, outer, inner]);
    expect(painted('hl-yellow-0')).toEqual(['The river rose in the night.']);
    expect(painted('hl-pink-1')).toEqual(['rose']);
    await click(boxOf('Nobody', opened));
    expect(opened.heard('activate').flat().at(-1)).toBeNull();
  });

  it('washes the sentence under it and its counterpart', async () => {
    const opened = await open();
    const box = boxOf('bridge', opened);
    await mouse('mouseMoved', box.left + 5, box.top + 8);
    await expect.poll(() => painted('wash-target')).toEqual(['Rạng sáng, cầu Bến Thủy đã ngập.']);
    expect(painted('wash-source')).toEqual(['By dawn the bridge at Bến Thủy was under water.']);
    expect(document.querySelectorAll('.layer path').length).toBe(1);
  });
});

describe('notes in the margin', () => {
  // Would catch: numbers on each other, or on the wrong line.
  it('stands beside its line, and two in one line do not cover each other', async () => {
    const facts = await openStore();
    const first = await annotate(facts, source, 'river rose', 'blue', true);
    await annotate(facts, source, 'in the night', 'orange', true);
    await annotate(facts, target, 'trong đêm', 'violet', true);
    const opened = await open({ facts });
    await expect.poll(() => document.querySelectorAll('.number').length).toBe(3);
    const boxes = [...document.querySelectorAll<HTMLElement>('.notes.source .number')].map(
      (disc) => ({
        label: disc.getAttribute('aria-label'),
        box: disc.getBoundingClientRect()
      })
    );
    expect(boxes.map(({ label }) => label)).toEqual(['Note 1', 'Note 2']);
    expect(boxes[1]!.box.top).toBeGreaterThanOrEqual(boxes[0]!.box.bottom);
    const line = boxOf('river rose', opened);
    expect(Math.abs(boxes[0]!.box.top + 9 - (line.top + line.height / 2))).toBeLessThanOrEqual(1);
    await userEvent.click(document.querySelector('[aria-label="Note 1"]')!);
    expect(opened.heard('activate').at(-1)).toEqual([first]);
    await expect
      .poll(() => document.querySelector('[aria-label="Note 1"]')?.getAttribute('aria-pressed'))
      .toBe('true');
  });
});

describe('keys', () => {
  // Would catch: a bar that only the mouse can reach, or a focus that is lost with it.
  it('reach the bar of the selection and come back', async () => {
    const opened = await open();
    await press(
      '{ArrowRight}{ArrowDown}{Shift>}{Control>}{ArrowRight}{ArrowRight}{/Control}{/Shift}'
    );
    await expect.poll(() => document.querySelector('[role="toolbar"]')).toBeTruthy();
    await press('{Tab}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Highlight yellow');
    await press('{ArrowRight}{ArrowRight}{Escape}');
    expect(document.activeElement).toBe(opened.pane('source'));
    await press('{Tab}{ArrowRight}{Enter}');
    await expect.poll(() => quotes(opened.annotations())).toEqual(['The river']);
    expect(opened.annotations()[0]?.colour).toBe('green');
    await expect.poll(() => document.activeElement).toBe(opened.pane('source'));
  });

  // Would catch: words that cannot be found without their marks, or found and not shown.
  it('find words in both texts, with or without marks', async () => {
    const opened = await open();
    await press('{Control>}f{/Control}ben thuy');
    expect(painted('found-current')).toEqual(['Bến Thủy']);
    expect(painted('found')).toEqual(['Bến Thủy']);
    const count = (): string =>
      document.querySelector('[role="search"] [role="status"]')?.textContent.trim() ?? '';
    expect(count()).toBe('1 of 2');
    await press('{Enter}');
    expect(count()).toBe('2 of 2');
    expect(painted('wash-target')).toEqual(['Rạng sáng, cầu Bến Thủy đã ngập.']);
    await press('{Escape}');
    expect(painted('found')).toEqual([]);
    expect(document.activeElement).toBe(opened.pane('source'));
    await press('h');
    await expect
      .poll(() => quotes(opened.annotations()))
      .toEqual(['Rạng sáng, cầu Bến Thủy đã ngập.']);
  });

  it('go round the parts of the window', async () => {
    const opened = await open();
    const aside = document.createElement('aside');
    aside.append(document.createElement('button'));
    const main = document.createElement('main');
    main.append(opened.pane('source').closest('.stage')!);
    document.body.append(main, aside);
    opened.pane('source').focus();
    await press('{F6}');
    expect(document.activeElement?.parentElement).toBe(aside);
    await press('{F6}');
    expect(document.activeElement).toBe(opened.pane('source'));
    await press('{Shift>}{F6}{/Shift}');
    expect(document.activeElement?.parentElement).toBe(aside);
    aside.remove();
  });
});

describe('clutter', () => {
  it('is folded away, comes out on demand, and can be told to belong', async () => {
    const opened = await open();
    expect(() => opened.block('Read more here')).toThrow();
    const fold = document.querySelector<HTMLElement>('.fold [aria-expanded]')!;
    expect(fold.textContent.trim()).toBe('2 lines of web page clutter');
    await userEvent.click(fold);
    expect(opened.block('Read more here')).toBeTruthy();
    const keep = [...document.querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes('not clutter')
    )!;
    await userEvent.click(keep);
    expect(opened.heard('relay')).toEqual([
      [source.id, expect.objectContaining({ relay: tellClutter(source, [1], false) })]
    ]);
  });

  // Would catch: a note on folded words that cannot be gone to.
  it('unfolds for an annotation in it', async () => {
    const facts = await openStore();
    const id = await annotate(facts, source, 'Share this', 'green');
    const opened = await open({ facts });
    await opened.jumpTo(id);
    expect(opened.block('Share this')).toBeTruthy();
    await expect.poll(() => painted('hl-green-0')).toEqual(['Share this']);
  });
});

describe('what stays behind', () => {
  // Would catch: highlights of a closed article that paint the next one.
  it('is nothing', async () => {
    const facts = await openStore();
    await annotate(facts, source, 'night', 'pink');
    const opened = await open({ facts });
    await expect.poll(() => CSS.highlights.size).toBeGreaterThan(0);
    await opened.unmount();
    reader = undefined;
    expect(CSS.highlights.size).toBe(0);
  });
});

describe('accessibility', () => {
  it.each(['rows', 'columns'] as const)('has no violations in %s', async (mode) => {
    const facts = await openStore();
    await annotate(facts, source, 'night', 'pink', true);
    await open({ facts, mode });
    await press('{ArrowRight}{ArrowDown}{Shift>}{ArrowRight}{/Shift}');
    await settled();
    const { violations } = await axe.run(document.querySelector('.reader')!);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('gives the status line its figures', async () => {
    const opened = await open();
    expect(opened.heard('status').at(-1)).toEqual([
      {
        pair: {
          verdict: 'translation',
          sentences: 8,
          linked: 5,
          conflicts: 0,
          alone: 4,
          states: 'linked linked alone linked linked alone alone linked'.split(' ')
        },
        words: expect.any(Number)
      }
    ]);
  });
});
