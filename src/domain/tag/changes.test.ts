// Acts on tags against the simplest model: sets of names, and a parent by name.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { annotationIdSchema, articleIdSchema, tagIdSchema } from '../ids';
import { notePlainText } from '../annotation/note';
import type { Annotation } from '../annotation/schema';
import {
  addTags,
  deleteTag,
  describeTag,
  mergeTags,
  moveTag,
  removeTags,
  renameTag,
  tagsOfPath,
  type TagBook,
  type TagChanges
} from './changes';
import { namesInUse } from './counts';
import { hasTag, tagKey } from './names';
import type { Tag } from './schema';
import { branchOf, Vocabulary } from './vocabulary';

const at = '2026-01-01T00:00:00.000Z';
const now = '2026-02-02T00:00:00.000Z';
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function annotationWith(n: number, tags: string[]): Annotation {
  const anchor = { exact: 'x', prefix: '', suffix: '', start: 0, end: 1, normaliserVersion: 1 };
  return {
    id: annotationIdSchema.parse(uuid(n)),
    targets: [{ articleId: articleIdSchema.parse(uuid(1)), anchor, state: 'exact' }],
    colour: 'yellow',
    tags,
    note: null,
    author: 'Lan',
    created: at,
    modified: at
  };
}

/** The library's side: values by id. */
class Shelf {
  readonly tags = new Map<string, Tag>();
  readonly annotations = new Map<string, Annotation>();
  made = 100;

  book(): TagBook {
    const [tags, annotations] = [[...this.tags.values()], [...this.annotations.values()]];
    return {
      tags,
      annotations,
      vocabulary: new Vocabulary(tags, namesInUse(annotations)),
      now,
      newId: () => tagIdSchema.parse(uuid((this.made += 1)))
    };
  }

  apply(changes: TagChanges | null): void {
    for (const { id, value } of changes?.tags ?? []) {
      if (value) this.tags.set(id, value);
      else this.tags.delete(id);
    }
    for (const annotation of changes?.annotations ?? []) {
      this.annotations.set(annotation.id, annotation);
    }
  }

  add(name: string, parent: string | null = null, more: Partial<Tag> = {}): void {
    const id = tagIdSchema.parse(uuid((this.made += 1)));
    const above = [...this.tags.values()].find((tag) => tag.name === parent);
    this.tags.set(id, {
      id,
      name,
      parentId: above?.id ?? null,
      created: at,
      modified: at,
      ...more
    });
  }

  paths(): string[] {
    const { vocabulary } = this.book();
    return vocabulary.all.map(({ name }) => vocabulary.pathOf(name));
  }
}

function shelf(): Shelf {
  const made = new Shelf();
  made.add('Economy', null, { colour: 'blue', key: 'e' });
  made.add('Trade', 'Economy', { key: 't' });
  made.add('Ports', 'Trade');
  made.add('Sports', null, { colour: 'pink' });
  const tags = [['Trade', 'loose'], ['trade', 'Ports'], ['Sports', 'Trade'], ['Economy']];
  for (const [n, names] of tags.entries()) {
    made.annotations.set(uuid(n), annotationWith(n, names));
  }
  return made;
}
const carried = ({ annotations }: Shelf): string[][] =>
  [...annotations.values()].map((a) => a.tags);

// Would catch: a rename that leaves the old name on an annotation that writes it in another case, or that joins two tags.
it('renames on every annotation, never onto a name that is there', () => {
  const here = shelf();
  here.apply(renameTag(here.book(), 'trade', 'Commerce'));
  expect(carried(here)).toEqual([
    ['Commerce', 'loose'],
    ['Commerce', 'Ports'],
    ['Sports', 'Commerce'],
    ['Economy']
  ]);
  expect(here.paths()).toContain('Economy › Commerce › Ports');
  expect(renameTag(here.book(), 'Commerce', 'SPORTS')).toBeNull();
  here.apply(renameTag(here.book(), 'commerce', 'COMMERCE'));
  expect(here.paths()).toContain('Economy › COMMERCE');
  here.apply(renameTag(here.book(), 'loose', 'Tight'));
  expect(carried(here)[0]).toEqual(['COMMERCE', 'Tight']);
});

