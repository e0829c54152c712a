// The criteria of a filter in words, each with what lifts it.
import { withCriterion, type AnnotationFilter } from '@domain/annotation/filter';
import { fieldInWords } from '@shared/i18n/statement-words';
import type { Translator } from '@shared/i18n/translator';
import { colourNames } from '../../ui/colour-names';
import { languageName, statedDate } from '../../ui/format';
import { stateNames } from './words';

export interface Chip {
  text: string;
  /** The filter without it. */
  without: AnnotationFilter;
}

/** One of several values taken out; the criterion goes with the last. */
function less<T>(values: readonly T[], value: T): readonly T[] | undefined {
  const others = values.filter((other) => other !== value);
  return others.length > 0 ? others : undefined;
}

/** In the order of the form. Words and the part of the library have fields of their own. */
export function filterChips(filter: AnnotationFilter, translator: Translator): Chip[] {
  const { t } = translator;
  const chips: Chip[] = [];
  const { colours, tags, states, language, author, note, statement, said } = filter;
  for (const colour of colours ?? []) {
    const without = withCriterion(filter, 'colours', less(colours ?? [], colour));
    chips.push({ text: t(colourNames[colour]), without });
  }
  for (const tag of tags ?? []) {
    chips.push({ text: `#${tag}`, without: withCriterion(filter, 'tags', less(tags ?? [], tag)) });
  }
  for (const state of states ?? []) {
    const without = withCriterion(filter, 'states', less(states ?? [], state));
    chips.push({ text: t(stateNames[state]), without });
  }
  if (language !== undefined) {
    const text = languageName(language, translator);
    chips.push({ text, without: withCriterion(filter, 'language', undefined) });
  }
  if (author !== undefined) {
    const text = author === '' ? t('notes.unsigned') : t('notes.by', { author });
    chips.push({ text, without: withCriterion(filter, 'author', undefined) });
  }
  if (note !== undefined) {
    const text = t(note ? 'notes.withNote' : 'notes.withoutNote');
    chips.push({ text, without: withCriterion(filter, 'note', undefined) });
  }
  if (statement !== undefined) {
    const text = t(statement ? 'notes.withStatement' : 'notes.withoutStatement');
    chips.push({ text, without: withCriterion(filter, 'statement', undefined) });
  }
  for (const [name, value] of Object.entries(said ?? {})) {
    const field = name as keyof NonNullable<typeof said>;
    const others = { ...said };
    Reflect.deleteProperty(others, field);
    const left = Object.keys(others).length > 0 ? others : undefined;
    chips.push({
      text: t('notes.saidChip', {
        field: t(`notes.said_${field}`),
        value: saidValue(field, value, translator)
      }),
      without: withCriterion(filter, 'said', left)
    });
  }
  for (const name of ['created', 'modified'] as const) {
    const range = filter[name];
    if (!range) continue;
    const from = range.from ? statedDate(range.from, translator) : '';
    const to = range.to ? statedDate(range.to, translator) : '';
    const ends = from && to ? 'between' : from ? 'since' : 'until';
    const key = `${name}_${ends}` as const;
    chips.push({
      text: t(`notes.days_${key}`, { from, to }),
      without: withCriterion(filter, name, undefined)
    });
  }
  return chips;
}

/** As people read it: choices by the interface's names, the rest as written. */
export function saidValue(
  field: keyof NonNullable<AnnotationFilter['said']>,
  value: string,
  translator: Translator
): string {
  return fieldInWords({ [field]: value }, field, translator, (date) => date) ?? value;
}
