import { expect, it } from 'vitest';
import { tagIdSchema } from '../ids';
import { countTags, namesInUse } from './counts';
import { tagKey, tidyTagName, typedPath } from './names';
import type { Tag } from './schema';
import { branchOf, findTags, Vocabulary } from './vocabulary';

const id = (n: number) =>
  tagIdSchema.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const tag = (
  n: number,
  name: string,
  parent: number | null = null,
  more: Partial<Tag> = {}
): Tag => {
  const at = `2026-01-01T00:00:${String(n).padStart(2, '0')}.000Z`;
  const parentId = parent === null ? null : id(parent);
  return { id: id(n), name, parentId, created: at, modified: at, ...more };
};
const shape = (vocabulary: Vocabulary): string[] =>
  vocabulary.all.map(({ name, depth }) => '  '.repeat(depth) + name);

// Would catch: a name on annotations that the tree lacks, one that stands twice because of its case or its way of
// writing ế, a tag that is lost with the one above it.
it('lays tags and names in use as one tree', () => {
  const tags = [tag(1, 'Economy'), tag(2, 'Trade', 1), tag(3, 'Kinh tế', 9), tag(4, 'Ports', 2)];
  const used = ['trade', 'Kinh tê\u0301', 'Sports', 'sports'];
  expect(shape(new Vocabulary(tags, used))).toEqual([
    'Economy',
    '  Trade',
    '    Ports',
    'Kinh tế',
    'Sports'
  ]);
  expect(new Vocabulary(tags, used).pathOf('PORTS')).toBe('Economy › Trade › Ports');
});

// Would catch: a circle, which two windows can make, that hangs the window or hides its tags; two tags of one name.
it('shows every tag once, whatever the parents say', () => {
  const circle = [tag(1, 'A', 3), tag(2, 'B', 1), tag(3, 'C', 2), tag(4, 'self', 4)];
  expect(new Vocabulary(circle).all.map(({ name }) => name).sort()).toEqual([
    'A',
    'B',
    'C',
    'self'
  ]);
  const twins = [tag(2, 'trade', null, { colour: 'pink' }), tag(1, 'Trade'), tag(3, 'Ports', 2)];
  expect(shape(new Vocabulary(twins))).toEqual(['Trade', '  Ports']);
  expect(new Vocabulary(twins).colourOf('Ports')).toBeNull();
});

// Would catch: an annotation with a tag and the one above it that is counted twice.
it('counts annotations with a tag, and with any beneath it', () => {
  const vocabulary = new Vocabulary([tag(1, 'Economy'), tag(2, 'Trade', 1), tag(3, 'Ports', 2)]);
  const annotations = [['Ports', 'economy'], ['Ports', 'trade'], ['TRADE', 'Trade'], [], ['x']];
  const counts = countTags(
    annotations.map((tags) => ({ tags })),
    vocabulary
  );
  expect(Object.fromEntries(counts)).toEqual({
    economy: { own: 1, branch: 3 },
    trade: { own: 2, branch: 3 },
    ports: { own: 2, branch: 2 },
    x: { own: 1, branch: 1 }
  });
  expect([...namesInUse([{ tags: ['a', 'A'] }, { tags: ['a'] }])]).toEqual(['a', 'A']);
});

// Would catch: a search that needs the marks or the đ, one that finds by name alone, the name itself far down.
it('finds tags by their path, with or without marks, the best first', () => {
  const tags = [
    tag(1, 'Đường'),
    tag(2, 'Kinh tế', null, { colour: 'blue' }),
    tag(3, 'Thương mại', 2, { key: 'm' }),
    tag(4, 'Cảng', 3),
    tag(5, 'Thương')
  ];
  const vocabulary = new Vocabulary(tags);
  const names = (typed: string): string[] => findTags(vocabulary, typed).map(({ name }) => name);
  expect(names('duong')).toEqual(['Đường']);
  expect(names('thuong')).toEqual(['Thương', 'Thương mại', 'Cảng']);
  expect(names('kinh te/cang')).toEqual(['Cảng']);
  expect(names('')).toHaveLength(5);
  expect(names('zzz')).toEqual([]);
  expect(vocabulary.colourOf('cảng')).toBe('blue');
  expect(vocabulary.withKey('M')?.name).toBe('Thương mại');
  expect(branchOf(vocabulary.get('Kinh tế')!)).toHaveLength(3);
});

// Would catch: a pasted name with a line break in it, one cut in the middle of an emoji.
it('tidies names and paths', () => {
  expect(tidyTagName('  kinh\n te\u0302\u0301 ')).toBe('kinh tế');
  expect(tidyTagName('x'.repeat(199) + '😀')).toBe('x'.repeat(199));
  expect(typedPath(' Economy / Trade//')).toEqual(['Economy', 'Trade']);
  expect(tagKey('KINH TẾ')).toBe(tagKey('kinh te\u0302\u0301'));
});