// Would catch: a name that stands twice after a merge, what stood beneath lost, a circle where one merges upwards.
it('merges: each annotation carries the other once, what stood beneath goes along', () => {
  const here = shelf();
  here.apply(mergeTags(here.book(), 'Trade', 'Sports'));
  expect(carried(here)).toEqual([
    ['Sports', 'loose'],
    ['Sports', 'Ports'],
    ['Sports'],
    ['Economy']
  ]);
  expect(here.paths()).toEqual(['Economy', 'Sports', 'Sports › Ports', 'loose']);
  expect([...here.tags.values()].find(({ name }) => name === 'Sports')).toMatchObject({
    colour: 'pink',
    key: 't'
  });

  const up = shelf();
  up.apply(mergeTags(up.book(), 'Economy', 'Ports'));
  expect(up.paths()).toEqual(['Ports', 'Ports › Trade', 'Sports', 'loose']);
  const bare = shelf();
  bare.apply(mergeTags(bare.book(), 'Trade', 'loose'));
  expect(bare.paths()).toEqual(['Economy', 'Economy › loose', 'Economy › loose › Ports', 'Sports']);
});

// Would catch: a note that goes on naming a tag by its old name, and brings it back when it is next written.
it('renames in notes, and leaves the words of a deleted tag there', () => {
  const here = shelf();
  const tagged = (name: string): Annotation['note'] => ({
    type: 'doc',
    content: [
      {
        type: 'blockquote',
        content: [{ type: 'paragraph', content: [{ type: 'tag', attrs: { name } }] }]
      },
      { type: 'paragraph', content: [{ type: 'text', text: 'trade' }] }
    ]
  });
  const [first] = here.annotations.values();
  here.annotations.set(first!.id, { ...first!, note: tagged('trade') });
  const note = (): Annotation['note'] => here.annotations.get(first!.id)!.note;
  here.apply(renameTag(here.book(), 'Trade', 'Commerce'));
  expect(note()).toEqual(tagged('Commerce'));
  here.apply(mergeTags(here.book(), 'Commerce', 'Sports'));
  expect(note()).toEqual(tagged('Sports'));
  here.apply(deleteTag(here.book(), 'Sports'));
  expect(notePlainText(note())).toBe('> #Sports\ntrade');
});

// Would catch: what stands beneath a deleted tag gone with it; a twin of another window's that comes back in its place.
it('deletes from all annotations, and leaves what stood beneath where the tag was', () => {
  const here = shelf();
  here.add('TRADE', 'Sports', { created: now });
  here.apply(deleteTag(here.book(), 'Trade'));
  expect(carried(here)).toEqual([['loose'], ['Ports'], ['Sports'], ['Economy']]);
  expect(here.paths()).toEqual(['Economy', 'Economy › Ports', 'Sports', 'loose']);
});

// Would catch: a tag moved beneath itself, a name without a tag that cannot be moved, a key that two tags have.
it('moves, and gives colour and key', () => {
  const here = shelf();
  expect(moveTag(here.book(), 'Economy', 'Ports')).toBeNull();
  here.apply(moveTag(here.book(), 'Trade', 'loose'));
  expect(here.paths()).toEqual([
    'Economy',
    'Sports',
    'loose',
    'loose › Trade',
    'loose › Trade › Ports'
  ]);
  here.apply(describeTag(here.book(), 'Sports', { key: 'T', colour: null }));
  const keys = [...here.tags.values()].map(({ name, key }) => `${name} ${key ?? '-'}`);
  expect(keys).toEqual(['Economy e', 'Trade -', 'Ports -', 'Sports t', 'loose -']);
  expect([...here.tags.values()].find(({ name }) => name === 'Sports')).not.toHaveProperty(
    'colour'
  );
});

// Would catch: a second tag of a name that stands elsewhere, a path of which only the last name is made.
it('makes the tags of a typed path that are not there yet', () => {
  const here = shelf();
  const made = tagsOfPath(here.book(), ['Economy', 'Fish', 'Tuna']);
  here.apply(made);
  expect(made?.name).toBe('Tuna');
  expect(here.paths()).toContain('Economy › Fish › Tuna');
  const there = tagsOfPath(here.book(), ['Sports', 'ports']);
  expect(there).toEqual({ name: 'Ports', tags: [], annotations: [] });
  here.apply(tagsOfPath(here.book(), ['sports', 'LOOSE']));
  expect(here.paths()).toContain('Sports › loose');
  expect(tagsOfPath(here.book(), ['a', 'A'])?.tags).toHaveLength(1);
});

const names = ['a', 'B', 'ế', 'd', 'E', 'f'];
const name = fc.constantFrom(...names);
const act = fc.oneof(
  fc.record({ do: fc.constant('rename' as const), from: name, to: fc.constantFrom(...names, 'g') }),
  fc.record({ do: fc.constant('merge' as const), from: name, to: name }),
  fc.record({ do: fc.constant('delete' as const), from: name }),
  fc.record({ do: fc.constant('move' as const), from: name, to: fc.option(name) }),
  fc.record({ do: fc.constantFrom('add' as const, 'remove' as const), from: name, to: name })
);

