import { describe, expect, it } from 'vitest';
import { passagesAcross } from './across';
import type { Link, Span } from './schema';

const source = {
  language: 'en',
  text: 'The river rose 1.2 million times. Mayor Lan Anh spoke on July 25, 2025. On 3 May, 3 boats sank. Nobody.'
};
const target = {
  language: 'vi',
  text: 'Nước sông dâng 1,2 triệu lần. Có thật. Ngày 25 tháng 7 năm 2025, bà Lan Anh phát biểu. Ba chiếc, 3 và 3 chiếc, chìm ngày 3 tháng 5.'
};
const texts = { source, target };
const span = (text: string, words: string): Span => {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`not there: ${words}`);
  return [start, start + words.length];
};
const link = (
  id: string,
  from: string[],
  to: string[],
  state: Link['state'] = 'proposed'
): Link => ({
  id,
  source: from.map((words) => span(source.text, words)),
  target: to.map((words) => span(target.text, words)),
  confidence: 0.9,
  reasons: [],
  state
});
const links = [
  link('1', ['The river rose 1.2 million times.'], ['Nước sông dâng 1,2 triệu lần.', 'Có thật.']),
  link(
    '2',
    ['Mayor Lan Anh spoke on July 25, 2025.'],
    ['Ngày 25 tháng 7 năm 2025, bà Lan Anh phát biểu.']
  ),
  link('3', ['On 3 May, 3 boats sank.'], ['Ba chiếc, 3 và 3 chiếc, chìm ngày 3 tháng 5.']),
  link('4', ['Nobody.'], ['Có thật.'], 'rejected')
];
const across = (words: string): string[] =>
  passagesAcross(links, 'source', span(source.text, words), texts).map(([start, end]) =>
    target.text.slice(start, end)
  );

describe('what answers to a passage', () => {
  // Catches a counterpart cut to the length of the words, in a sentence that says them in another order.
  it('is the whole sentence for a part of one, and sentences in a row are one passage', () => {
    expect(across('river rose')).toEqual(['Nước sông dâng 1,2 triệu lần. Có thật.']);
    expect(across('times. Mayor')).toEqual([
      'Nước sông dâng 1,2 triệu lần. Có thật. Ngày 25 tháng 7 năm 2025, bà Lan Anh phát biểu.'
    ]);
  });

  it('is the same figure or name for one alone', () => {
    expect(across('1.2 million')).toEqual(['1,2 triệu']);
    expect(across('Lan Anh')).toEqual(['Lan Anh']);
  });

  // Catches a guess: of two places with the same figure either may be meant.
  it('is the sentence where it stands twice on either side, or where there is more than it', () => {
    const boats = ['Ba chiếc, 3 và 3 chiếc, chìm ngày 3 tháng 5.'];
    const [start] = span(source.text, '3 boats');
    expect(across('3 boats')).toEqual(boats);
    expect(
      passagesAcross(links, 'source', [start, start + 1], texts).map(([from, to]) =>
        target.text.slice(from, to)
      )
    ).toEqual(boats);
    expect(across('Mayor')).toEqual(['Ngày 25 tháng 7 năm 2025, bà Lan Anh phát biểu.']);
    expect(across('July 25, 2025')).toEqual(across('Mayor'));
  });

  it('is nothing where nothing is linked, or the link was rejected', () => {
    expect(across('Nobody.')).toEqual([]);
  });

  it('goes the other way too', () => {
    const [start, end] = span(target.text, 'bà Lan Anh');
    expect(passagesAcross(links, 'target', [start, end], texts)).toEqual([
      span(source.text, 'Mayor Lan Anh spoke on July 25, 2025.')
    ]);
  });
});
