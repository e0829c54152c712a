import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { makeArticle, makePair, spanOf } from './testing/articles.test-support';
import { mouse } from './testing/mouse.test-support';
import { openReader, painted, settled, type OpenReader } from './testing/open-reader.test-support';

const source = makeArticle('en', [
  'The river rose 1,200 mm in the night. Nobody had been told.',
  'By dawn the bridge was under water. Help came at noon.'
]);
const target = makeArticle('vi', [
  'Nước sông dâng 1.200 mm trong đêm. Không ai được báo trước.',
  'Rạng sáng, cầu đã ngập. Nhiều nhà cũng vậy. Chỉ có ở đây.'
]);
const couple = (s: string, t: string) => ({ source: spanOf(source, s), target: spanOf(target, t) });
const pair = makePair(source, target, [
  couple('The river rose 1,200 mm in the night.', 'Nước sông dâng 1.200 mm trong đêm.'),
  couple('Nobody had been told.', 'Không ai được báo trước.'),
  couple('By dawn the bridge was under water.', 'Rạng sáng, cầu đã ngập. Nhiều nhà cũng vậy.')
]);

let reader: OpenReader | undefined;
afterEach(async () => {
  await reader?.unmount();
  reader = undefined;
});
async function open(mode: 'rows' | 'columns' = 'rows'): Promise<OpenReader> {
  reader = await openReader({ source, target, pair, mode });
  return reader;
}
const press = (keys: string): Promise<void> => userEvent.keyboard(keys);
const said = (): string => document.querySelector('.sr[aria-live]')?.textContent ?? '';
/** Each annotation's quotations. */
const quotes = (opened: OpenReader): string[][] =>
  opened.annotations().map(({ targets }) => targets.map(({ anchor }) => anchor.exact));

describe('annotating the counterpart too', () => {
  // Would catch: two annotations where one was meant, two steps of undo, or half a sentence of the other language.
  it('puts a selection and the sentence that answers it into one annotation, as one step', async () => {
    const opened = await open();
    await press('{ArrowRight}{ArrowRight}{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}p');
    await expect.poll(() => quotes(opened)).toEqual([['Nobody', 'Không ai được báo trước.']]);
    expect(said()).toBe('The counterpart is annotated too: Không ai được báo trước.');
    await expect
      .poll(() => painted('hl-active-yellow').sort())
      .toEqual(['Không ai được báo trước.', 'Nobody']);
    await opened.facts.undo();
    await expect.poll(() => quotes(opened)).toEqual([]);
  });

  it('adds it to the active annotation, which keeps note and colour, and takes it off again', async () => {
    const opened = await open();
    await press('{ArrowRight}{ArrowDown}2');
    await expect.poll(() => quotes(opened)).toEqual([['By dawn the bridge was under water.']]);
    await press('p');
    const both = [
      'By dawn the bridge was under water.',
      'Rạng sáng, cầu đã ngập. Nhiều nhà cũng vậy.'
    ];
    await expect.poll(() => quotes(opened)).toEqual([both]);
    expect(opened.annotations()[0]?.colour).toBe('green');
    await press('{Shift>}P{/Shift}');
    await expect.poll(() => quotes(opened)).toEqual([both.slice(1)]);
    await opened.facts.undo();
    await expect.poll(() => quotes(opened)).toEqual([both]);
    await opened.facts.undo();
    await expect.poll(() => quotes(opened)).toEqual([both.slice(0, 1)]);
  });

  // Would catch: a figure answered by a whole sentence although it stands there just once.
  it('pins a figure to the same one', async () => {
    const opened = await open();
    await press('{ArrowRight}');
    await press(
      '{Shift>}{Control>}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{/Control}{/Shift}'
    );
    expect(said()).toBe('Selected: The river rose 1,200');
    await press('h');
    await press('e{Tab}{Control>}{ArrowRight}{ArrowRight}{ArrowRight}{/Control}{Enter}p');
    await expect.poll(() => quotes(opened)).toEqual([['1,200', '1.200']]);
  });

  // Would catch: a key that does nothing, or guesses, where nothing is linked.
  it('asks for the passage where nothing is linked, keeping the annotation meanwhile', async () => {
    const opened = await open();
    await press('{ArrowRight}{ArrowDown}{ArrowRight}hp');
    expect(said()).toContain('No counterpart is linked here.');
    expect(document.querySelector('.mode')?.textContent).toContain('Adding a passage');
    await press('{Tab}');
    await press('{ArrowRight}{ArrowRight}{ArrowRight}');
    await press('{Shift>}{Control>}{ArrowRight}{ArrowRight}{/Control}{/Shift}p');
    await expect.poll(() => quotes(opened).flat()[0]).toBe('Help came at noon.');
    await expect.poll(() => quotes(opened).flat()).toHaveLength(2);
    expect(opened.annotations()).toHaveLength(1);
    expect(opened.annotations()[0]?.targets.map(({ articleId }) => articleId)).toEqual([
      source.id,
      target.id
    ]);
    expect(document.querySelector('.mode')).toBeNull();
  });

  it('lets go on Escape, with nothing changed', async () => {
    const opened = await open();
    await press('{ArrowRight}{ArrowDown}{ArrowRight}hp{Escape}');
    expect(said()).toBe('No passage was added.');
    expect(document.querySelector('.mode')).toBeNull();
    expect(quotes(opened)).toEqual([['Help came at noon.']]);
    expect(painted('hl-active-yellow')).toEqual(['Help came at noon.']);
  });
});

describe.each(['rows', 'columns'] as const)('by the pointer, in %s', (mode) => {
  // Would catch: a pair of passages of which only the one under the mouse can be seen to belong.
  it('lights the counterpart of the highlight under the mouse', async () => {
    const opened = await open(mode);
    await press('{ArrowRight}{ArrowRight}p{Escape}{ArrowDown}');
    await expect.poll(() => painted('hl-active-yellow')).toEqual([]);
    const at = (words: string): DOMRect => {
      const range = document.createRange();
      const text = opened.block(words).firstChild as Text;
      const start = text.data.indexOf(words);
      range.setStart(text, start);
      range.setEnd(text, start + words.length);
      return range.getBoundingClientRect();
    };
    const over = at('Không ai');
    await mouse('mouseMoved', over.left + 4, over.top + over.height / 2);
    await settled();
    await expect
      .poll(() => painted('hl-active-yellow').sort())
      .toEqual(['Không ai được báo trước.', 'Nobody had been told.']);
    const away = at('Rạng sáng');
    await mouse('mouseMoved', away.left + 4, away.top + away.height / 2);
    await expect.poll(() => painted('hl-active-yellow')).toEqual([]);
  });
});