// Would catch: an annotation that loses or gains a tag it has nothing to do with, two tags of one name, a tag lost from
// the tree, an act that cannot be taken back by putting the values of before in again.
it('keeps names unique and every other tag in its place, whatever is done in whatever order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(name, { maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.record({ name, parent: fc.option(name) }), { maxLength: 6 }),
      fc.array(act, { maxLength: 12 }),
      (tagged, tags, acts) => {
        const here = new Shelf();
        for (const [n, list] of tagged.entries())
          here.annotations.set(uuid(n), annotationWith(n, list));
        for (const { name: each, parent } of tags) {
          if (![...here.tags.values()].some((tag) => tag.name === each)) here.add(each, parent);
        }
        for (const step of acts) {
          const book = here.book();
          const before = { tags: new Map(here.tags), annotations: new Map(here.annotations) };
          const changes = changesOf(book, step);
          here.apply(changes);
          const after = here.book();
          const keys = after.tags.map((tag) => tagKey(tag.name));
          expect(new Set(keys).size).toBe(keys.length);
          // Everything there is stands in the tree, once.
          const all = new Set([...keys, ...[...namesInUse(after.annotations)].map(tagKey)]);
          expect(after.vocabulary.all.map(({ key }) => key).sort()).toEqual([...all].sort());
          for (const [id, old] of before.annotations) {
            expect(here.annotations.get(id)!.tags.map(tagKey).sort()).toEqual(
              modelled(old.tags, step, changes !== null)
            );
          }
          const back = {
            tags: (changes?.tags ?? []).map(({ id }) => ({
              id,
              value: before.tags.get(id) ?? null
            })),
            annotations: (changes?.annotations ?? []).map(({ id }) => before.annotations.get(id)!)
          };
          const redone = { tags: new Map(here.tags), annotations: new Map(here.annotations) };
          here.apply(back);
          expect(new Map([...here.tags].sort())).toEqual(new Map([...before.tags].sort()));
          expect(here.annotations).toEqual(before.annotations);
          here.apply(changes);
          expect(new Map([...here.tags].sort())).toEqual(new Map([...redone.tags].sort()));
        }
      }
    ),
    { numRuns: 300 }
  );
});

type Step = typeof act extends fc.Arbitrary<infer A> ? A : never;

function changesOf(book: TagBook, step: Step): TagChanges | null {
  if (step.do === 'rename') return renameTag(book, step.from, step.to);
  if (step.do === 'merge') return mergeTags(book, step.from, step.to);
  if (step.do === 'delete') return deleteTag(book, step.from);
  if (step.do === 'move') {
    const moved = moveTag(book, step.from, step.to);
    const node = book.vocabulary.get(step.from);
    // Refused exactly where it would stand beneath itself, or one of the two is not there.
    const to = step.to === null ? null : book.vocabulary.get(step.to);
    const within = node && to ? branchOf(node).includes(to) : false;
    expect(moved === null).toBe(!node || to === undefined || within);
    return moved;
  }
  const change = step.do === 'add' ? addTags : removeTags;
  return { tags: [], annotations: change(book.annotations, [step.from, step.to], now) };
}

/** The keys an annotation must carry afterwards, in order. */
function modelled(tags: readonly string[], step: Step, done: boolean): string[] {
  const keys = new Set(tags.map(tagKey));
  if (!done) return [...keys].sort();
  const from = tagKey(step.from);
  if (step.do === 'rename' || step.do === 'merge') {
    if (keys.delete(from)) keys.add(tagKey(step.to));
  } else if (step.do === 'delete') keys.delete(from);
  else if (step.do === 'add') [step.from, step.to].map(tagKey).forEach((key) => keys.add(key));
  else if (step.do === 'remove')
    [step.from, step.to].map(tagKey).forEach((key) => keys.delete(key));
  return [...keys].sort();
}

// Would catch: an annotation with more tags than can be stored, and is then refused by the library for ever.
it('gives no annotation more tags than it can have', () => {
  const full = annotationWith(
    1,
    Array.from({ length: 99 }, (_, n) => `t${n}`)
  );
  const [after] = addTags([full], ['x', 'y'], now);
  expect(after?.tags).toHaveLength(100);
  expect(hasTag(after!.tags, 'X')).toBe(true);
  expect(addTags([after!], ['z'], now)).toEqual([]);
});
