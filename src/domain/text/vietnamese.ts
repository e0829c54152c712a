// What a Vietnamese syllable may look like: enough to tell a right decoding of Vietnamese from a wrong one.

const onset = '(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?';
const nucleus =
  '(?:iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uơ|uy|uyê|uya|ia|ua|ưa|ai|ay|ao|au|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|[aăâeêioôơuưy])';
const coda = '(?:ch|nh|ng|[cmnpt])?';
const syllable = new RegExp(`^${onset}${nucleus}${coda}$`, 'u');
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Whether the word, in any normal form and case, is spelt as a Vietnamese syllable with at most one tone. */
export function isVietnameseSyllable(word: string): boolean {
  const decomposed = word.toLowerCase().normalize('NFD');
  if ((decomposed.match(tones)?.length ?? 0) > 1) return false;
  return syllable.test(decomposed.replace(tones, '').normalize('NFC'));
}
