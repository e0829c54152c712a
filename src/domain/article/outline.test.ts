import { expect, it } from 'vitest';
import { entryAt, outlineOf } from './outline';
import type { Block } from './schema';

function article(...drafts: [words: string, kind?: Block['kind'], level?: number][]) {
  let text = '';
  const blocks = drafts.map(([words, kind = 'paragraph', level]): Block => {
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? words : `${text}\n${words}`;
    return { kind, start, end: start + words.length, ...(level ? { level } : {}) };
  });
  return { text, blocks };
}

// Would catch: a news article with a title alone that has an outline of one line.
it('lists headings, or the beginnings of paragraphs where there is only a title', () => {
  const news = article(['Title', 'heading', 1], ['The dam\u2028held.'], ['It rained.']);
  expect(outlineOf(news).map(({ words, level }) => [words, level])).toEqual([
    ['Title', 1],
    ['The dam held.', null],
    ['It rained.', null]
  ]);
  const report = article(['Title', 'heading', 1], ['Text.'], ['Part', 'heading', 2], ['More.']);
  expect(outlineOf(report).map(({ words }) => words)).toEqual(['Title', 'Part']);
});

// Would catch: advertisements in the outline, and half a letter at the end of long words.
it('leaves clutter out and cuts between characters', () => {
  const page = article(['Read also'], ['😀'.repeat(100)]);
  page.blocks[0] = { ...page.blocks[0]!, clutter: 'related' };
  const words = outlineOf(page).map((entry) => entry.words);
  expect(words).toEqual(['😀'.repeat(80)]);
});

it('knows in which entry an offset lies', () => {
  const entries = outlineOf(article(['One.'], ['Two.'], ['Three.']));
  expect([0, 4, 5, 9, 99].map((offset) => entryAt(entries, offset)?.words)).toEqual([
    'One.',
    'One.',
    'Two.',
    'Two.',
    'Three.'
  ]);
  expect(entryAt([], 3)).toBeNull();
});
