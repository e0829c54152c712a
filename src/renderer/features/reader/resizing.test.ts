import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { AnnotationId } from '@domain/ids';
import { makeArticle } from './testing/articles.test-support';
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
  'The river rose in the night. Nobody had been told.',
  { text: 'Share this', clutter: 'share' },
  'By dawn the bridge was under water.'
]);
const target = makeArticle('vi', ['Nước sông dâng lên. Không ai được báo.', 'Cầu đã ngập.']);
const hebrew = makeArticle('he', ['הנהר עלה בלילה. איש לא ידע.']);

let reader: OpenReader | undefined;
afterEach(async () => {
  await reader?.unmount();
  reader = undefined;
});

/** One highlight, active. */
async function open(
  words: string,
  more: Partial<Parameters<typeof openReader>[0]> = {}
): Promise<{ opened: OpenReader; id: AnnotationId }> {
  const facts = await openStore();
  const article = more.source ?? source;
  const id = await annotate(facts, article, words, 'green', true);
  reader = await openReader({ source: article, target: null, pair: null, facts, ...more });
  await reader.jumpTo(id);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => painted('hl-active-green')).toEqual([words]);
  return { opened: reader, id };
}
const press = (keys: string): Promise<void> => userEvent.keyboard(keys);
const said = (): string => document.querySelector('.sr[aria-live]')?.textContent ?? '';
const quote = ({ facts }: OpenReader, id: AnnotationId): string =>
  facts.annotation(id)?.targets[0]?.anchor.exact ?? '';
const handle = (edge: 'start' | 'end'): DOMRect => {
  const found = document.querySelector(`.handle.${edge}`);
  if (!found) throw new Error(`no handle at the ${edge}`);
  return found.getBoundingClientRect();
};

/** Where the words begin or end on the screen, in the middle of their line. */
function point(opened: OpenReader, words: string, end: boolean): { x: number; y: number } {
  const walker = document.createTreeWalker(opened.block(words), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = (node as Text).data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const boxes = [...range.getClientRects()];
    const box = end ? boxes.at(-1)! : boxes[0]!;
    const rtl = getComputedStyle(opened.block(words)).direction === 'rtl';
    return { x: end !== rtl ? box.right : box.left, y: box.top + box.height / 2 };
  }
  throw new Error(`not on screen: ${words}`);
}

/** Takes hold of a handle at its edge and brings that to the point, without letting go. */
async function drag(
  edge: 'start' | 'end',
  to: { x: number; y: number },
  modifiers = 0
): Promise<void> {
  const box = handle(edge);
  const [x, y] = [edge === 'start' ? box.right - 1 : box.left + 1, box.top + box.height / 2];
  await mouse('mousePressed', x, y);
  await mouse('mouseMoved', (x + to.x) / 2, (y + to.y) / 2, modifiers);
  await mouse('mouseMoved', to.x, to.y, modifiers);
  await settled();
}

