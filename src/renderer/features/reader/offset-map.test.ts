import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Block, Mark } from '@domain/article/schema';
import { cutRuns, HARD_BREAK, marksByBlock } from './inline-runs';
import { OffsetMap } from './offset-map';
import { renderRuns } from './render-block';
import { makeArticle } from './testing/articles.test-support';

afterEach(() => document.body.replaceChildren());

function show(text: string, blocks: readonly Block[], marks: readonly Mark[]): OffsetMap {
  const map = new OffsetMap(blocks);
  const byBlock = marksByBlock(blocks, marks);
  for (const [index, block] of blocks.entries()) {
    const element = document.createElement('p');
    document.body.append(element);
    map.register(index, element, renderRuns(element, text, cutRuns(text, block, byBlock[index]!)));
  }
  return map;
}

function wordsIn({ startContainer, startOffset, endContainer, endOffset }: AbstractRange): string {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.toString();
}

// Decomposed and precomposed Vietnamese, emoji with joiners, Han, Arabic and Hebrew, hard breaks.
const piece = fc.constantFrom(
  'Việt',
  'ệ̂',
  ' ',
  '👩‍👩‍👧',
  '🇻🇳',
  '北京',
  'مرحبا',
  'שלום',
  HARD_BREAK,
  'a',
  '<b>',
  '&amp;'
);
const words = fc.array(piece, { minLength: 1, maxLength: 12 }).map((list) => list.join(''));
const kinds = fc.constantFrom('bold', 'italic', 'link', 'superscript', 'code');
const marked = fc.array(words, { minLength: 1, maxLength: 5 }).chain((paragraphs) => {
  const article = makeArticle('vi', paragraphs);
  const offset = fc.integer({ min: 0, max: article.text.length });
  return fc.record({
    article: fc.constant(article),
    marks: fc.array(
      fc.tuple(kinds, offset, offset).map(([kind, a, b]): Mark => ({
        kind: kind,
        start: Math.min(a, b),
        end: Math.max(a, b),
        ...(kind === 'link' ? { href: 'https://example.org/' } : {})
      })),
      { maxLength: 5 }
    )
  });
});

describe('OffsetMap', () => {
  // Would catch: an offset that comes back from the DOM as another, so that a highlight sits beside its words.
  it('brings every offset to the DOM and back, whatever the script, marks and breaks', () => {
    fc.assert(
      fc.property(marked, ({ article: { text, blocks }, marks }) => {
        const map = show(
          text,
          blocks,
          marks.filter(({ start, end }) => start < end)
        );
        for (const block of blocks) {
          for (let offset = block.start; offset < block.end; offset += 1) {
            if (text[offset] === HARD_BREAK) continue;
            const point = map.pointAt(offset, 'after');
            expect(point && map.offsetAt(point.node, point.offset)).toBe(offset);
            expect(point?.node.data[point.offset]).toBe(text[offset]);
          }
        }
        document.body.replaceChildren();
      }),
      { numRuns: 150 }
    );
  });

  // Would catch: a range that takes a character too many or too few at a seam of marks or blocks.
  it('covers exactly the words of a span', () => {
    fc.assert(
      fc.property(marked, fc.nat(), fc.nat(), ({ article: { text, blocks }, marks }, a, b) => {
        const map = show(
          text,
          blocks,
          marks.filter(({ start, end }) => start < end)
        );
        const [from = 0, to = 0] = [a % (text.length + 1), b % (text.length + 1)].sort(
          (x, y) => x - y
        );
        const covered = map.rangesOf({ start: from, end: to }).map(wordsIn);
        const breaks = new RegExp(`[\n${HARD_BREAK}]`, 'g');
        expect(covered.join('')).toBe(text.slice(from, to).replace(breaks, ''));
        document.body.replaceChildren();
      }),
      { numRuns: 150 }
    );
  });

  // Would catch: thousands of live ranges, one a highlight, each adjusted at every change of the page: going from
  // place to place took 2, then 7, then 30 seconds with 5,000 annotations.
  it('leaves no live range behind', () => {
    const { text, blocks } = makeArticle('en', ['One two.', 'Three four.']);
    const map = show(text, blocks, []);
    const live = vi.spyOn(document, 'createRange');
    const ranges = map.rangesOf({ start: 4, end: 14 });
    expect(live).not.toHaveBeenCalled();
    live.mockRestore();
    expect(ranges.map(wordsIn)).toEqual(['two.', 'Three']);
  });

  // Would catch: article markup getting into the page as markup.
  it('makes text of text, and elements of marks alone', () => {
    const { text, blocks } = makeArticle('en', ['<img src=x onerror=alert(1)> and bold']);
    show(text, blocks, [
      { kind: 'link', start: 0, end: 10, href: 'https://example.org/' },
      { kind: 'bold', start: 5, end: text.length }
    ]);
    const tags = [...document.body.querySelectorAll('p *')].map(({ localName }) => localName);
    expect(tags).toEqual(['a', 'strong', 'strong']);
    expect(document.body.textContent).toBe(text);
    expect(document.querySelector('a')?.hasAttribute('href')).toBe(false);
  });

  // Would catch: a selection that ends in the air between paragraphs being lost.
  it('takes a point between elements for the start of the next words', () => {
    const { text, blocks } = makeArticle('en', ['One.', 'Two.']);
    const map = show(text, blocks, []);
    expect(map.offsetAt(document.body, 1)).toBe(5);
    expect(map.offsetAt(document.body.children[0]!, 1)).toBe(5);
    expect(map.offsetAt(document.body, 2)).toBe(text.length);
  });
});

// Catches highlights left on the old text's nodes when an open article gets a new version.
it('gives the same span of the next text another epoch', () => {
  const text = 'Một.\nHai.';
  const blocks: Block[] = [
    { kind: 'paragraph', start: 0, end: 4 },
    { kind: 'paragraph', start: 5, end: 9 }
  ];
  const [first, next] = [show(text, blocks, []), show(text, blocks, [])];
  const span = { start: 0, end: 3 };
  expect(next.epochOf(span)).not.toBe(first.epochOf(span));
});
