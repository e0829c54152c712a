// Would catch: a family of old Vietnamese fonts that is not known, and words already converted that are spoilt.
import { expect, it } from 'vitest';
import { fromFont } from './font-charset';

it.each([
  ['.VnTime', 'ViÖt Nam', 'Việt Nam'],
  ['.VnArial', 'ViÖt Nam', 'Việt Nam'],
  ['.VnTimeH', 'viÖt nam', 'VIỆT NAM'],
  ['VNI-Times', 'Vieät Nam', 'Việt Nam'],
  ['VNI-Helve', 'ñöôïc', 'được'],
  ['VPS Times', 'Vi\u00eat ch\u00fb', 'Viêt chủ'],
  ['VPS-Times', 'ti‰ng', 'tiếng'],
  ['Times New Roman', 'ViÖt Nam', 'ViÖt Nam'],
  ['.VnTime', 'Việt Nam', 'Việt Nam']
])('%s: %s is %s', (font, words, text) => {
  expect(fromFont(words, font)).toBe(text);
});
