// How much a reader sees in a piece of text, comparable across scripts.

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Length in Latin letters' worth of content: a Chinese, Japanese or Korean character counts two and a half. */
export function textWeight(text: string): number {
  return text.length + 1.5 * (text.match(wide)?.length ?? 0);
}

/** Thai, Lao, Khmer and Burmese prose ends its sentences without a mark. */
export function endsSentencesWithMark(text: string): boolean {
  return !unspaced.test(text);
}
