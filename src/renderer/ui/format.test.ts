import { createTranslator } from '@shared/i18n/translator';
import { expect, it } from 'vitest';
import {
  formatBytes,
  languageCode,
  languageInText,
  languageName,
  listed,
  statedDate,
  whenSaid
} from './format';

const en = createTranslator('en');
const vi = createTranslator('vi');

// Would catch: dates in American order, a day made up where only a month is stated, or a day shifted by the time zone.
it('says stated dates as exactly as they are stated', () => {
  expect(statedDate('2025-08-02', en)).toBe('2 Aug 2025');
  expect(statedDate('2025-08', en)).toBe('Aug 2025');
  expect(statedDate('2025', en)).toBe('2025');
  expect(statedDate('spring 1999', en)).toBe('spring 1999');
  expect(statedDate('2025-08-02', vi)).toContain('2025');
});

it('says today and yesterday by the calendar, not by 24 hours', () => {
  const now = new Date(2026, 10, 21, 0, 30);
  expect(whenSaid(new Date(2026, 10, 21, 0, 5).toISOString(), en, now)).toBe('Today 00:05');
  expect(whenSaid(new Date(2026, 10, 20, 23, 50).toISOString(), en, now)).toBe('Yesterday');
  expect(whenSaid(new Date(2026, 10, 18, 9).toISOString(), en, now)).toBe('18 Nov');
  expect(whenSaid(new Date(2025, 10, 18, 9).toISOString(), en, now)).toBe('18 Nov 2025');
});

it('names languages in the interface’s language, and says so where unknown', () => {
  expect(languageName('vi', en)).toBe('Vietnamese');
  expect(languageName('vi', vi)).toBe('Tiếng Việt');
  expect(languageInText('vi', vi)).toBe('tiếng Việt');
  expect(languageInText('vi', en)).toBe('Vietnamese');
  expect(languageName('und', en)).toBe('Language unknown');
  expect(languageName('x!', en)).toBe('x!');
  expect(languageCode('pt-br')).toBe('PT');
});

it('gives sizes with the language’s own sign for decimals', () => {
  expect(formatBytes(140_200, en)).toBe('140 kB');
  expect(formatBytes(1_250_000, vi)).toContain('1,3');
});

it('lists what belongs together as each language does', () => {
  expect(listed(['2.1'], en)).toBe('2.1');
  expect(listed(['2.1', '2.2', '3.1'], en)).toBe('2.1, 2.2 and 3.1');
  expect(listed(['2.1', '2.2'], vi)).toBe('2.1 và 2.2');
});
