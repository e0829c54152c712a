// Which way a block runs.
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const strong = /\p{L}/u;
const rightToLeftLanguages = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi'
]);

/** By the first letter of the text; where there is none, by the language (a BCP 47 tag). */
export function textDirection(text: string, language: string): 'ltr' | 'rtl' {
  const first = strong.exec(text)?.[0];
  if (first !== undefined) return rightToLeft.test(first) ? 'rtl' : 'ltr';
  return rightToLeftLanguages.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
