// How many characters languages need to say the same, white space aside; English is 1. Rough on purpose:
// the texts themselves may move the figure by a quarter either way.
const sizes: Record<string, number> = {
  en: 1,
  vi: 1,
  de: 1.15,
  fr: 1.12,
  es: 1.1,
  pt: 1.08,
  it: 1.12,
  nl: 1.12,
  sv: 1.02,
  da: 1.05,
  pl: 1.08,
  cs: 0.98,
  ru: 1.1,
  uk: 1.08,
  el: 1.15,
  tr: 1.05,
  id: 1.12,
  ms: 1.12,
  ar: 0.88,
  fa: 0.92,
  he: 0.82,
  hi: 0.95,
  th: 0.95,
  lo: 1,
  km: 1.1,
  my: 1.2,
  zh: 0.36,
  ja: 0.52,
  ko: 0.55
};
const LEEWAY = 1.25;

/** Target characters a source character: the texts' own ratio, kept near what the two languages lead one to expect. */
export function expectedRatio(
  source: { language: string; length: number },
  target: { language: string; length: number }
): number {
  const size = (language: string) => sizes[language.toLowerCase().split('-')[0] ?? ''];
  const own = target.length > 0 && source.length > 0 ? target.length / source.length : 1;
  const [sourceSize, targetSize] = [size(source.language), size(target.language)];
  if (sourceSize === undefined || targetSize === undefined) return own;
  const expected = targetSize / sourceSize;
  return Math.min(expected * LEEWAY, Math.max(expected / LEEWAY, own));
}
