// The fields of a statement, in the order in which they are shown, and how one of them is changed.
import type { Statement } from './schema';

export const statementFields = [
  'speaker',
  'role',
  'organisation',
  'addressee',
  'act',
  'topic',
  'date',
  'place',
  'form',
  'stance',
  'certainty'
] as const satisfies (keyof Statement)[];
export type StatementField = (typeof statementFields)[number];

/** Fields written in words of one's own. */
export const freeFields = [
  'speaker',
  'role',
  'organisation',
  'addressee',
  'topic',
  'place'
] as const satisfies StatementField[];
export type FreeField = (typeof freeFields)[number];

/** The statement with one field set, or emptied by null; null where nothing is left of it. Pure. */
export function withField<F extends keyof Statement>(
  statement: Statement | null | undefined,
  field: F,
  value: Statement[F] | null
): Statement | null {
  const changed: Statement = { ...statement };
  if (value === null || value === '') Reflect.deleteProperty(changed, field);
  else changed[field] = value;
  return Object.values(changed).some((one) => one !== undefined) ? changed : null;
}
