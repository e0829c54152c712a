// Catches boxes in print: a character taken for covered, and Vietnamese taken for missing.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { distinctCharacters, loadFonts, missingCharacters, type Fonts } from './shipped-fonts';
import { makeFontsFolder } from '../testing/fixtures';

let folder: ReturnType<typeof makeFontsFolder>;
let fonts: Fonts;
beforeAll(async () => {
  folder = makeFontsFolder();
  fonts = await loadFonts(folder.folder);
});
afterAll(() => {
  folder.remove();
});

it('covers all of Vietnamese, Western and Cyrillic letters and the marks of newspapers', () => {
  const vowels = 'aăâeêioôơuưy';
  const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
  const letters = [...vowels, ...vowels.toUpperCase()].flatMap((vowel) =>
    tones.map((tone) => (vowel + tone).normalize('NFC'))
  );
  const text = `${letters.join('')}đĐ ÄÖÜßñçøåłžő Яжщы Ωλ “”‘’„«»–—…•→€£₫№°§†½²…`;
  expect(missingCharacters(text, fonts.covers)).toEqual([]);
});

it('takes letters with marks that shaping composes', () => {
  expect(missingCharacters('q\u0303 x\u0323\u0302 m\u0301', fonts.covers)).toEqual([]);
});

it('names what is missing once, in order', () => {
  expect(missingCharacters('a 中文 中 🙂 कख', fonts.covers)).toEqual(['中', '文', '🙂', 'क', 'ख']);
});

it('takes pairs of surrogates as one character, and each character once', () => {
  expect(distinctCharacters('a🙂ba🙃🙂\uFFFFế')).toBe('a🙂b🙃\uFFFFế');
});

it('says so where there is no font at all', async () => {
  await expect(loadFonts(import.meta.dirname)).rejects.toThrow('no fonts');
});
