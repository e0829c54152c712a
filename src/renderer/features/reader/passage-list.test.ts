import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAnchor } from '@domain/anchor/anchor';
import type { Annotation, AnnotationTarget } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';
import { assignLayers } from './highlight-layers';
import { PassageList } from './passage-list';
import type { Passage } from './passages';
import { makeArticle } from './testing/articles.test-support';

const text = 'Words of an article, long enough for highlights to overlap, touch and be the same.';
const article = { ...makeArticle('en', [text]), text };
const at = '2026-11-26T08:00:00.000Z';

const span = fc
  .tuple(fc.nat(50), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => ({ start, end: start + length }));

function target({ start, end }: { start: number; end: number }, found: boolean): AnnotationTarget {
  const anchor = createAnchor(text, start, end);
  return { articleId: article.id, anchor, state: found ? 'exact' : 'orphan' };
}

const annotation = fc
  .record({
    id: fc.integer({ min: 0, max: 11 }),
    spans: fc.array(fc.tuple(span, fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 3 }),
    colour: fc.constantFrom('yellow' as const, 'pink' as const)
  })
  .map(({ id, spans, colour }): Annotation => ({
    id: String(id) as AnnotationId,
    targets: spans.map(([one, chance]) => target(one, chance > 0)),
    colour,
    tags: [],
    note: null,
    author: '',
    created: at,
    modified: at
  }));

/** Everything anew. */
function plain(
  annotations: readonly Annotation[],
  numbers: ReadonlyMap<AnnotationId, number>
): Passage[] {
  const all = annotations.flatMap(({ id, colour, targets, created }) =>
    targets.flatMap(({ state, anchor: { start, end } }, index) => {
      if (state === 'orphan') return [];
      const number = numbers.get(id) ?? null;
      const key = `${id}:${index}`;
      return { key, id, colour, number, stated: false, created, layer: 0, start, end };
    })
  );
  all.sort((a, b) => a.start - b.start || a.end - b.end || a.key.localeCompare(b.key));
  const layers = assignLayers(all);
  return all.map((passage, index) => ({ ...passage, layer: layers[index] ?? 0 }));
}

const change = fc.oneof(
  { weight: 4, arbitrary: annotation.map((put) => ({ put })) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 11 }).map((remove) => ({ remove })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 11 }).map((number) => ({ number })) }
);

// Catches a highlight that is left, doubled or out of its place after another one is made, resized, recoloured or deleted;
// layers that overlapping ones had before it; and marks drawn anew for those that it does not touch.
it('gives what making everything anew gives, and the same objects where nothing is different', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const list = new PassageList();
      let annotations: readonly Annotation[] = [];
      let numbers: ReadonlyMap<AnnotationId, number> = new Map();
      let last = list.of(annotations, article, numbers);
      for (const one of changes) {
        const without = (id: string) => annotations.filter((other) => other.id !== id);
        if ('put' in one) annotations = [...without(one.put.id), one.put];
        else if ('remove' in one) annotations = without(String(one.remove));
        else numbers = new Map([[String(one.number) as AnnotationId, 1]]);
        const next = list.of(annotations, article, numbers);
        expect(next).toEqual(plain(annotations, numbers));
        for (const passage of next) {
          const before = last.find(({ key }) => key === passage.key);
          if (before && JSON.stringify(before) === JSON.stringify(passage))
            expect(passage).toBe(before);
        }
        last = next;
      }
      expect(list.of(annotations, article, numbers)).toBe(last);
    })
  );
});

// Catches highlights of the last text on the words of the next one.
it('leaves out what is not of the text', () => {
  const list = new PassageList();
  const [one] = fc.sample(annotation, { numRuns: 1, seed: 1 });
  const annotations = one ? [one] : [];
  expect(list.of(annotations, article, new Map())).not.toHaveLength(0);
  const other = { ...article, text: text.replace(/\w/g, 'x') };
  expect(list.of(annotations, other, new Map())).toHaveLength(0);
  expect(list.of(annotations, article, new Map())).not.toHaveLength(0);
});