describe('by keys', () => {
  // Would catch: a resize that writes at every key, loses the note, or keeps the old quote.
  it('moves the end by word and character, and writes once, on Enter', async () => {
    const { opened, id } = await open('rose in');
    await press('e');
    expect(said()).toContain('Ends with “in”');
    await press('{Control>}{ArrowRight}{ArrowRight}{/Control}');
    expect(painted('hl-green-0')).toEqual(['rose in the night']);
    expect(said()).toBe('Ends with “night”');
    await press('{ArrowRight}');
    expect(quote(opened, id)).toBe('rose in');
    await press('{Enter}');
    await expect.poll(() => quote(opened, id)).toBe('rose in the night.');
    const { note, targets } = opened.facts.annotation(id)!;
    expect(note).not.toBeNull();
    expect(targets[0]!.anchor).toMatchObject({ prefix: 'The river ', start: 10, end: 28 });
    expect(said()).toBe('The highlight is now: rose in the night.');
    await opened.facts.undo();
    await expect.poll(() => quote(opened, id)).toBe('rose in');
    expect(painted('hl-green-0')).toEqual(['rose in']);
  });

  it('moves the start after Tab or with Shift, and Escape leaves all as it was', async () => {
    const { opened, id } = await open('rose in');
    await press('e{Tab}{Control>}{ArrowLeft}{/Control}');
    expect(painted('hl-green-0')).toEqual(['river rose in']);
    await press('{Tab}{Shift>}{Control>}{ArrowLeft}{/Control}{/Shift}');
    expect(painted('hl-green-0')).toEqual(['The river rose in']);
    await press('{Escape}');
    await expect.poll(() => painted('hl-green-0')).toEqual(['rose in']);
    expect(quote(opened, id)).toBe('rose in');
    expect(said()).toBe('The highlight is as it was.');
    // The keys mean again what they meant, and the highlight is still the active one.
    expect(painted('hl-active-green')).toEqual(['rose in']);
    await press('{ArrowRight}');
    expect(said()).toContain('Nobody had been told.');
  });

  // Would catch: an end that goes on into folded words which nobody sees.
  it('goes by sentences over folded clutter, unfolding what it takes in', async () => {
    const { opened, id } = await open('Nobody had been told.');
    await press('e{ArrowDown}');
    expect(painted('hl-green-0').sort()).toEqual([
      'By dawn the bridge was under water.',
      'Nobody had been told.'
    ]);
    await press('{ArrowUp}{ArrowRight}{ArrowRight}');
    await expect.poll(() => painted('hl-green-0')).toContain('Sh');
    await press('{Enter}');
    await expect.poll(() => quote(opened, id)).toBe('Nobody had been told.\nSh');
  });

  // Would catch: arrows that go the wrong way in a text that runs leftward.
  it('follows the eye in a text from right to left', async () => {
    const { opened, id } = await open('עלה', { source: hebrew });
    await press('e{Control>}{ArrowLeft}{/Control}{Enter}');
    await expect.poll(() => quote(opened, id)).toBe('עלה בלילה');
  });

  // Would catch: a mode that goes on with a highlight that is gone or elsewhere.
  it('ends when the highlight is deleted or changed from elsewhere', async () => {
    const { opened, id } = await open('rose in');
    await press('e{ArrowRight}');
    expect(document.querySelector('.mode')).not.toBeNull();
    await opened.facts.remove(id);
    await expect.poll(() => document.querySelector('.mode')).toBeNull();
    await press('{Enter}');
    expect(opened.annotations()).toEqual([]);
  });
});

describe.each(['rows', 'columns'] as const)('by the pointer, in %s', (mode) => {
  it('drags the end to a letter, and the start to a whole word with Alt', async () => {
    const { opened, id } = await open('rose in', { target, mode });
    await drag('end', point(opened, 'rose in the ni', true));
    expect(painted('hl-green-0')).toEqual(['rose in the ni']);
    await mouse('mouseReleased', ...xy(point(opened, 'rose in the ni', true)));
    await expect.poll(() => quote(opened, id)).toBe('rose in the ni');
    const alt = 1;
    await drag('start', point(opened, 'The ri', true), alt);
    await mouse('mouseReleased', ...xy(point(opened, 'The ri', true)), alt);
    await expect.poll(() => quote(opened, id)).toBe('river rose in the ni');
    await opened.facts.undo();
    await expect.poll(() => quote(opened, id)).toBe('rose in the ni');
    // Nothing was selected meanwhile, and the highlight stayed the active one.
    expect(painted('reading-selection')).toEqual([]);
    expect(painted('hl-active-green')).toEqual(['rose in the ni']);
  });

  // Would catch: a drag that takes words of the other language, or stops at the paragraph's end.
  it('goes on into the next paragraph, and never past its own start', async () => {
    const { opened, id } = await open('rose in', { target, mode });
    await drag('end', { x: 1200, y: point(opened, 'By dawn', true).y });
    expect(painted('hl-green-0').some((words) => words.startsWith('By dawn'))).toBe(true);
    expect(painted('hl-green-0').join()).not.toMatch(/Nước|Cầu/);
    const before = point(opened, 'The', false);
    await mouse('mouseMoved', ...xy(before));
    await settled();
    expect(painted('hl-green-0')).toEqual(['r']);
    await press('{Escape}');
    await mouse('mouseReleased', ...xy(before));
    await settled();
    expect(quote(opened, id)).toBe('rose in');
  });
});

function xy({ x, y }: { x: number; y: number }): [number, number] {
  return [x, y];
}
