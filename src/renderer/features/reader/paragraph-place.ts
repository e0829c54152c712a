// "12", "t12", "vi 12.3": which paragraph and sentence was typed.
import type { SideName } from '@domain/align/counterparts';
import { sideNames } from '@domain/align/side-names';
import type { ArticleSide } from './article-side.svelte';

export interface TypedPlace {
  at: ArticleSide;
  /** As typed, from 1; it may be more than there are. */
  paragraph: number;
  /** Where it begins; null where there is none of that number. */
  offset: number | null;
}

const pattern = /^\s*(\p{L}*)[\s:]*(\d{1,7})(?:\.(\d{1,4}))?\s*$/u;

/**
 * The place that was typed: a number, with `s` or `t` or the language's code before it for a side (else `usual`), with
 * a sentence's number after a point. Null for anything else. The last sentence stands in for one too many.
 */
export function typedPlace(
  typed: string,
  sides: Record<SideName, ArticleSide | null>,
  usual: SideName
): TypedPlace | null {
  const [, prefix = '', number = '', sentence = '1'] = pattern.exec(typed) ?? [];
  if (number === '') return null;
  const named = prefix.toLowerCase();
  const side =
    named === ''
      ? usual
      : sideNames.find(
          (name) =>
            named === name.charAt(0) || sides[name]?.article.language.split('-')[0] === named
        );
  const at = side && sides[side];
  if (!at) return null;
  const paragraph = Number(number);
  const first = at.paragraphs[paragraph - 1];
  if (first === undefined) return { at, paragraph, offset: null };
  const after = at.paragraphs[paragraph] ?? at.sentences.length;
  const index = Math.min(after - 1, first + Math.max(0, Number(sentence) - 1));
  return { at, paragraph, offset: at.sentences[index]?.start ?? null };
}
