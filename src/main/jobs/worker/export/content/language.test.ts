// Catches tags Typst refuses, and names and dates in the wrong language.
import { expect, it } from 'vitest';
import { dateInWords, languageName, typstLanguage } from './language';

it('splits tags for Typst', () => {
  expect(typstLanguage('vi')).toEqual({ lang: 'vi', region: null });
  expect(typstLanguage('zh-hant-tw')).toEqual({ lang: 'zh', region: 'TW' });
  expect(typstLanguage('x-klingon')).toEqual({ lang: 'und', region: null });
});

it('names languages with a capital, unknown ones not at all', () => {
  expect(languageName('vi', 'vi')).toBe('Tiếng Việt');
  expect(languageName('vi', 'en')).toBe('Vietnamese');
  expect(languageName('und', 'en')).toBe('');
});

it('says days and months, and leaves what is no date', () => {
  expect(dateInWords('2025-08-02', 'en')).toBe('2 August 2025');
  expect(dateInWords('2025-08', 'en')).toBe('August 2025');
  expect(dateInWords('2025-08-02T23:59:00.000Z', 'vi')).toMatch(/2 tháng 8.*2025/);
  expect(dateInWords('last week', 'en')).toBe('last week');
});
