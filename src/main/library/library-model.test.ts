// Two windows, stale revisions, folds, restarts and crashes in any order, against the simplest model there is.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Operation } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import {
  annotationOf,
  fixedClock,
  original,
  parsedArticle,
  setAnnotation
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
  value: Annotation | null;
}

async function live(actions: Action[], folder: string): Promise<void> {
  let files = faultyFiles({ at: Infinity, kind: 'power' });
  const open = () => openLibrary(folder, { clock: fixedClock, create: true }, files);
  let library: Library = await open();
  const { id: articleId } = await library.addArticle(parsedArticle(), original());
  /** All versions of each annotation, oldest first; the last is what must be stored. */
  const versions = new Map<AnnotationId, Version[]>();
  /** Values that lost: each must stand in the library under some id. */
  const copies: Annotation[] = [];
  const sent: { operation: Operation; sequence: number }[] = [];

  async function send(operation: Operation & { entity: 'annotation' }): Promise<void> {
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
      await send(setAnnotation(annotationOf(articleId, 'khánh thành', `${index}`)) as never);
    } else if (step.do === 'edit' || step.do === 'delete') {
      const ids = [...versions.keys()];
      const id = ids[step.which % ids.length];
      const known = id && versions.get(id);
      if (!known) continue;
      const base = known.at(-1 - Math.min(step.stale, known.length - 1));
      const value = { ...annotationOf(articleId, 'khánh thành', `${index}`), id };
      await send(setAnnotation(value, base?.revision, step.do === 'edit' ? value : null) as never);
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
    const stored = new Map((await library.annotations()).map((s) => [s.value.id, s]));
    for (const [id, known] of versions) {
      const current = known.at(-1);
      expect(await library.annotation(id)).toEqual(current);
      stored.delete(id);
    }
    const others = [...stored.values()].map(({ value }) => JSON.stringify(value.note)).sort();
    expect(others).toEqual(copies.map(({ note }) => JSON.stringify(note)).sort());
  }
  await library.close();
  // Folded, the sidecars and the trash alone must say the same.
  await rm(join(folder, 'journal'), { recursive: true, force: true });
  library = await open();
  for (const [id, known] of versions) expect(await library.annotation(id)).toEqual(known.at(-1));
  await library.close();
}

it('does what the model says, whatever the order', async () => {
  const parent = await mkdtemp(
    join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'diptych-model-')
  );
  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), (actions) =>
        live(actions, join(parent, String((run += 1))))
      ),
      { numRuns: 60 }
    );
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});
