import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { makeArticle } from './testing/articles.test-support';
import { mouse } from './testing/mouse.test-support';
import {
  annotate,
  openReader,
  openStore,
  painted,
  settled,
  type OpenReader
} from './testing/open-reader.test-support';

const source = makeArticle('en', [
  'The river rose in the night. Nobody had been told.',
  'Help came.'
]);
const said = (): string => document.querySelector('.sr[aria-live]')?.textContent ?? '';
const press = (keys: string): Promise<void> => userEvent.keyboard(keys);

let reader: OpenReader | undefined;
afterEach(async () => {
  await reader?.unmount();
  reader = undefined;
});

/** A whole sentence, words in it, one word in those, and one that crosses into the next sentence. */
async function open(): Promise<OpenReader> {
  const facts = await openStore();
  await annotate(facts, source, 'The river rose in the night.', 'yellow');
  await annotate(facts, source, 'river rose in', 'green', true);
  await annotate(facts, source, 'rose', 'blue');
  await annotate(facts, source, 'night. Nobody', 'pink');
  reader = await openReader({ source, target: null, pair: null, facts });
  return reader;
}

/** Where words stand, in the middle of them. */
function middle(opened: OpenReader, words: string): { x: number; y: number } {
  const range = document.createRange();
  const text = opened.block(words).firstChild as Text;
  const at = text.data.indexOf(words);
  range.setStart(text, at);
  range.setEnd(text, at + words.length);
  const { x, y, width, height } = range.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
async function click({ x, y }: { x: number; y: number }): Promise<void> {
  await mouse('mouseMoved', x, y);
  await mouse('mousePressed', x, y);
  await mouse('mouseReleased', x, y);
  await settled();
}

describe('highlights that lie over each other', () => {
  it('are gone through by the full stop, all of the sentence with the cursor', async () => {
    await open();
    await press('{ArrowRight}');
    const heard: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await press('.');
      heard.push(said());
    }
    expect(heard).toEqual([
      '1 of 4: highlighted blue. rose',
      '2 of 4: highlighted green, note 1. river rose in',
      '3 of 4: highlighted pink. night. Nobody',
      '4 of 4: highlighted yellow. The river rose in the night.'
    ]);
  });

  // Would catch: a click that keeps to the topmost one, and a grip of the active one that swallows the next click.
  it('are gone through by clicks at one place, the smallest first, and round again', async () => {
    const opened = await open();
    const heard: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await click(middle(opened, 'rose'));
      heard.push(said());
    }
    expect(heard).toEqual([
      '1 of 3: highlighted blue. rose',
      '2 of 3: highlighted green, note 1. river rose in',
      '3 of 3: highlighted yellow. The river rose in the night.',
      '1 of 3: highlighted blue. rose'
    ]);
    expect(painted('hl-active-blue')).toEqual(['rose']);
    // On the grip before it, over the words of the two others.
    const grip = document.querySelector('.handle.start')!.getBoundingClientRect();
    await click({ x: grip.left + 4, y: grip.top + grip.height / 2 });
    expect(said()).toBe('1 of 2: highlighted green, note 1. river rose in');
    expect(opened.annotations()).toHaveLength(4);
    expect(document.querySelector('.mode')).toBeNull();
  });

  // Would catch: a highlight made over others that swallows or moves one of them.
  it('stay as they are when another is made, recoloured or deleted over them', async () => {
    const opened = await open();
    const quotes = (): string[] =>
      opened.annotations().map(({ targets }) => targets[0]?.anchor.exact ?? '');
    const before = quotes();
    await press('{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{/Shift}6');
    await expect.poll(() => quotes().length).toBe(before.length + 1);
    const over = 'The river rose in the night. Nobody had been told.';
    expect(quotes().sort()).toEqual([...before, over].sort());
    await opened.facts.undo();
    await expect.poll(() => quotes().sort()).toEqual([...before].sort());
    expect(painted('hl-blue-2').concat(painted('hl-blue-1'))).toEqual(['rose']);
  });

  // Would catch: two that touch taken for one, the same words twice of which one cannot be reached, one letter that a
  // resize empties, a paragraph whose last letter or border is left out.
  it('may touch, be the same, be one letter or a whole paragraph, and each is reached', async () => {
    const facts = await openStore();
    await annotate(facts, source, 'ri', 'green');
    await annotate(facts, source, 'ver', 'blue');
    await annotate(facts, source, 'rose', 'yellow');
    await annotate(facts, source, 'rose', 'pink');
    const letter = await annotate(facts, source, 'N', 'violet');
    await annotate(facts, source, 'Help came.', 'orange');
    const opened = await openReader({ source, target: null, pair: null, facts });
    reader = opened;
    const paintedIn = (colour: string): string[] =>
      [0, 1, 2].flatMap((layer) => painted(`hl-${colour}-${layer}`));
    expect(['green', 'blue', 'yellow', 'pink', 'violet', 'orange'].map(paintedIn)).toEqual([
      ['ri'],
      ['ver'],
      ['rose'],
      ['rose'],
      ['N'],
      ['Help came.']
    ]);
    await click(middle(opened, 'ver'));
    expect(painted('hl-active-blue')).toEqual(['ver']);
    // Away from the grips, which stand over what touches it.
    await click(middle(opened, 'Help came.'));
    expect(painted('hl-active-orange')).toEqual(['Help came.']);
    await click(middle(opened, 'ri'));
    expect(painted('hl-active-green')).toEqual(['ri']);

    await click(middle(opened, 'rose'));
    const one = said();
    await click(middle(opened, 'rose'));
    expect([one, said()]).toEqual([
      '1 of 2: highlighted yellow. rose',
      '2 of 2: highlighted pink. rose'
    ]);
    expect([painted('hl-active-yellow'), painted('hl-active-pink')]).toEqual([[], ['rose']]);

    await click(middle(opened, 'N'));
    expect(painted('hl-active-violet')).toEqual(['N']);
    await press('e{ArrowLeft}{Control>}{ArrowLeft}{/Control}{ArrowUp}{Enter}');
    await expect.poll(said).toBe('The highlight is now: N');
    expect(opened.facts.annotation(letter)?.targets[0]?.anchor).toMatchObject({
      exact: 'N',
      start: 29,
      end: 30
    });
  });
});
