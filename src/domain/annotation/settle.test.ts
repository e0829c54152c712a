import { expect, it } from 'vitest';
import { createAnchor } from '../anchor/anchor';
import { articleIdSchema } from '../ids';
import type { AnnotationTarget } from './schema';
import { keepWords, reattach } from './settle';

const id = articleIdSchema.parse('00000000-0000-4000-8000-000000000001');
const other = articleIdSchema.parse('00000000-0000-4000-8000-000000000002');
const text = 'Cầu mới dài 1,3 km. Người dân đến xem.';
const target = (state: AnnotationTarget['state'], articleId = id): AnnotationTarget => ({
  articleId,
  anchor: createAnchor('Một bài cũ hơn.', 4, 7),
  state
});

// Catches the wrong passage of a note over two articles being moved.
it('puts the lost passage of the article on the new words, and no other', () => {
  const targets = [target('orphan', other), target('exact'), target('orphan')];
  const made = reattach(targets, { id, text }, { start: 8, end: 18 });
  expect(made?.slice(0, 2)).toEqual(targets.slice(0, 2));
  expect(made?.[2]).toMatchObject({ state: 'exact', anchor: { exact: 'dài 1,3 km', start: 8 } });
  expect(reattach([target('orphan', other)], { id, text }, { start: 0, end: 3 })).toBeNull();
});

it('keeps changed words as they stand, and forgets the older ones', () => {
  const changed = { ...target('changed'), was: 'bài mới' };
  expect(keepWords([target('orphan'), changed])).toEqual([target('orphan'), target('exact')]);
  expect(keepWords([target('moved')])).toBeNull();
});
