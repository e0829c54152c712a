// Two windows, stale revisions, folds, restarts and crashes in any order, against the simplest model there is.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Operation } from '@domain/annotation/operation';
import { notePlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import type { Collection } from '@domain/collection/schema';
import type { Term } from '@domain/glossary/schema';
import type { ArticleId } from '@domain/ids';
import type { Tag } from '@domain/tag/schema';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import {
  annotationOf,
  collectionOf,
  fixedClock,
  original,
  parsedArticle,
  setAnnotation,
  setCollection,
  setTag,
  setTerm,
  tagOf,
  termOf
} from './test-fixtures/facts';
import { faultyFiles } from './test-fixtures/faulty-files';

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('create' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('edit' as const, 'delete' as const),
      which: fc.nat(),
      stale: fc.nat(3)
    })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('repeat' as const), which: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('fold' as const, 'restart' as const, 'crash' as const)
    })
  }
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

interface Version {
  revision: number;
  value: Fact | null;
}
type Fact = Annotation | Collection | Term | Tag;
type Change = Exclude<Operation, { entity: 'pair' }>;

/** What the model must know of a kind of fact. All are kept by the same rules. */
const kinds = {
  annotation: {
    make: (articleId: ArticleId, words: string): Fact =>
      annotationOf(articleId, 'khánh thành', words),
    words: (fact: Fact): string => notePlainText((fact as Annotation).note),
    set: (fact: Fact, base: number | undefined, value: Fact | null): Change =>
      setAnnotation(fact as Annotation, base, value as Annotation | null) as Change,
    all: (library: Library): Promise<Version[]> => library.annotations()
  },
  collection: {
    make: (articleId: ArticleId, words: string): Fact => collectionOf(words, [articleId]),
    words: (fact: Fact): string => (fact as Collection).name,
    set: (fact: Fact, base: number | undefined, value: Fact | null): Change =>
      setCollection(fact as Collection, base, value as Collection | null) as Change,
    all: async (library: Library): Promise<Version[]> => (await library.snapshot()).collections
  },
  term: {
    make: (_: ArticleId, words: string): Fact => termOf('cầu', words),
    words: (fact: Fact): string => (fact as Term).target.text,
    set: (fact: Fact, base: number | undefined, value: Fact | null): Change =>
      setTerm(fact as Term, base, value as Term | null) as Change,
    all: async (library: Library): Promise<Version[]> => (await library.snapshot()).terms
  },
  tag: {
    make: (_: ArticleId, words: string): Fact => tagOf(words),
    words: (fact: Fact): string => (fact as Tag).name,
    set: (fact: Fact, base: number | undefined, value: Fact | null): Change =>
      setTag(fact as Tag, base, value as Tag | null) as Change,
    all: async (library: Library): Promise<Version[]> => (await library.snapshot()).tags
  }
};
type Kind = (typeof kinds)[keyof typeof kinds];

async function live(kind: Kind, actions: Action[], folder: string): Promise<void> {
  let files = faultyFiles({ at: Infinity, kind: 'power' });
  const open = () => openLibrary(folder, { clock: fixedClock, create: true }, files);
  let library: Library = await open();
  const { id: articleId } = await library.addArticle(parsedArticle(), original());
  /** All versions of each annotation, oldest first; the last is what must be stored. */
  const versions = new Map<string, Version[]>();
  /** Values that lost: each must stand in the library under some id. */
  const copies: Fact[] = [];
  const sent: { operation: Change; sequence: number }[] = [];

  /** What stands in the library, by id. */
  async function current(): Promise<Map<string, Version>> {
    const all = await kind.all(library);
    return new Map(all.map((stored) => [stored.value!.id, stored]));
  }
  /** Living ones read as they should; of the deleted, which only tell of annotations, so does the revision. */
  async function expectStored(stored: Map<string, Version>): Promise<void> {
    for (const [id, known] of versions) {
      const last = known.at(-1);
      expect(stored.get(id)).toEqual(last?.value ? last : undefined);
      if (kind === kinds.annotation) expect(await library.annotation(id as never)).toEqual(last);
    }
  }

  async function send(operation: Change): Promise<void> {
    const known = versions.get(operation.id) ?? [];
    const current = known.at(-1);
    const fresh = !current || current.revision === operation.baseRevision;
    const { results } = await library.apply([operation]);
    const { status, sequence } = results[0]!;
    expect(status).toBe(
      fresh ? 'applied' : current.value === operation.value ? 'duplicate' : 'conflict'
    );
    if (status === 'applied') {
      versions.set(operation.id, [...known, { revision: sequence, value: operation.value }]);
    } else if (status === 'conflict' && operation.value) copies.push(operation.value);
    if (status === 'applied' || operation.value) sent.push({ operation, sequence });
  }

  for (const [index, step] of actions.entries()) {
    if (step.do === 'create') {
      const made = kind.make(articleId, `${index}`);
      await send(kind.set(made, 0, made));
    } else if (step.do === 'edit' || step.do === 'delete') {
      const ids = [...versions.keys()];
      const id = ids[step.which % ids.length];
      const known = id && versions.get(id);
      if (!known) continue;
      const base = known.at(-1 - Math.min(step.stale, known.length - 1));
      const value = { ...kind.make(articleId, `${index}`), id } as Fact;
      await send(kind.set(value, base?.revision, step.do === 'edit' ? value : null));
    } else if (step.do === 'repeat') {
      const again = sent[step.which % sent.length];
      if (!again) continue;
      const { results } = await library.apply([again.operation]);
      expect(results[0]).toMatchObject({ status: 'duplicate', sequence: again.sequence });
    } else if (step.do === 'fold') {
      await library.fold();
    } else {
      // After a crash the journal alone must do. The lock goes as with its process.
      if (step.do === 'restart') await library.close();
      else {
        files.cut();
        files = faultyFiles({ at: Infinity, kind: 'power' });
        await rm(join(folder, 'library.lock'), { force: true });
      }
      library = await open();
    }
    const stored = await current();
    await expectStored(stored);
    for (const id of versions.keys()) stored.delete(id);
    const others = [...stored.values()].map(({ value }) => kind.words(value!)).sort();
    expect(others).toEqual(copies.map(kind.words).sort());
  }
  await library.close();
  // Folded, the sidecars and the trash alone must say the same.
  await rm(join(folder, 'journal'), { recursive: true, force: true });
  library = await open();
  await expectStored(await current());
  await library.close();
}

it.each(Object.entries(kinds))(
  'does with an %s what the model says, in any order',
  async (name, kind) => {
    const parent = await mkdtemp(
      join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `diptych-model-${name}-`)
    );
    let run = 0;
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), (actions) =>
          live(kind, actions, join(parent, String((run += 1))))
        ),
        { numRuns: 60 }
      );
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  }
);
