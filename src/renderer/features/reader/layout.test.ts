import { describe, expect, it } from 'vitest';
import type { Link } from '@domain/align/schema';
import type { AnnotationId } from '@domain/ids';
import { barPlace } from './bar-place';
import { textDirection } from '../../ui/direction';
import { groupBlocks } from './groups';
import { assignLayers } from './highlight-layers';
import { inConflict } from '@domain/align/doubts';
import { sentenceLabels } from '@domain/align/sentence-labels';
import { crossingsByBlock } from './links';
import { nextHit, passagesAt, type Passage } from './passages';
import { levelWith, meetingPoint, readingLine, revealDistance } from './scroll-sync';
import { stackTops } from './stacking';
import { makeArticle } from './testing/articles.test-support';
import { threadsBetween, threadWidth } from '../../ui/threads';

describe('assignLayers', () => {
  // Would catch: two highlights of one colour that overlap and look like one.
  it('puts the later or inner of two overlapping ones above', () => {
    expect(
      assignLayers([
        { start: 0, end: 10 },
        { start: 5, end: 15 }
      ])
    ).toEqual([0, 1]);
    expect(
      assignLayers([
        { start: 2, end: 4 },
        { start: 0, end: 10 }
      ])
    ).toEqual([1, 0]);
  });
  it('leaves those that only touch on the ground, and caps the pile', () => {
    expect(
      assignLayers([
        { start: 0, end: 5 },
        { start: 5, end: 9 }
      ])
    ).toEqual([0, 0]);
    expect(assignLayers([0, 1, 2, 3].map((start) => ({ start, end: 9 })))).toEqual([0, 1, 2, 2]);
  });
});

describe('groupBlocks', () => {
  // Would catch: items of two lists that flow into one because clutter between them is folded.
  it('joins neighbours of one kind only', () => {
    const { blocks } = makeArticle('en', [
      'One',
      { kind: 'listItem', text: 'a' },
      { kind: 'listItem', text: 'b' },
      { text: 'Read more', clutter: 'teaser' },
      { text: 'And more', clutter: 'teaser' },
      { kind: 'listItem', text: 'c' },
      'Two',
      'Three'
    ]);
    const groups = groupBlocks(
      blocks,
      blocks.map((_, index) => index)
    );
    expect(groups.map(({ kind, indexes }) => [kind, ...indexes])).toEqual([
      ['block', 0],
      ['list', 1, 2],
      ['clutter', 3, 4],
      ['list', 5],
      ['block', 6],
      ['block', 7]
    ]);
  });

  // Would catch: a frame around one stray cell.
  it('takes a cell alone for no table', () => {
    const { blocks } = makeArticle('en', [{ kind: 'tableCell', text: 'a' }, 'One']);
    expect(groupBlocks(blocks, [0, 1]).map(({ kind }) => kind)).toEqual(['block', 'block']);
  });
});

describe('textDirection', () => {
  it('goes by the first letter, not by digits or quotes before it', () => {
    expect(textDirection('«12 שלום', 'en')).toBe('rtl');
    expect(textDirection('“Hà Nội', 'ar')).toBe('ltr');
  });
  it('goes by the language where there is no letter', () => {
    expect(textDirection('1973–2025', 'he')).toBe('rtl');
    expect(textDirection('1973–2025', 'vi')).toBe('ltr');
  });
});

describe('the hinge', () => {
  const link = (more: Partial<Link>): Link => ({
    id: '1',
    source: [[0, 4]],
    target: [[0, 4]],
    confidence: 0.5,
    reasons: [],
    state: 'proposed',
    ...more
  });

  it('draws proposed links thin by confidence and confirmed ones thick', () => {
    expect(threadWidth(link({ confidence: 0 }))).toBe(1);
    expect(threadWidth(link({ confidence: 1 }))).toBe(2);
    expect(threadWidth(link({ state: 'confirmed', confidence: 0 }))).toBe(3);
  });

  it('knows a number that speaks against the link', () => {
    expect(inConflict(link({ reasons: [{ kind: 'date', weight: -3 }] }))).toBe(true);
    expect(inConflict(link({ reasons: [{ kind: 'length', weight: -3 }] }))).toBe(false);
  });

  // Would catch: sentences of an n–m link left without a thread, or drawn twice.
  it('draws one thread an end', () => {
    const ends = (source: number[], target: number[]): number[][] =>
      threadsBetween({ x: 0, ys: source }, { x: 28, ys: target }).map(({ from, to }) => [
        from.y,
        to.y
      ]);
    expect(ends([10, 20], [15])).toEqual([
      [10, 15],
      [20, 15]
    ]);
    expect(ends([10], [])).toEqual([]);
    expect(ends([10, 10, 36], [15]), 'two on one line').toEqual([
      [10, 15],
      [36, 15]
    ]);
  });

  // Would catch: paragraph numbers that count headings, or name another sentence than the one meant.
  it('names sentences by paragraph, and says where a crossing link leads', () => {
    const { blocks } = makeArticle('en', [
      { kind: 'heading', text: 'Head' },
      'One. Two.',
      { kind: 'caption', text: 'Picture' },
      'Three.'
    ]);
    const sentences = [
      { start: 0, end: 4, block: 0 },
      { start: 5, end: 9, block: 1 },
      { start: 10, end: 14, block: 1 },
      { start: 15, end: 22, block: 2 },
      { start: 23, end: 29, block: 3 }
    ];
    const labels = sentenceLabels(sentences, blocks);
    expect(labels).toEqual(['0.1', '1.1', '1.2', '1.3', '2.1']);
    const side = { sentences, labels };
    const crossing = link({ source: [[23, 29]], target: [[10, 14]] });
    const [found] = crossingsByBlock([crossing], side, side, (offset) => offset).get(3) ?? [];
    expect(found).toMatchObject({ from: '2.1', to: '1.2', way: 'up', target: 10 });
  });
});

