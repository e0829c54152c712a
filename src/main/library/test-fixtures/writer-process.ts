// A process that changes a library without pause and says what was acknowledged, until somebody kills it.
import { randomInt } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { Annotation } from '@domain/annotation/schema';
import { articleIdSchema } from '@domain/ids';
import { openLibrary } from '../open-library';
import { annotationOf, fixedClock, setAnnotation } from './facts';

/** One acknowledged change: the annotation, its revision and what it says now, null where it was deleted. */
export interface Acknowledged {
  id: string;
  revision: number;
  note: string | null;
}

const [folder = '', article = ''] = process.argv.slice(2);
const articleId = articleIdSchema.parse(article);
const library = await openLibrary(folder, { clock: fixedClock, program: 'writer' });
const living: { value: Annotation; revision: number }[] = [];

async function change(round: number): Promise<void> {
  // Taken out, so that no other change of the same moment is made from the same revision.
  const [known] = living.splice(randomInt(living.length + 3), 1);
  const note = `${round} ${'chữ '.repeat(randomInt(200))}`;
  const next = annotationOf(articleId, 'khánh thành', note);
  const value = known ? { ...next, id: known.value.id } : next;
  const deleted = known !== undefined && randomInt(5) === 0;
  const operation = setAnnotation(value, known?.revision ?? 0, deleted ? null : value);
  const { results } = await library.apply([operation]);
  const revision = results[0]?.sequence ?? 0;
  const told: Acknowledged = { id: value.id, revision, note: deleted ? null : note };
  // Before anything else happens: what the parent has read was acknowledged.
  writeSync(1, `${JSON.stringify(told)}\n`);
  if (!deleted) living.push({ value, revision });
}

for (let round = 0; ; round += 1) {
  await Promise.all(Array.from({ length: 1 + randomInt(3) }, (_, lane) => change(round * 10 + lane)));
  if (randomInt(6) === 0) await library.fold();
}
