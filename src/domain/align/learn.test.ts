import { describe, expect, it } from 'vitest';
import { PAIR } from './grid';
import { learnKept, learnPairs, type LearnedSide } from './learn';
import type { PathBead } from './path';
import { tokenise } from './tokens';
import type { Mention } from './units';

function side(language: string, sentences: string[], mentions: string[][] = []): LearnedSide {
  return {
    language,
    units: sentences.map((text, index) => ({
      span: [0, text.length],
      block: 0,
      isLine: false,
      length: text.length,
      mentions: (mentions[index] ?? []).map((key): Mention => ({
        key,
        kind: 'word',
        written: key
      })),
      denial: null,
      words: tokenise(text, language)
    }))
  };
}

/** Sentence i with sentence i. */
const diagonal = (count: number, posterior = 0.95): PathBead[] =>
  Array.from({ length: count }, (_, index) => ({
    node: { source: index, target: index },
    shape: PAIR,
    posterior
  }));

const english = side('en', [
  'the gauge rose',
  'a gauge fell',
  'rain came',
  'wind came',
  'snow lay',
  'ice lay',
  'sun'
]);
const vietnamese = side('vi', [
  'trạm đo lên',
  'trạm đo xuống',
  'mưa',
  'gió',
  'tuyết',
  'băng',
  'nắng'
]);

describe('learnPairs', () => {
  it('pairs words that keep turning up together, each in one pair at most', () => {
    const pairs = learnPairs(diagonal(7), english, vietnamese);
    expect(pairs.filter(({ source }) => source === 'gaug')).toHaveLength(1);
    expect(
      ['trạm', 'đo', 'trạm đo'].map((gram) =>
        tokenise(gram, 'vi')
          .map(({ form }) => form)
          .join(' ')
      )
    ).toContain(pairs.find(({ source }) => source === 'gaug')?.target);
    const targets = pairs.map(({ target }) => target);
    expect(new Set(targets).size).toBe(targets.length);
  });

  // Would catch two unrelated texts teaching each other nonsense.
  it.each([
    ['few beads', diagonal(5)],
    ['beads in doubt', diagonal(7, 0.8)]
  ])('learns nothing of %s', (_, beads) => {
    expect(learnPairs(beads, english, vietnamese)).toEqual([]);
    expect(
      learnKept(beads, english, vietnamese, { number: 0.7, date: 0.5, name: 0.5, word: 0.4 }).size
    ).toBe(0);
  });
});

describe('learnKept', () => {
  it('trusts what these texts keep and doubts what they lose', () => {
    const texts = Array.from({ length: 8 }, () => 'x');
    const both = Array.from({ length: 8 }, () => ['always', 'lost']);
    const one = Array.from({ length: 8 }, () => ['always']);
    const usual = { number: 0.7, date: 0.5, name: 0.5, word: 0.4 };
    const kept = learnKept(diagonal(8), side('en', texts, both), side('vi', texts, one), usual);
    expect(kept.get('always')).toBe(0.8);
    expect(kept.get('lost')).toBeLessThan(0.2);
  });
});
