import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText, normaliseWithMap } from './normalise';

describe('normaliseText', () => {
  it('composes Vietnamese typed with combining tones, so that the same word has one spelling', () => {
    expect(normaliseText('Viê\u0323t')).toBe('Việt');
  });

  it('drops soft hyphens, byte order marks and word joiners, and composes across them', () => {
    expect(normaliseText('\ufeffnhân\u00ad quyền\u2060 e\u00ad\u0301')).toBe('nhân quyền é');
  });

  it('turns every line end into LF, so that offsets do not depend on the system the file is from', () => {
    expect(normaliseText('a\r\nb\rc\u0085d\u2029e\ff')).toBe('a\nb\nc\nd\ne\nf');
  });

  it('keeps joiners, no-break spaces and hard breaks, which carry meaning', () => {
    const kept = 'a\u00a0b\u200bc\u200dd\u200ce\u2028f\u200ff';
    expect(normaliseText(kept)).toBe(kept);
  });

  it('is idempotent for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const once = normaliseText(raw);
        expect(normaliseText(once)).toBe(once);
      })
    );
  });
});

describe('normaliseWithMap', () => {
  // Marks of HTML sit on raw text: a map that drifts underlines the wrong words.
  it('gives the same text as normaliseText and maps any split of the raw text to the split of the normalised', () => {
    const unit = fc.constantFrom(
      'a',
      'ê',
      '\u0323',
      '\u0301',
      '\r\n',
      '\r',
      '\u00ad',
      ' ',
      '😀',
      '\u1112',
      '\u1161',
      '\u11ab',
      '각'
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (raw) => {
        const { text, offsets } = normaliseWithMap(raw);
        expect(text).toBe(normaliseText(raw));
        expect(offsets[0]).toBe(0);
        expect(offsets[raw.length]).toBe(text.length);
        for (let at = 0; at < raw.length; at += 1) {
          expect(offsets[at]).toBeLessThanOrEqual(offsets[at + 1] ?? -1);
        }
      })
    );
  });

  it('maps an offset behind a composed character behind it', () => {
    const { offsets } = normaliseWithMap('Viê\u0323t Nam');
    expect([offsets[2], offsets[4], offsets[6]]).toEqual([2, 3, 5]);
  });
});
