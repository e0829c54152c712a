// An article's facts as a person sets them right, and how they outlive a later reading of its file.
// Without zod, for the renderer's sake; details-schema.ts checks what crosses.
import type { FactChanges } from './details-schema';
import type { Article, ParsedArticle } from './schema';

/** What a person may set right in an article's details; the rest follows from its file. */
export const factNames = [
  'title',
  'byline',
  'date',
  'place',
  'section',
  'source',
  'language',
  'url',
  'accessed'
] as const;
export type FactName = (typeof factNames)[number];

type Facts = Partial<Record<FactName, string>>;

/** What a person typed, as changes of the article; facts left as they were are not among them. Null removes a fact. */
export function changesByHand(
  article: Pick<Article, FactName>,
  typed: Partial<Record<FactName, string | null>>
): FactChanges {
  const before: Facts = article;
  const changed = Object.entries(typed).filter(
    ([name, value]) => (before[name as FactName] ?? null) !== value
  );
  return Object.fromEntries(changed.map(([name, value]) => [name, { value, byHand: true }]));
}

/** The article with its facts changed. */
export function changeFacts(article: Article, changes: FactChanges): Article {
  const { edited = [], ...rest } = article;
  const facts: Facts = {};
  const byHand = new Set(edited);
  const gone = new Set<string>();
  for (const name of factNames) {
    const wanted = changes[name];
    if (!wanted) continue;
    if (wanted.value === null) gone.add(name);
    else facts[name] = wanted.value;
    if (wanted.byHand) byHand.add(name);
    else byHand.delete(name);
  }
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !gone.has(name)));
  return {
    ...(kept as unknown as Article),
    ...facts,
    ...(byHand.size > 0 ? { edited: factNames.filter((name) => byHand.has(name)) } : {})
  };
}

/** What takes the changes back, made from the article as it was before them. */
export function inverseChanges(before: Article, changes: FactChanges): FactChanges {
  const facts: Facts = before;
  const names = factNames.filter((name) => changes[name] !== undefined);
  return Object.fromEntries(
    names.map((name) => [
      name,
      { value: facts[name] ?? null, byHand: before.edited?.includes(name) ?? false }
    ])
  );
}

/**
 * A fresh reading of an article's file, or of a newer one, with the facts that a person set by hand kept as they
 * stand, the missing ones missing. `edited` and `accessed` come along.
 */
export function keepEdited<T extends ParsedArticle>(
  fresh: T,
  before: Pick<Article, FactName | 'edited'>
): T & Pick<Article, 'accessed' | 'edited'> {
  const edited = before.edited ?? [];
  const facts: Facts = before;
  const taken = Object.entries(fresh).filter(([name]) => !edited.includes(name as FactName));
  const kept = edited.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]]));
  return {
    ...Object.fromEntries(taken),
    ...Object.fromEntries(kept),
    ...(edited.length > 0 ? { edited } : {})
  } as T & Pick<Article, 'accessed' | 'edited'>;
}
