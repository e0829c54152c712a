import { describe, expect, it } from 'vitest';
import type { Link, Span } from '@domain/align/schema';
import type { Article } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import { NORMALISER_VERSION } from '@domain/text/normalise';
import { conflictRuns } from './conflict-runs';
import { labelText, layLabels, lookOf, threadOf } from './hinge';
import { LinkTable, sideSentences } from './link-table';
import { giveAway, splitAt } from './link-acts';

function makeArticle(language: string, paragraphs: readonly string[]): Article {
  const text = paragraphs.join('\n');
  let end = -1;
  return {
    format: 'diptych-article/1',
    id: crypto.randomUUID() as ArticleId,
    title: language,
    language,
    charset: 'utf-8',
    normaliserVersion: NORMALISER_VERSION,
    text,
    blocks: paragraphs.map(({ length }) => {
      const start = end + 1;
      end = start + length;
      return { kind: 'paragraph', start, end };
    }),
    marks: [],
    original: { name: 'a.txt', extension: 'txt', byteLength: 1, sha256: '0'.repeat(64) },
    imported: '2026-01-01T00:00:00.000Z'
  };
}

const words = (language: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${language} one of ${n}. ${language} two of ${n}.`);
const sides = {
  source: sideSentences(makeArticle('en', words('Source', 20))),
  target: sideSentences(makeArticle('vi', words('Target', 20)))
};
const span = (side: 'source' | 'target', index: number): Span => {
  const sentence = sides[side].sentences[index];
  if (!sentence) throw new Error(String(index));
  return [sentence.start, sentence.end];
};
const link = (id: string, source: number[], target: number[], more: Partial<Link> = {}): Link => ({
  id,
  source: source.map((index) => span('source', index)),
  target: target.map((index) => span('target', index)),
  confidence: 0.7,
  reasons: [],
  state: 'proposed',
  ...more
});
const shown = (links: readonly Link[] | null): string[] =>
  new LinkTable(sides, links ?? []).entries.map(
    ({ source, target }) => `${source.join('+')}-${target.join('+')}`
  );

describe('bands', () => {
  // Catches linked sentences that do not begin level, and sentences lost or shown twice between bands.
  it('begin at each link that runs in order, and hold every sentence once', () => {
    const table = new LinkTable(sides, [
      link('a', [2], [3]),
      link('b', [5, 6], [6]),
      link('crossing', [9], [1])
    ]);
    expect(table.bands.map(({ key }) => key)).toEqual(['0 0', '2 3', '5 6']);
    expect([...table.crossing]).toEqual(['crossing']);
    for (const side of ['source', 'target'] as const) {
      const all = table.bands.flatMap((band) => band[side].flat());
      expect(all).toEqual(sides[side].sentences.map((_, index) => index));
      expect(Math.max(...table.bands.flatMap((band) => band[side].map((run) => run.length)))).toBe(
        12
      );
    }
    expect(table.across('source', 7)).toBe(7);
    expect(table.across('target', 3)).toBe(2);
  });
});

describe('acts on sentences', () => {
  // Catches a boundary that loses the sentence it moves, or one that leaves a link without a side.
  it('move a boundary to the neighbour, and back', () => {
    const links = [link('a', [2, 3], [2, 3]), link('b', [4], [4])];
    const table = new LinkTable(sides, links);
    let count = 0;
    const id = (): string => `n${count++}`;
    const [first, second] = table.entries;
    if (!first || !second) throw new Error('no links');
    expect(shown(giveAway(table, links, first, 'source', 1, id))).toEqual(['2-2+3', '3+4-4']);
    expect(giveAway(table, links, second, 'source', -1, id)).toBeNull();
  });

  it('part a link where its other side is parted in proportion, or take sentences off', () => {
    const links = [link('a', [2, 3, 4], [2, 3]), link('b', [6, 7], [6])];
    const table = new LinkTable(sides, links);
    let count = 0;
    const id = (): string => `n${count++}`;
    const [first, second] = table.entries;
    if (!first || !second) throw new Error('no links');
    expect(shown(splitAt(table, links, first, 'source', 4, id))).toEqual(['2+3-2', '4-3', '6+7-6']);
    expect(shown(splitAt(table, links, second, 'source', 7, id))).toEqual(['2+3+4-2+3', '6-6']);
    expect(splitAt(table, links, second, 'target', 6, id)).toBeNull();
  });
});

describe('threads', () => {
  const years = { kind: 'date', value: '1973 ≠ 1995', weight: -3 } as const;
  const table = new LinkTable(sides, [
    link('a', [1, 2], [1]),
    link('b', [4], [4], { reasons: [years] }),
    link('c', [6], [6], { state: 'confirmed', reasons: [years] })
  ]);
  const [a, b, c] = table.entries;
  if (!a || !b || !c) throw new Error('no links');
  const columns = { source: 400, target: 560 };

  // Catches a bracket that says one sentence where there are several, and a thread that ends beside them.
  it('bracket several sentences and end in their middle', () => {
    const extents = {
      source: [
        { top: 10, bottom: 50 },
        { top: 50, bottom: 110 }
      ],
      target: [{ top: 20, bottom: 60 }]
    };
    const thread = threadOf(a, 'proposed', columns, extents);
    expect(thread?.from).toEqual({ x: 416, y: 60 });
    expect(thread?.to).toEqual({ x: 550, y: 40 });
    expect(thread?.brackets).toEqual(['M410 17 H416 V103 H410']);
    expect(thread?.width).toBe(1.7);
    expect(threadOf(a, 'proposed', columns, { ...extents, target: [] })).toBeNull();
  });

  it('say their confidence, that they are confirmed, or what disagrees', () => {
    const said = { confirmed: 'Confirmed', conflict: (values: unknown) => JSON.stringify(values) };
    expect(labelText(a, lookOf(a), said)).toBe('70');
    expect(labelText(b, lookOf(b), said)).toBe('["1973","1995"]');
    expect(labelText(c, lookOf(c), said)).toBe('Confirmed');
  });

  // Catches numbers that cover each other where threads cross in the middle.
  it('have labels that do not cover each other, the chosen one in the middle', () => {
    const at = (y: number) => ({ top: y - 10, bottom: y + 10 });
    const thread = (entry: typeof a, from: number, to: number) => {
      const made = threadOf(entry, 'proposed', columns, { source: [at(from)], target: [at(to)] });
      if (!made) throw new Error('not measured');
      return made;
    };
    const threads = [thread(a, 100, 300), thread(b, 300, 100), thread(c, 200, 205)];
    const laid = layLabels(threads, () => ({ text: '70', width: 30 }), 'c').map(
      ({ label }) => label
    );
    expect(laid[2]?.x).toBe(480);
    for (const one of laid)
      for (const other of laid) {
        if (!one || !other) throw new Error('no label');
        if (one !== other)
          expect(Math.abs(one.x - other.x) >= 30 || Math.abs(one.y - other.y) >= 20).toBe(true);
      }
  });

  // Catches the wrong side's value in the alarm colour, and words lost where the sentence is cut.
  it('mark in each sentence what disagrees', () => {
    const text = 'Signed in 1973, in Paris.';
    expect(conflictRuns(text, b, 'source')).toEqual([
      { words: 'Signed in ', bad: false },
      { words: '1973', bad: true },
      { words: ', in Paris.', bad: false }
    ]);
    expect(conflictRuns(text, b, 'target')).toEqual([{ words: text, bad: false }]);
  });
});
