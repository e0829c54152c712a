import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainTextBlocks } from './plain-text';

const shown = (text: string): string[] =>
  plainTextBlocks(text).map(
    ({ kind, start, end, clutter }) => `${clutter ?? kind}: ${text.slice(start, end)}`
  );

const prose = (words: string): string =>
  `${words} said on Tuesday that the bridge over the river would open to traffic before the end of the month.`;

describe('plainTextBlocks', () => {
  it('takes every line of a web page saved as text for a paragraph', () => {
    const text = `The bridge opens early\n${prose('The mayor')}\n${prose('The builder')}\n`;
    expect(plainTextBlocks(text).map((block) => block.kind)).toEqual([
      'heading',
      'paragraph',
      'paragraph'
    ]);
  });

  it('joins lines broken at a fixed width, or half a sentence would stand as a paragraph', () => {
    const wrapped =
      'The mayor of the town said on Tuesday that the bridge over\nthe river would open to traffic before the end of the month\nand that the old ferry would go on until then.\n\n' +
      'The ferry has carried people and goods across the river for\nmore than eighty years and it is loved by many who live on\nits banks.\n';
    expect(
      plainTextBlocks(wrapped).map((block) => wrapped.slice(block.start, block.end).slice(-5))
    ).toEqual(['then.', 'anks.']);
  });

  it('tells captions from teasers in rows between pipes, and leaves real tables alone', () => {
    const rows = [
      'The bridge opens early',
      '| Ferry says farewell after eighty years on the river | |',
      prose('The mayor'),
      '![]() |',
      '| The bridge at dawn. |',
      '| The bridge at night. (Photo: Town Hall) |',
      '| Year | Boats |',
      '| 1990 | 12 |'
    ].join('\n');
    expect(shown(rows).map((line) => line.split(':')[0])).toEqual([
      'heading',
      'teaser',
      'paragraph',
      'markup',
      'caption',
      'caption',
      'tableCell',
      'tableCell',
      'tableCell',
      'tableCell'
    ]);
  });

  it('folds away lists of other articles in the middle and goes on with the text after them', () => {
    const text = [
      'Home',
      'News',
      'The bridge opens early',
      prose('The mayor'),
      'Read more',
      'Ferry says farewell after eighty years',
      prose('The builder'),
      prose('A fisherman'),
      'You may also like',
      'Ten towns to see by boat',
      'All rights reserved.',
      'Sport'
    ].join('\n\n');
    expect(shown(text).map((line) => line.split(':')[0])).toEqual([
      'navigation',
      'section',
      'heading',
      'paragraph',
      'related',
      'related',
      'paragraph',
      'paragraph',
      'related',
      'related',
      'footer',
      'related'
    ]);
  });

  it('keeps words of a menu that are headings or sentences of the article itself', () => {
    const text = [
      'Culture',
      prose('The mayor'),
      'Business',
      prose('The builder'),
      prose('A fisherman')
    ].join('\n\n');
    expect(plainTextBlocks(text).some((block) => block.clutter)).toBe(false);
  });

  it('reports offsets in the text as given, CRLF and spaces included', () => {
    const text = `  Title of the day \r\n\r\n\t${prose('The mayor')}  \r\n`;
    expect(shown(text)).toEqual(['heading: Title of the day', `paragraph: ${prose('The mayor')}`]);
  });

  it('covers every visible character once, in order, but for bullets and pipes', () => {
    const line = fc.constantFrom(
      '',
      'Home',
      '| a | b |',
      '| row |',
      '![]() |',
      '- item',
      '1. one',
      'Read more',
      prose('She'),
      'Ảnh: TTXVN',
      '   ',
      '\t'
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        let at = 0;
        let between = '';
        for (const block of plainTextBlocks(text)) {
          expect(block.start).toBeGreaterThanOrEqual(at);
          expect(block.end).toBeGreaterThan(block.start);
          expect(text.slice(block.start, block.end).trim()).toBe(
            text.slice(block.start, block.end)
          );
          between += text.slice(at, block.start);
          at = block.end;
        }
        expect(between + text.slice(at)).toMatch(/^[\s|\d.-]*$/);
      })
    );
  });
});

const seeds = join(import.meta.dirname, '../../../../shared/seeds');
const corpora = join(import.meta.dirname, '../../../../shared/corpora/dev');

describe.skipIf(!existsSync(seeds))(
  'the seed articles (skipped where ../shared/seeds is absent)',
  () => {
    const count = (name: string): Record<string, number> => {
      const text = readFileSync(join(seeds, name), 'utf8').normalize('NFC');
      const counts: Record<string, number> = {};
      for (const { kind, clutter } of plainTextBlocks(text)) {
        const key = clutter ? 'clutter' : kind;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      return counts;
    };

    it('leaves title, body and caption of the English one', () => {
      expect(count('000_a093653b43277145.txt')).toEqual({
        heading: 1,
        paragraph: 8,
        caption: 1,
        clutter: 21
      });
    });

    it('leaves title, body and caption of the Vietnamese one', () => {
      expect(count('004_b299efa9cbc59ef1.txt')).toMatchObject({
        heading: 1,
        paragraph: 5,
        caption: 1
      });
    });
  }
);

describe.skipIf(!existsSync(corpora))(
  'the corpora (skipped where ../shared/corpora is absent)',
  () => {
    interface Gold {
      clutter?: { s: [number, number][]; t: [number, number][] };
    }
    const measure = (variant: string): { wrong: number; found: number } => {
      const sums = { own: 0, wrong: 0, clutter: 0, found: 0 };
      for (const corpus of readdirSync(corpora)) {
        const folder = join(corpora, corpus, variant);
        if (!existsSync(folder)) continue;
        for (const document of readdirSync(folder)) {
          const gold = JSON.parse(
            readFileSync(join(folder, document, 'gold.json'), 'utf8')
          ) as Gold;
          for (const [side, file] of [
            ['s', 'source.txt'],
            ['t', 'target.txt']
          ] as const) {
            const text = readFileSync(join(folder, document, file), 'utf8');
            const marked = new Uint8Array(text.length);
            for (const { start, end, clutter } of plainTextBlocks(text))
              if (clutter) marked.fill(1, start, end);
            const truth = new Uint8Array(text.length);
            for (const [start, end] of gold.clutter?.[side] ?? []) truth.fill(1, start, end);
            for (let at = 0; at < text.length; at += 1) {
              sums[truth[at] ? 'clutter' : 'own'] += 1;
              if (marked[at]) sums[truth[at] ? 'found' : 'wrong'] += 1;
            }
          }
        }
      }
      return { wrong: sums.wrong / sums.own, found: sums.found / Math.max(1, sums.clutter) };
    };

    it('marks next to nothing of clean articles in eleven languages', () => {
      expect(measure('base').wrong).toBeLessThan(0.001);
    });

    it('finds what was put in from web pages, at a small price', () => {
      const { wrong, found } = measure('clutter');
      expect(found).toBeGreaterThan(0.97);
      expect(wrong).toBeLessThan(0.012);
    });
  }
);
