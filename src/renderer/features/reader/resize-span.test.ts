import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnchor } from '@domain/anchor/anchor';
import { segmentSentences } from '@domain/text/sentences';
import type { Article } from '@domain/article/schema';
import { moveOffset, tidySpan, type Direction, type Unit } from './movement';
import type { TextSpan } from './offset-map';
import { edgeAt, moveEdge, type Edge } from './resize-span';
import { makeArticle } from './testing/articles.test-support';

/** Two paragraphs in each of the scripts, with what is hard in them. */
const scripts: Record<string, Article> = {
  english: makeArticle('en', [
    '“We were told,” she said. Nobody was.',
    'Cafe\u0301 nai\u0308ve (1,200).'
  ]),
  vietnamese: makeArticle('vi', [
    'Tiếng Việt có dấu. Chữ x\u0323\u0302 và g\u0303 không có sẵn.',
    'Nước sông dâng lên trong đêm. Rạng sáng, cầu đã ngập.'
  ]),
  flags: makeArticle('en', [
    `Flags ${'🇻🇳🇫🇷'.repeat(24)} end. 🏴󠁧󠁢󠁥󠁮󠁧󠁿 too.`,
    'Family 👩‍👩‍👧‍👦 and 👩🏽‍🚒, keycap 1️⃣, heart ❤️.'
  ]),
  thai: makeArticle('th', ['น้ำท่วมกรุงเทพฯ เมื่อคืน ชาวบ้านต้องอพยพ', 'กำลังทำงานที่นี่ ๆ']),
  devanagari: makeArticle('hi', [
    'नदी का पानी रात में बढ़ा। किसी को ख़बर नहीं थी।',
    'क्षत्रिय श्री ज्ञान ।'
  ]),
  arabic: makeArticle('ar', ['ارتفع النهرُ ليلًا. لم يُخبَر أحدٌ.', 'وصلت المساعدة عند الظهر.']),
  hebrew: makeArticle('he', ['בְּרֵאשִׁית בָּרָא. הנהר עלה בלילה.', 'העזרה הגיעה בצהריים.']),
  chinese: makeArticle('zh', ['河水夜里上涨。没有人得到通知。', '葛\u{E0100}城区，𠮷野家。']),
  japanese: makeArticle('ja', [
    'か\u3099ぎ゙ と言った。夜に川が増水した。',
    '誰も知らされていなかった。'
  ]),
  korean: makeArticle('ko', [
    '강물이 밤에 불었다. \u1100\u1161\u11a8 아무도.',
    '정오에 도움이 왔다.'
  ]),
  marksOnSpaces: makeArticle('en', ['a \u0301b  \u0302 c', '\u0308x y\u200d z'])
};

const bordersOf = ({ text }: Article): Set<number> => {
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
  return new Set([...[...graphemes.segment(text)].map(({ index }) => index), text.length]);
};

function expectWhole(article: Article, borders: Set<number>, span: TextSpan): void {
  const { text } = article;
  const words = text.slice(span.start, span.end);
  expect(borders.has(span.start), `starts in a grapheme: ${words}`).toBe(true);
  expect(borders.has(span.end), `ends in a grapheme: ${words}`).toBe(true);
  expect(words.trim(), 'nothing but white space').not.toBe('');
  const anchor = createAnchor(text, span.start, span.end);
  expect(text.startsWith(anchor.exact, anchor.start)).toBe(true);
  expect(anchor.prefix + anchor.exact + anchor.suffix).toBe(
    text.slice(anchor.start - anchor.prefix.length, anchor.end + anchor.suffix.length)
  );
}

const units: readonly Unit[] = ['character', 'word', 'sentence'];

