// What of a statement is words: for finding it. Its sentence in the interface's language is made in
// shared/i18n/statement-words.ts.
import { isNamedStance } from './choices';
import type { Statement } from './schema';

/** The words that a person wrote into the statement, to be searched; choices and the date are not among them. */
export function statementText(statement: Statement | undefined): string[] {
  if (!statement) return [];
  const { speaker, role, organisation, addressee, topic, place, stance } = statement;
  const own = stance !== undefined && isNamedStance(stance) ? undefined : stance;
  return [speaker, role, organisation, addressee, topic, place, own].filter(
    (words) => words !== undefined
  );
}
