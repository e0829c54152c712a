// What answers to some words on the other side: the sentences linked with theirs, or less where that is sure.
import { wholeWords } from '../text/whole-words';
import type { SideName } from './counterparts';
import { quantitiesIn } from './quantities';
import { isLive, type Link, type Span } from './schema';
import { otherSide } from './side-names';
import { tokenise } from './tokens';

/** An article's words, as far as finding them takes it. */
export interface Words {
  text: string;
  language: string;
}

/**
 * The passages of the other side that answer to [start, end) on `side`: whole sentences, those that follow each other
 * as one, in order. A figure or a name alone is answered by the same one, where either side has it just once.
 * None where nothing is linked there.
 */
export function passagesAcross(
  links: readonly Link[],
  side: SideName,
  [start, end]: Span,
  texts: Record<SideName, Words>
): Span[] {
  const touched = links.filter(
    (link) => isLive(link) && link[side].some(([from, to]) => from < end && start < to)
  );
  const sentences = (on: SideName): Span[] =>
    joined(
      touched.flatMap((link) => link[on]),
      texts[on].text
    );
  const own = texts[side].text.slice(start, end);
  const there = sentences(otherSide(side));
  const once = sameIn({ ...texts[side], text: own }, texts[side], sentences(side)).length === 1;
  const same = once ? sameIn({ ...texts[side], text: own }, texts[otherSide(side)], there) : [];
  return same.length === 1 ? same : there;
}

/** In order, those with nothing but white space between them as one. */
function joined(spans: readonly Span[], text: string): Span[] {
  const all: Span[] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && text.slice(last[1], start).trim() === '') last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/** Where in the sentences the figure or name stands that `words` are; nowhere where they are neither or more than one. */
function sameIn(words: Words, { text, language }: Words, sentences: readonly Span[]): Span[] {
  const figures = figuresIn(words);
  const [figure] = figures;
  if (figure && figures.length === 1 && figure.whole) {
    return sentences.flatMap(([from, to]) =>
      figuresIn({ language, text: text.slice(from, to) }).flatMap(
        ({ value, start, end }): Span[] =>
          value === figure.value ? [[from + start, from + end]] : []
      )
    );
  }
  const name = words.text.trim();
  if (!/^\p{Lu}[\p{L}\p{M}\p{N} .’'-]*[\p{L}\p{M}\p{N}]$/u.test(name)) return [];
  return sentences.flatMap(([from, to]) =>
    wholeWords(text, name, from, to).map(({ start, end }): Span => [start, end])
  );
}

/** Numbers with their words of scale, those of dates too; `whole` where there is no other word. */
function figuresIn({ text, language }: Words) {
  const tokens = tokenise(text, language);
  return quantitiesIn(text, tokens, language).flatMap(({ from, to, kind, value }) => {
    const [first, last] = [tokens[from], tokens[to - 1]];
    if (kind !== 'number' || !first || !last) return [];
    const whole = from === 0 && to === tokens.length;
    return [{ value, start: first.start, end: last.end, whole }];
  });
}
