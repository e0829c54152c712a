// A statement in the interface's words: for lists, announcements and every written form.
import { isNamedStance } from '@domain/statement/choices';
import type { StatementField } from '@domain/statement/fields';
import type { Statement } from '@domain/statement/schema';
import type { Translator } from './translator';

/** The field's value as people read it; null where it is not stated. `dateInWords` takes an ISO date. */
export function fieldInWords(
  statement: Statement,
  field: StatementField,
  { t }: Translator,
  dateInWords: (date: string) => string
): string | null {
  switch (field) {
    case 'act':
      return statement.act ? t(`statement.act_${statement.act}`) : null;
    case 'form':
      return statement.form ? t(`statement.form_${statement.form}`) : null;
    case 'certainty':
      return statement.certainty ? t(`statement.certainty_${statement.certainty}`) : null;
    case 'stance': {
      const { stance } = statement;
      if (stance === undefined) return null;
      return isNamedStance(stance) ? t(`statement.stance_${stance}`) : stance;
    }
    case 'date':
      return statement.date ? dateInWords(statement.date) : null;
    case 'speaker':
    case 'role':
    case 'organisation':
    case 'addressee':
    case 'topic':
    case 'place':
      return statement[field] ?? null;
  }
}

/** The fields in three groups, each without what is not stated: who, what, and under which circumstances. */
export function statementLines(
  statement: Statement,
  translator: Translator,
  dateInWords: (date: string) => string
): { who: string[]; what: string[]; how: string[] } {
  const words = (...fields: StatementField[]): string[] =>
    fields.flatMap((field) => {
      const said = fieldInWords(statement, field, translator, dateInWords);
      if (said === null) return [];
      return field === 'addressee' ? translator.t('statement.to', { addressee: said }) : said;
    });
  return {
    who: words('speaker', 'role', 'organisation'),
    what: words('act', 'topic', 'addressee', 'stance'),
    how: words('date', 'place', 'form', 'certainty')
  };
}

/** All of it on one line; empty where nothing is stated. */
export function statementInWords(
  statement: Statement,
  translator: Translator,
  dateInWords: (date: string) => string
): string {
  const { who, what, how } = statementLines(statement, translator, dateInWords);
  return [who.join(', '), ...what, ...how].filter(Boolean).join(' · ');
}

/** Who does what, for a list: `Pham Thu Hang: denies`; what is known of the two, or null. */
export function whoActs({ speaker, act }: Statement, { t, language }: Translator): string | null {
  const does = act && t(`statement.act_${act}`);
  if (speaker === undefined) return does ?? null;
  return does === undefined ? speaker : `${speaker}: ${does.toLocaleLowerCase(language)}`;
}
