// Catches boxes for characters without a glyph, words that run out of their column, and words torn for nothing.
import { expect, it } from 'vitest';
import { breakable, printable } from './printable';

it('printable leaves letters and spaces that matter, nothing without a glyph', () => {
  expect(printable('a\u00ADb\u200Bc\u2060d\tê\u0323\u00A0\u202F☎\uFE0F\uD800\uFFFF')).toBe(
    'abcd ê\u0323\u00A0\u202F☎??'
  );
});

it('breakable opens long words only, and nothing is lost by it', () => {
  const long = 'https://example.org/a_very_long_address_without_end';
  expect(breakable(`see ${long}, now`).replaceAll('\u200B', '')).toBe(`see ${long}, now`);
  expect(
    breakable(long)
      .split('\u200B')
      .every((part) => part.length <= 8)
  ).toBe(true);
  expect(breakable('a\u00A0lưới\u00A0cảnh\u00A0báo\u00A0lũ\u00A0vào\u00A0hoạt\u00A0động')).toBe(
    'a\u00A0\u200Blưới\u00A0\u200Bcảnh\u00A0\u200Bbáo\u00A0\u200Blũ\u00A0\u200Bvào\u00A0\u200Bhoạt\u00A0\u200Bđộng'
  );
  expect(breakable(`${'y'.repeat(30)}\u00A0b`)).toBe(
    'yyyyyyyy\u200Byyyyyyyy\u200Byyyyyyyy\u200Byyyyyy\u00A0\u200Bb'
  );
  expect(breakable('36,5\u00A0tỷ')).toBe('36,5\u00A0tỷ');
  expect(breakable('Donaudampfschifffahrt und nghiêng')).not.toContain('\u200B');
});
