import { afterEach, describe, expect, it } from 'vitest';
import { FactsStore } from '../../db/facts-store.svelte';
import { MemoryMain } from '../../db/memory-main.test-support';
import { relate, unrelate } from '../../db/relation-acts';
import type { AnnotationId, ArticleId } from '@domain/ids';

const article = crypto.randomUUID() as ArticleId;
const stores: FactsStore[] = [];
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

async function open(...quotes: string[]): Promise<{ facts: FactsStore; ids: AnnotationId[] }> {
  const main = new MemoryMain();
  const facts = await FactsStore.open(main.connect(), main.hello());
  stores.push(facts);
  const ids: AnnotationId[] = [];
  for (const exact of quotes) {
    const anchor = {
      exact,
      prefix: '',
      suffix: '',
      start: 0,
      end: exact.length,
      normaliserVersion: 1
    };
    ids.push(
      await facts.createAnnotation({
        targets: [{ articleId: article, anchor, state: 'exact' }],
        colour: 'yellow'
      })
    );
  }
  return { facts, ids };
}

describe('linking two annotations', () => {
  // Would catch: a link doubled from the other end, one to itself, or one that undo takes back by half.
  it('is one act, seen from both ends, made once', async () => {
    const { facts, ids } = await open('một', 'hai');
    const [a, b] = ids as [AnnotationId, AnnotationId];
    expect(relate(facts, a, b)).toBe(true);
    expect(relate(facts, b, a)).toBe(false);
    expect(relate(facts, a, a)).toBe(false);
    expect([facts.relatedTo(a), facts.relatedTo(b)]).toEqual([[b], [a]]);
    expect(await facts.undo()).toBe('annotations.actRelate');
    expect([facts.relatedTo(a), facts.relatedTo(b)]).toEqual([[], []]);
    expect(facts.annotation(a)).not.toHaveProperty('related');
  });

  // Would catch: a link that can only be taken off at the end it was made from, or not once the other is gone.
  it('is taken off from either end, also when the other is gone', async () => {
    const { facts, ids } = await open('một', 'hai', 'ba');
    const [a, b, c] = ids as [AnnotationId, AnnotationId, AnnotationId];
    relate(facts, a, b);
    relate(facts, a, c);
    unrelate(facts, b, a);
    expect([facts.relatedTo(a), facts.relatedTo(b)]).toEqual([[c], []]);
    await facts.remove(c);
    expect(facts.relatedTo(a)).toEqual([c]);
    unrelate(facts, a, c);
    expect(facts.relatedTo(a)).toEqual([]);
    await facts.undo();
    expect(facts.relatedTo(a)).toEqual([c]);
  });
});
