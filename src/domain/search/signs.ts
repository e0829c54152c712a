// What is written in several ways without meaning something else: apostrophes, quotes, dashes, kinds of space.
const signs: Record<string, string> = {
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '…': ' ',
  '\u00a0': ' ',
  '\u2028': ' ',
  '\t': ' '
};
const sign = new RegExp(`[${Object.keys(signs).join('')}]`, 'gu');

/** The text with plain signs in their place; its length and all offsets stay. */
export function plainSigns(text: string): string {
  return text.replace(sign, (found) => signs[found] ?? found);
}
