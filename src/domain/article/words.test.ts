import { describe, expect, it } from 'vitest';
import { countWords } from './words';

const words = (language: string, text: string): number =>
  countWords({ language, text, blocks: [{ kind: 'paragraph', start: 0, end: text.length }] });

describe('countWords', () => {
  // Would catch: marks that split a Vietnamese syllable in two, or numbers and hyphens counted apart.
  it('counts what is written between spaces', () => {
    expect(words('vi', 'Việt Nam dự trữ 1,2 triệu tấn.')).toBe(7);
    expect(words('en', 'The co-operation didn’t end in 2025.')).toBe(6);
  });

  // Would catch: a whole Chinese sentence counted as one word.
  it('counts by dictionary where no spaces are written', () => {
    expect(words('zh', '我们明天去北京。')).toBeGreaterThan(3);
  });

  it('leaves clutter out', () => {
    const text = 'Read more\nA word';
    const blocks = [
      { kind: 'paragraph' as const, start: 0, end: 9, clutter: 'teaser' as const },
      { kind: 'paragraph' as const, start: 10, end: 16 }
    ];
    expect(countWords({ language: 'en', text, blocks })).toBe(2);
  });
});
