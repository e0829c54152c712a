import { expect, it } from 'vitest';
import { annotation, article } from '../../main/jobs/worker/export/testing/fixtures';
import {
  cohensKappa,
  countMeetings,
  meetings,
  percentAgreement,
  tagAgreement,
  type TagAgreement
} from './agreement';
import type { Annotation } from './schema';

const text = article('en', ['Title', 'One two three. Four five six. Seven eight.']);
const by = (author: string, words: string, fields: Partial<Annotation> = {}): Annotation => ({
  ...annotation(`${author} ${words}`, [[text, words]]),
  author,
  tags: [],
  colour: 'yellow',
  ...fields
});
const pair = ['Lan', 'Minh'] as const;

// Catches overlaps missed where one passage spans several, colours or tags left out, and others' notes counted.
it('pairs what overlaps and keeps what does not', () => {
  const long = by('Lan', 'One two three. Four', { tags: ['Promise'] });
  const inside = by('Minh', 'two', { tags: ['promise'] });
  const after = by('Minh', 'three', { tags: ['promise'], colour: 'blue' });
  const alone = by('Lan', 'six');
  const other = by('Minh', 'Seven');
  const all = [other, by('Ngọc', 'two'), alone, after, inside, long];
  const found = meetings(all, text.id, pair);
  expect(found.map(({ first, second, same }) => [first?.id, second?.id, same])).toEqual([
    [long.id, inside.id, true],
    [long.id, after.id, false],
    [alone.id, undefined, false],
    [undefined, other.id, false]
  ]);
  expect(countMeetings(found)).toEqual({ same: 1, different: 1, onlyFirst: 1, onlySecond: 1 });
});

// Catches passages that only touch being taken for one, and lost ones for found.
it('takes neighbours and lost passages for no agreement', () => {
  const lost = by('Minh', 'One');
  const [target] = lost.targets;
  const gone = { ...lost, targets: [{ ...target!, state: 'orphan' as const }] };
  const found = meetings([by('Lan', 'One'), by('Minh', ' two'), gone], text.id, pair);
  expect(countMeetings(found)).toEqual({ same: 0, different: 0, onlyFirst: 1, onlySecond: 1 });
});

const sentences = ['One two three.', 'Four five six.', 'Seven eight.'].map((words) => {
  const start = text.text.indexOf(words);
  return { start, end: start + words.length };
});

// Catches a sentence counted twice for two passages in it, and passages over a border counted once.
it('counts the sentences a tag stands on', () => {
  const all = [
    by('Lan', 'One', { tags: ['promise'] }),
    by('Lan', 'three. Four', { tags: ['Promise'] }),
    by('Minh', 'two', { tags: ['promise', 'doubt'] })
  ];
  expect(tagAgreement(all, [{ articleId: text.id, sentences }], pair)).toEqual([
    { tag: 'promise', both: 1, onlyFirst: 1, onlySecond: 0, neither: 1 },
    { tag: 'doubt', both: 0, onlyFirst: 0, onlySecond: 1, neither: 2 }
  ]);
});

const counts = (both: number, onlyFirst: number, onlySecond: number, neither: number) =>
  ({ tag: '', both, onlyFirst, onlySecond, neither }) satisfies TagAgreement;

// The worked example of any textbook: 20 yes together, 15 no together, 5 and 10 apart: .70 observed, .50 by chance.
it('gives the textbook its kappa', () => {
  expect(percentAgreement(counts(20, 5, 10, 15))).toBeCloseTo(0.7, 10);
  expect(cohensKappa(counts(20, 5, 10, 15))).toBeCloseTo(0.4, 10);
  expect(cohensKappa(counts(5, 0, 0, 5))).toBe(1);
  expect(cohensKappa(counts(0, 5, 5, 0))).toBeCloseTo(-1, 10);
});

// Catches a division by nothing being shown as a number.
it('says nothing where nothing can be said', () => {
  expect(percentAgreement(counts(0, 0, 0, 0))).toBeNull();
  expect(cohensKappa(counts(0, 0, 0, 0))).toBeNull();
  expect(cohensKappa(counts(0, 0, 0, 9))).toBeNull();
});
