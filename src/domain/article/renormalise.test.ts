import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainTextArticle } from '../version/testing/plain-text-article';
import { normaliser, renormalise } from './renormalise';

// Leaves out U+200B and makes two letters of a ligature: offsets move both ways.
const next = {
  version: 2,
  normalise: (raw: string) => {
    const offsets = new Uint32Array(raw.length + 1);
    let text = '';
    for (let at = 0; at < raw.length; at += 1) {
      offsets[at] = text.length;
      const unit = raw[at] ?? '';
      text += unit === '\u200b' ? '' : unit === 'ﬁ' ? 'fi' : unit;
    }
    offsets[raw.length] = text.length;
    return { text, offsets };
  }
};

// Catches blocks and emphasis that stand beside their words after the change.
it('moves blocks and marks with their words', () => {
  const unit = fc.constantFrom('a', 'ﬁ', '\u200b', ' ', 'ờ');
  const block = fc.string({ unit, minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), fc.nat(), (words, which) => {
      const article = plainTextArticle(words.join('\n'));
      const emphasised = article.blocks[which % article.blocks.length];
      if (!emphasised) return;
      const mark = { kind: 'bold' as const, start: emphasised.start, end: emphasised.end };
      const made = renormalise({ ...article, marks: [mark] }, next);
      const plain = (text: string): string => next.normalise(text).text;
      expect(made.blocks.map(({ start, end }) => made.text.slice(start, end))).toEqual(
        words.map(plain).filter((text) => text !== '')
      );
      expect(made.marks.map(({ start, end }) => made.text.slice(start, end))).toEqual(
        [
          plain(emphasised.end > 0 ? article.text.slice(emphasised.start, emphasised.end) : '')
        ].filter((text) => text !== '')
      );
      expect(made.normaliserVersion).toBe(2);
    }),
    { seed: 11 }
  );
});

it('changes nothing of a text that is normal already', () => {
  const article = plainTextArticle('Cầu mới\nNgười dân đến xem.');
  expect(renormalise(article, normaliser)).toEqual(article);
});