describe('stackTops', () => {
  // Would catch: two notes in one line whose numbers cover each other.
  it('pushes a number down by the one above it, and no further', () => {
    expect(stackTops([10, 12, 60], 20)).toEqual([10, 30, 60]);
  });
});

describe('barPlace', () => {
  const pane = { left: 100, top: 0, right: 500, bottom: 1000 };
  const bounds = { left: 0, top: 0, right: 1000, bottom: 600 };
  const place = (
    first: { left: number; top: number },
    width = 200
  ): { left: number; top: number } => {
    const line = { ...first, right: first.left + 50, bottom: first.top + 20 };
    return barPlace({ width, height: 36 }, { first: line, last: line, pane, bounds });
  };

  // Would catch: the bar lying over the counterpart in the other pane.
  it('stays in its own pane', () => {
    expect(place({ left: 480, top: 300 })).toEqual({ left: 300, top: 256 });
    expect(place({ left: 120, top: 300 }).left).toBe(120);
  });
  // Would catch: a bar with long words, wider than its column, that ends under the inspector.
  it('is whole where its column is too narrow for it', () => {
    expect(place({ left: 480, top: 300 }, 950).left).toBe(50);
    expect(place({ left: 480, top: 300 }, 1200).left).toBe(0);
  });
  it('goes below where there is no room above, and never out of sight', () => {
    expect(place({ left: 120, top: 10 }).top).toBe(38);
    expect(place({ left: 120, top: 900 }).top).toBe(564);
  });
});

describe('hits', () => {
  const passage = (id: string, start: number, end: number): Passage => ({
    key: id,
    id: id as AnnotationId,
    colour: 'yellow',
    number: null,
    stated: false,
    created: '',
    layer: 0,
    start,
    end
  });
  const outer = passage('outer', 0, 50);
  const inner = passage('inner', 10, 20);

  // Would catch: a highlight inside another that can never be reached.
  it('picks the innermost first and goes round at each further click', () => {
    const hits = passagesAt([outer, inner], 12);
    expect(nextHit(hits, null)).toBe('inner');
    expect(nextHit(hits, inner.id)).toBe('outer');
    expect(nextHit(hits, outer.id)).toBe('inner');
    expect(nextHit([], inner.id)).toBeNull();
  });
  it('takes a passage as half-open', () => {
    expect(passagesAt([inner], 20)).toEqual([]);
    expect(passagesAt([inner], 10)).toEqual([inner]);
  });
});

describe('scrolling together', () => {
  // Would catch: panes of which one begins in the middle because its counterpart must be level at once.
  it('reads from the top at the beginning, and from a third further on, without a step between', () => {
    expect(readingLine(0, 600)).toBe(0);
    expect(readingLine(150, 600)).toBe(150);
    expect(readingLine(2000, 600)).toBe(200);
    expect(readingLine(-30, 600)).toBe(0);
  });

  // Would catch: the other pane jumping where a long passage has no counterpart.
  it('goes straight between two level points, and grows with the leading pane', () => {
    const before = { lead: 100, follow: 100 };
    const after = { lead: 900, follow: 120 };
    expect(levelWith(100, before, after)).toBe(100);
    expect(levelWith(500, before, after)).toBe(110);
    expect(levelWith(900, before, after)).toBe(120);
    expect(levelWith(50, before, after)).toBe(100);
  });

  // Would catch: panes brought together that race, or run backwards, to be level at the very next line.
  it('comes level again where the way is long enough, and never backwards', () => {
    const at = { lead: 1000, follow: 1400 };
    const on = [
      { lead: 1050, follow: 1060 },
      { lead: 1250, follow: 1300 },
      { lead: 1500, follow: 1550 }
    ];
    expect(meetingPoint(at, 350, on)).toEqual(on[2]);
    expect(meetingPoint({ lead: 1000, follow: 700 }, -350, on)).toEqual(on[1]);
    const back = [
      { lead: 990, follow: 1000 },
      { lead: 700, follow: 690 }
    ];
    expect(meetingPoint(at, 350, back)).toEqual(back[1]);
    expect(meetingPoint(at, 5000, on)).toBeNull();
  });

  // Would catch: a page that leaps although the line could be read where it was.
  it('reveals a line with no more movement than is needed', () => {
    const view = { top: 100, bottom: 700 };
    const at = (top: number): number => revealDistance({ top, bottom: top + 22 }, view);
    expect(at(300)).toBe(0);
    expect(at(110)).toBe(-38);
    expect(at(690)).toBe(390);
    expect(at(-500)).toBe(-800);
  });
});
