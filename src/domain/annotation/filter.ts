// Which annotations are wanted: criteria that must all hold. Pure; whoever knows the library says what hangs together.
import type { AnchorState } from '../anchor/states';
import type { ArticleId, CollectionId, PairId } from '../ids';
import { fieldOf, findTerm, type Field } from '../search/field';
import { parseQuery, type Query } from '../search/query';
import type { Statement } from '../statement/schema';
import { statementText } from '../statement/words';
import { tagKey } from '../tag/names';
import { fold } from '../text/fold';
import type { HighlightColour } from './colours';
import { notePlainText } from './note';
import type { Annotation } from './schema';

/** Days, ISO 8601, in the reader's own time, both included; an absent one leaves that end open. */
export interface DayRange {
  from?: string;
  to?: string;
}

/** What part of the library is looked at. */
export type FilterScope =
  | { kind: 'article'; id: ArticleId }
  | { kind: 'pair'; id: PairId }
  | { kind: 'collection'; id: CollectionId };

export const saidFields = ['speaker', 'act', 'topic', 'form', 'stance', 'certainty'] as const;

/** An absent criterion always holds. */
export interface AnnotationFilter {
  /** In quotation, note, tags, statement or author; as library search reads them. */
  words?: string;
  scope?: FilterScope;
  /** One of these. */
  colours?: readonly HighlightColour[];
  /** One of these, or one that stands under them in the tree. */
  tags?: readonly string[];
  /** BCP 47 tag of an article with a passage. */
  language?: string;
  /** Empty for unsigned ones. */
  author?: string;
  note?: boolean;
  statement?: boolean;
  /** Of the statement: speaker and topic by some of their letters, folded; the others as they are. */
  said?: Partial<Pick<Statement, (typeof saidFields)[number]>>;
  /** One of its passages is in one of these. */
  states?: readonly AnchorState[];
  created?: DayRange;
  modified?: DayRange;
}

/** What an annotation alone does not tell. */
export interface FilterWorld {
  /** Undefined for an article that is not here. */
  languageOf: (id: ArticleId) => string | undefined;
  /** Articles of a scope; none where it is gone. */
  articlesOf: (scope: FilterScope) => readonly ArticleId[];
  /** The tag's own name and those of all tags below it. */
  tagsUnder: (name: string) => readonly string[];
}

/** `folded`: some word stands there only in another case or with other marks than typed. */
export type FilterMatch = 'exact' | 'folded';

const fields = new WeakMap<Annotation, Field>();

/** The words of an annotation that can be looked for, folded when first asked for. */
export function annotationField(annotation: Annotation): Field {
  let field = fields.get(annotation);
  if (!field) {
    const { targets, note, tags, statement, author } = annotation;
    const quotes = targets.map(({ anchor }) => anchor.exact);
    const all = [...quotes, notePlainText(note), ...tags, ...statementText(statement), author];
    field = fieldOf(all.filter((words) => words !== '').join('\n'));
    fields.set(annotation, field);
  }
  return field;
}

function wordsMatch(field: Field, { terms }: Query): FilterMatch | null {
  let exact = true;
  for (const term of terms) {
    const place = findTerm(field, term);
    if (!place) return null;
    exact &&= place.exact;
  }
  return exact ? 'exact' : 'folded';
}

/** Milliseconds of the range's ends, the last one past it. */
function instants({ from, to }: DayRange): [number, number] {
  const day = (iso: string, after: number): number => {
    const [year = 0, month = 1, date = 1] = iso.split('-').map(Number);
    return new Date(year, month - 1, date + after).getTime();
  };
  return [from ? day(from, 0) : -Infinity, to ? day(to, 1) : Infinity];
}

function within(instant: string, [start, end]: [number, number]): boolean {
  const at = Date.parse(instant);
  return at >= start && at < end;
}

type Test = (annotation: Annotation) => boolean;

function saidTests(said: NonNullable<AnnotationFilter['said']>): Test[] {
  return saidFields.flatMap((name): Test[] => {
    const wanted = said[name];
    if (wanted === undefined) return [];
    if (name === 'speaker' || name === 'topic') {
      const folded = fold(wanted.trim());
      return [({ statement }) => fold(statement?.[name] ?? '').includes(folded)];
    }
    return [({ statement }) => statement?.[name] === wanted];
  });
}

function tests(filter: AnnotationFilter, world: FilterWorld): Test[] {
  const { scope, colours, tags, language, author, note, statement, said, states } = filter;
  const all: Test[] = [];
  if (scope) {
    const articles = new Set(world.articlesOf(scope));
    all.push(({ targets }) => targets.some(({ articleId }) => articles.has(articleId)));
  }
  if (colours) all.push(({ colour }) => colours.includes(colour));
  if (tags) {
    const wanted = new Set(tags.flatMap((name) => world.tagsUnder(name)).map(tagKey));
    all.push((annotation) => annotation.tags.some((name) => wanted.has(tagKey(name))));
  }
  if (language !== undefined) {
    all.push(({ targets }) =>
      targets.some(({ articleId }) => world.languageOf(articleId) === language)
    );
  }
  if (author !== undefined) all.push((annotation) => annotation.author === author);
  if (note !== undefined) all.push((annotation) => (annotation.note !== null) === note);
  if (statement !== undefined) {
    all.push((annotation) => (annotation.statement !== undefined) === statement);
  }
  if (said) all.push(...saidTests(said));
  if (states) all.push(({ targets }) => targets.some(({ state }) => states.includes(state)));
  for (const name of ['created', 'modified'] as const) {
    const range = filter[name];
    if (!range) continue;
    const ends = instants(range);
    all.push((annotation) => within(annotation[name], ends));
  }
  return all;
}

/** Tells of one annotation after the other whether it passes; null where it does not. */
export function annotationMatcher(
  filter: AnnotationFilter,
  world: FilterWorld
): (annotation: Annotation) => FilterMatch | null {
  const all = tests(filter, world);
  const query = parseQuery(filter.words ?? '');
  return (annotation) => {
    if (!all.every((test) => test(annotation))) return null;
    return query.terms.length === 0 ? 'exact' : wordsMatch(annotationField(annotation), query);
  };
}

/** Those that pass, in their order, but those first that read exactly as typed. */
export function filterAnnotations<T>(
  all: readonly T[],
  matcher: (annotation: Annotation) => FilterMatch | null,
  annotationOf: (entry: T) => Annotation
): T[] {
  const exact: T[] = [];
  const folded: T[] = [];
  for (const entry of all) {
    const match = matcher(annotationOf(entry));
    if (match) (match === 'exact' ? exact : folded).push(entry);
  }
  return [...exact, ...folded];
}

/** The filter with one criterion set; undefined lifts it. */
export function withCriterion<N extends keyof AnnotationFilter>(
  filter: AnnotationFilter,
  name: N,
  value: AnnotationFilter[N] | undefined
): AnnotationFilter {
  const next: AnnotationFilter = { ...filter, [name]: value };
  if (value === undefined) Reflect.deleteProperty(next, name);
  return next;
}

/** Whether it leaves any annotation out. */
export function narrows(filter: AnnotationFilter): boolean {
  return Object.entries(filter).some(([name, value]) =>
    name === 'words' ? (value as string).trim() !== '' : value !== undefined
  );
}
