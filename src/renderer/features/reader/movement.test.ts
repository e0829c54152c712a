import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentSentences } from '@domain/text/sentences';
import { moveOffset, stepBlock, stepSentence, tidySpan } from './movement';
import { makeArticle } from './testing/articles.test-support';

const article = makeArticle('en', [
  { kind: 'heading', level: 1, text: 'A heading' },
  'First one. Second one.',
  'Third one. Fourth one. Fifth one.'
]);
const sentences = segmentSentences(article.text, article.blocks, article.language);

describe('steps of the reading cursor', () => {
  it('goes by sentence and stops at either end', () => {
    expect(stepSentence(sentences, 0, 'forward')).toBe(1);
    expect(stepSentence(sentences, 0, 'back')).toBe(0);
    expect(stepSentence(sentences, sentences.length - 1, 'forward')).toBe(sentences.length - 1);
  });

  // Would catch: Up in the middle of a paragraph skipping its beginning.
  it('goes to the beginning of this paragraph before the one above', () => {
    expect(stepBlock(sentences, 4, 'back')).toBe(3);
    expect(stepBlock(sentences, 3, 'back')).toBe(1);
    expect(stepBlock(sentences, 0, 'back')).toBe(0);
    expect(stepBlock(sentences, 1, 'forward')).toBe(3);
    expect(stepBlock(sentences, 5, 'forward')).toBe(5);
  });
});

describe('moveOffset', () => {
  const move = (text: string, from: number, unit: 'character' | 'word', back = false): number =>
    moveOffset(text, [], from, unit, back ? 'back' : 'forward', 'vi');

  // Would catch: Shift+Right leaving half an emoji, or a letter without its tone mark.
  it('never stops inside a grapheme', () => {
    const text = 'e\u0323\u0302👩‍👩‍👧🇻🇳n';
    const stops = [0];
    while (stops.at(-1)! < text.length) stops.push(move(text, stops.at(-1)!, 'character'));
    expect(stops).toEqual([0, 3, 11, 15, 16]);
    expect(move(text, 15, 'character', true)).toBe(11);
  });

  it('goes to the end of a word and back to its start, over signs', () => {
    const text = 'Ông ấy, nói gì?';
    expect(move(text, 0, 'word')).toBe(3);
    expect(move(text, 3, 'word')).toBe(6);
    expect(move(text, 6, 'word')).toBe(11);
    expect(move(text, 11, 'word', true)).toBe(8);
  });

  it('goes by sentence, first to the end of the one it is in', () => {
    const [, , second, third] = sentences;
    const go = (from: number): number =>
      moveOffset(article.text, sentences, from, 'sentence', 'forward', 'en');
    expect(go(second!.start + 3)).toBe(second!.end);
    expect(go(second!.end)).toBe(third!.end);
  });

  // Would catch: an extension that can loop for ever or leave the text.
  it('always moves on or stays at the end of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, seed) => {
        const from = text.length === 0 ? 0 : seed % (text.length + 1);
        for (const unit of ['character', 'word'] as const) {
          expect(move(text, from, unit)).toBeGreaterThanOrEqual(Math.min(from, text.length));
          expect(move(text, from, unit)).toBeLessThanOrEqual(text.length);
          expect(move(text, from, unit, true)).toBeLessThanOrEqual(from);
        }
      })
    );
  });
});

describe('tidySpan', () => {
  // Would catch: a highlight that takes the space after a word, or cuts a letter from its marks.
  it('widens to graphemes and drops white space at the ends', () => {
    expect(tidySpan('một hai ', 3, 8)).toEqual({ start: 4, end: 7 });
    expect(tidySpan('e\u0323\u0302 x', 1, 2)).toEqual({ start: 0, end: 3 });
    expect(tidySpan('a  b', 1, 3)).toBeNull();
  });
  it('takes the ends in either order', () => {
    expect(tidySpan('abcdef', 4, 1)).toEqual({ start: 1, end: 4 });
  });
});
