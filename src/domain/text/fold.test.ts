import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithMap } from './fold';

describe('fold', () => {
  it('finds Vietnamese typed without marks, đ included', () => {
    expect(fold('ĐẠI TƯỚNG Phan Văn Giang')).toBe('dai tuong phan van giang');
  });

  it('ignores joiners, bidi marks and soft hyphens, unfolds ligatures and full-width forms', () => {
    expect(fold('co\u00ad\u200bop\u200d ﬁn Ａ１\u200f')).toBe('coop fin a1');
  });

  it('keeps marks that make other letters: Thai vowels, kana voicing, composed Hangul', () => {
    for (const word of ['ข่าวที่เกี่ยวข้อง', 'がか', '각하'])
      expect(fold(word)).toBe(word.normalize('NFC'));
  });
});

describe('foldWithMap', () => {
  it('maps a found range back to the words as written', () => {
    const written = 'Nhân dịp này, Đại tướng';
    const { text, offsets } = foldWithMap(written);
    const at = text.indexOf('dai tuong');
    expect(written.slice(offsets[at], offsets[at + 'dai tuong'.length])).toBe('Đại tướng');
  });

  it('has one offset more than characters, never decreasing and inside the original, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        const { text, offsets } = foldWithMap(written);
        expect(text).toBe(fold(written));
        expect(offsets.length).toBe(text.length + 1);
        expect(offsets.at(-1)).toBe(written.length);
        expect([...offsets]).toEqual([...offsets].toSorted((a, b) => a - b));
      })
    );
  });
});
