// What the card knows of a statement's fields: their names, how each is filled, and the act of changing it.
import type { Annotation } from '@domain/annotation/schema';
import {
  statementActs,
  statementCertainties,
  statementForms,
  statementStances
} from '@domain/statement/choices';
import { withField, type StatementField } from '@domain/statement/fields';
import type { Statement } from '@domain/statement/schema';
import type { MessageKey } from '@shared/i18n/messages';
import type { FactsStore } from '../../db/facts-store.svelte';

export const fieldLabels = {
  speaker: 'statement.speaker',
  role: 'statement.role',
  organisation: 'statement.organisation',
  addressee: 'statement.addressee',
  act: 'statement.act',
  topic: 'statement.topic',
  date: 'statement.date',
  place: 'statement.place',
  form: 'statement.form',
  stance: 'statement.stance',
  certainty: 'statement.certainty'
} as const satisfies Record<StatementField, MessageKey>;

const actNames = {
  speaker: 'statement.actSpeaker',
  role: 'statement.actRole',
  organisation: 'statement.actOrganisation',
  addressee: 'statement.actAddressee',
  act: 'statement.actAct',
  topic: 'statement.actTopic',
  date: 'statement.actDate',
  place: 'statement.actPlace',
  form: 'statement.actForm',
  stance: 'statement.actStance',
  certainty: 'statement.actCertainty',
  counterpart: 'statement.actCounterpart'
} as const satisfies Record<keyof Statement, MessageKey>;

/** What the fields with a fixed list are chosen from; a stance may also be in words of one's own. */
export const choices = {
  act: statementActs,
  form: statementForms,
  stance: statementStances,
  certainty: statementCertainties
} as const;
export type ChosenField = keyof typeof choices;

export function isChosen(field: StatementField): field is ChosenField {
  return field in choices;
}

/** Names of a field's choices, in the order of {@link choices}. */
export function choiceLabels(field: ChosenField): MessageKey[] {
  return choices[field].map((choice) => `statement.${field}_${choice}` as MessageKey);
}

/** A value that may be taken into a field. */
export interface Offer {
  value: string;
  /** Why it is offered. */
  aside: string;
}

/** Nothing where the annotation is gone or nothing would change. */
export async function setStatement(
  facts: FactsStore,
  id: Annotation['id'],
  name: MessageKey,
  statement: Statement | null
): Promise<void> {
  const before = facts.annotation(id);
  if (!before) return;
  const value: Annotation = { ...before, modified: new Date().toISOString() };
  if (statement) value.statement = statement;
  else delete value.statement;
  if (JSON.stringify(before.statement) === JSON.stringify(value.statement)) return;
  await facts.act(name, [{ entity: 'annotation', id, value }]);
}

/** Fields set together, null for empty, as one act under the name of the first. */
export function setFields(
  facts: FactsStore,
  id: Annotation['id'],
  fields: Partial<Record<keyof Statement, string | null>>
): Promise<void> {
  const names = Object.keys(fields) as (keyof Statement)[];
  const changed = names.reduce<Statement | null>(
    (statement, name) => withField(statement, name, (fields[name] ?? null) as never),
    facts.annotation(id)?.statement ?? null
  );
  return setStatement(facts, id, actNames[names[0] ?? 'speaker'], changed);
}
