import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAnchor } from '@domain/anchor/anchor';
import { noteNumbers, orderAnnotations } from '@domain/annotation/order';
import { noteFromPlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';
import { AnnotationIndex } from './annotation-index.svelte';

const text = 'a text of some forty letters, as it were. ';
const articles = ['a', 'b'] as ArticleId[];

const annotation = fc
  .record({
    id: fc.integer({ min: 0, max: 9 }),
    noted: fc.boolean(),
    places: fc.uniqueArray(
      fc.record({ article: fc.constantFrom(...articles), start: fc.nat(30) }),
      { minLength: 1, maxLength: 2, selector: ({ article }) => article }
    )
  })
  .map(({ id, noted, places }): Annotation => ({
    id: String(id) as AnnotationId,
    targets: places.map(({ article, start }) => ({
      articleId: article,
      anchor: createAnchor(text, start, start + 5),
      state: 'exact'
    })),
    colour: 'pink',
    tags: [],
    note: noted ? noteFromPlainText('A note.') : null,
    author: '',
    created: '2026-11-26T08:00:00.000Z',
    modified: '2026-11-26T08:00:00.000Z'
  }));

// Catches one that is put among an article's others twice, in the wrong place, or left in an article it has left; and an
// order kept from before the change.
it('gives each once and in reading order, whatever single ones are put in, moved and taken out', () => {
  const change = fc.tuple(annotation, fc.boolean());
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const index = new AnnotationIndex();
      const model = new Map<AnnotationId, Annotation>();
      for (const [value, gone] of changes) {
        index.set([{ id: value.id, value: gone ? null : value }]);
        if (gone) model.delete(value.id);
        else model.set(value.id, value);
        const all = index.of(articles);
        expect(all).toHaveLength(model.size);
        expect(new Set(all)).toEqual(new Set(model.values()));
        const { ordered, numbers } = index.order(articles);
        const plain = orderAnnotations(model.values(), articles);
        expect(ordered).toEqual(plain);
        expect(numbers).toEqual(noteNumbers(plain));
        for (const article of articles) {
          const starts = index
            .of([article])
            .map(({ targets }) => targets.find((one) => one.articleId === article)?.anchor.start);
          expect(starts).toEqual(starts.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
        }
      }
    })
  );
});