describe.each(Object.entries(scripts))('%s', (_, article) => {
  const { text, blocks, language } = article;
  const sentences = segmentSentences(text, blocks, language);
  const words = { text, sentences, language };
  const borders = bordersOf(article);
  const place = fc.nat(text.length);

  // Would catch: half a flag, a letter without its mark, or a selection drawn by the mouse that cuts either.
  it('a highlight of any two places is of whole graphemes', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const span = tidySpan(text, from, to);
        if (span) expectWhole(article, borders, span);
      }),
      { numRuns: 200 }
    );
  });

  // Would catch: selecting by keys that stops where no highlight may end.
  it('every step of a selection by characters is on a border', () => {
    let at = 0;
    while (at < text.length) {
      const next = moveOffset(text, sentences, at, 'character', 'forward', language);
      expect(borders.has(next), `${at} to ${next}`).toBe(true);
      expect(moveOffset(text, sentences, next, 'character', 'back', language)).toBe(at);
      at = next;
    }
  });

  // Would catch: a resize by mouse or keys that empties a highlight, turns it round or ends within a grapheme.
  it('any resizes leave a passage of whole graphemes, the other end where it was', () => {
    const edge = fc.constantFrom<Edge>('start', 'end');
    const step = fc.oneof(
      fc.record({ edge, to: place }),
      fc.record({
        edge,
        unit: fc.constantFrom(...units),
        direction: fc.constantFrom<Direction>('back', 'forward')
      })
    );
    fc.assert(
      fc.property(place, place, fc.array(step, { maxLength: 12 }), (from, to, steps) => {
        const begun = tidySpan(text, from, to);
        fc.pre(begun !== null);
        let span = begun;
        for (const one of steps) {
          const before = span;
          span =
            'to' in one
              ? edgeAt(text, span, one.edge, one.to)
              : moveEdge(words, span, one.edge, one.unit, one.direction);
          expectWhole(article, borders, span);
          const still = one.edge === 'start' ? 'end' : 'start';
          expect(span[still]).toBe(before[still]);
        }
      }),
      { numRuns: 100 }
    );
  });

  // Would catch: an end stuck at a space or at the gap between two paragraphs.
  it('an end goes by keys through the whole text and back', () => {
    /** All spans from there on, each with the edge farther on. */
    const through = (from: TextSpan, edge: Edge, unit: Unit): TextSpan[] => {
      const spans = [from];
      for (;;) {
        const last = spans.at(-1)!;
        const next = moveEdge(words, last, edge, unit, 'forward');
        if (next[edge] === last[edge]) return spans;
        expect(next[edge]).toBeGreaterThan(last[edge]);
        spans.push(next);
      }
    };
    for (const unit of units) {
      const first = tidySpan(text, 0, 1)!;
      const whole = through(first, 'end', unit).at(-1)!;
      expect(text.slice(whole.end), unit).toMatch(/^[^\p{L}\p{N}]*$/u);
      const starts = through(whole, 'start', unit);
      expect(starts.length, unit).toBeGreaterThan(1);
    }
  });
});

describe('by words and sentences', () => {
  const article = scripts.english!;
  const { text, blocks, language } = article;
  const words = { text, sentences: segmentSentences(text, blocks, language), language };
  const said = ({ start, end }: TextSpan): string => text.slice(start, end);
  const from = text.indexOf('told');
  const told = { start: from, end: from + 4 };

  it('an end moves to the end of the next word or sentence', () => {
    expect(said(moveEdge(words, told, 'end', 'word', 'forward'))).toBe('told,” she');
    expect(said(moveEdge(words, told, 'end', 'sentence', 'forward'))).toBe('told,” she said.');
  });

  it('a start moves to the beginning of one', () => {
    expect(said(moveEdge(words, told, 'start', 'word', 'back'))).toBe('were told');
    expect(said(moveEdge(words, told, 'start', 'sentence', 'back'))).toBe('“We were told');
    expect(said(moveEdge(words, { ...told, end: from + 10 }, 'start', 'word', 'forward'))).toBe(
      'she'
    );
  });

  // Would catch: shrinking by words that leaves the first letter of one.
  it('shrinks no further than the last word', () => {
    const span = moveEdge(words, told, 'end', 'word', 'forward');
    const back = moveEdge(words, span, 'end', 'word', 'back');
    expect(said(back)).toBe('told');
    expect(moveEdge(words, back, 'end', 'word', 'back')).toEqual(told);
  });

  it('goes across paragraphs', () => {
    const start = text.indexOf('was');
    const was = { start, end: start + 4 };
    expect(said(moveEdge(words, was, 'end', 'word', 'forward'))).toBe('was.\nCafe\u0301');
  });
});
