// What a Vietnamese syllable may look like: enough to tell a right decoding of Vietnamese from a wrong one, and
// Vietnamese without its diacritics from other languages.

/** Onsets, but k, gh and ngh stand before e, ê, i and y alone, where c, g and ng do not. */
const onset = '(?:kh|ph|th|tr|ch|nh|[bdđhlmnprstvx])?';
const hard = '(?:ng|[cg])(?![eêiy])';
const soft = '(?:ngh|gh|k)(?=[eêiy])';
const stops = 'ch|[cpt]';
const nasals = 'nh|ng|[mn]';
/** Vowels and the codas they take; none, a glide and a stop or nasal. */
const rimes = [
  `a(?:[iouy]|${stops}|${nasals})?`,
  'ă(?:c|p|t|ng|m|n)',
  'â(?:c|p|t|ng|m|n|u|y)',
  'e(?:c|p|t|ng|m|n|o)?',
  'ê(?:ch|p|t|nh|m|n|u)?',
  'i(?:a|u|ch|p|t|nh|m|n)?',
  'iê(?:c|p|t|ng|m|n|u)',
  'yê(?:t|ng|m|n|u)',
  'y',
  'oo(?:c|ng)',
  'o(?:i|c|p|t|ng|m|n)?',
  `oa(?:[ioy]|${stops}|${nasals})?`,
  'oă(?:c|t|ng|m|n)',
  'oe(?:t|n|o)?',
  'ô(?:i|c|p|t|ng|m|n)?',
  'ơ(?:i|p|t|m|n)?',
  'u(?:a|i|c|p|t|ng|m|n)?',
  'uâ(?:t|ng|n|y)',
  'uê(?:ch|nh|n|t)?',
  'uơ',
  'uô(?:i|c|t|ng|m|n)',
  'uy(?:a|u|ch|t|p|nh|n)?',
  'uyê(?:t|n)',
  'ư(?:a|i|u|c|t|ng|m|n)?',
  'ươ(?:i|u|c|p|t|ng|m|n)'
].join('|');
/** What stands behind qu and gi. */
const behindQu = `(?:a(?:[ioy]|${stops}|${nasals})?|ă(?:c|p|t|ng|m|n)|â(?:t|ng|n|y)|e(?:t|n|o)?|ê(?:t|n|nh|ch)?|i|it|ơ|ôc|y(?:ch|t|nh|n|u)?|yê(?:t|n))`;
const whole = `^(?:(?:${onset}|${hard}|${soft})(?:${rimes})|qu${behindQu}|gi(?:${rimes}|ê(?:c|ng))|gi(?:n|m)?)$`;
const syllable = new RegExp(whole, 'u');
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** A syllable that ends in a stop has one of two tones. */
const stopped = /(?:ch|[cpt])$/;

/** Whether the word, in any normal form and case, is spelt as a Vietnamese syllable with its one tone or none. */
export function isVietnameseSyllable(word: string): boolean {
  const decomposed = word.toLowerCase().normalize('NFD');
  const found = decomposed.match(tones) ?? [];
  if (found.length > 1) return false;
  const toneless = decomposed.replace(tones, '').normalize('NFC');
  if (stopped.test(toneless) && found[0] !== '\u0301' && found[0] !== '\u0323') return false;
  return syllable.test(toneless);
}

const bare = (letters: string): string =>
  letters.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
const bareSyllable = new RegExp(bare(whole), 'u');
/** Words of every text that are none in the other languages written in plain letters. */
const bareWords = new Set(
  'cua khong duoc nguoi nhung trong voi mot cac nay viec phai rang theo truoc nhieu neu hoac cung ngay nhu vao nha'
    .concat(
      ' giua duoi nuoc thoi gian biet lam viet cuoc dieu chung tren nhieu thuong van tieng sau den hon chi ra da cho khi nam nguoi la theo ong trong tai bang thi cach hai'
    )
    .split(' ')
);
const leastWords = 12;

/** Whether the text is Vietnamese written without its diacritics, đ as d. Texts of less than a line are not judged. */
export function isUnaccentedVietnamese(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  if (words.length < leastWords) return false;
  const share = (fits: (word: string) => boolean): number =>
    words.filter(fits).length / words.length;
  const [syllables, known] = [
    share((word) => bareSyllable.test(word)),
    share((word) => bareWords.has(word))
  ];
  const isBare = (syllables > 0.6 && known > 0.08) || (syllables > 0.72 && known > 0.03);
  return isBare && share((word) => /\P{ASCII}/u.test(word)) < 0.05;
}
