// The annotations as a table: one row an annotation, quotation and note together.
import { notePlainText } from '../annotation/note';
import { orderAnnotations } from '../annotation/order';
import type { Annotation, AnnotationTarget } from '../annotation/schema';
import { placeOf } from '../article/place';
import type { Article } from '../article/schema';
import { counterpartIndex } from '../statement/counterpart';
import { statementFields } from '../statement/fields';
import type { TableRows } from './csv';
import { titleOf } from './rows';

const heading = [
  'number',
  'article',
  'side',
  'paragraph',
  'quotation',
  'found',
  'note',
  'tags',
  'colour',
  'author',
  'created',
  'modified',
  ...statementFields.map((field) => `statement_${field}`),
  'statement_counterpart',
  'statement_counterpart_quotation',
  'id',
  'file',
  'sha256'
];

/**
 * Annotations in document order; columns are named alike in every language. What differs by passage (article to
 * found, file, sha256) has one line a passage. `side` is empty unless the two articles are source and target (`sides`), `paragraph` for headings,
 * captions and what was not found.
 */
export function annotationTable(
  articles: readonly Article[],
  annotations: readonly Annotation[],
  sides = articles.length === 2
): TableRows {
  const ordered = orderAnnotations(
    annotations,
    articles.map(({ id }) => id)
  );
  const counterparts = counterpartIndex(annotations);
  const rows = ordered.map(({ annotation, number }) => {
    const column = passageColumns(annotation, articles, sides);
    return [
      number ?? '',
      column('article'),
      column('side'),
      column('paragraph'),
      column('quotation'),
      column('found'),
      notePlainText(annotation.note),
      annotation.tags.join('; '),
      annotation.colour,
      annotation.author,
      annotation.created,
      annotation.modified,
      ...statementFields.map((field) => annotation.statement?.[field] ?? ''),
      ...counterpartCells(annotation, counterparts),
      annotation.id,
      column('file'),
      column('sha256')
    ];
  });
  return [heading, ...rows];
}

const statementHeading = [
  'number',
  ...statementFields,
  'quotation',
  'article',
  'side',
  'paragraph',
  'counterpart_quotation',
  'counterpart',
  'note',
  'tags',
  'author',
  'id',
  'file',
  'sha256'
];

/** Who said what: one row a statement, in document order; what is not stated is empty. */
export function statementTable(
  articles: readonly Article[],
  annotations: readonly Annotation[],
  sides = articles.length === 2
): TableRows {
  const ordered = orderAnnotations(
    annotations,
    articles.map(({ id }) => id)
  );
  const counterparts = counterpartIndex(annotations);
  const rows = ordered.flatMap(({ annotation, number }) => {
    const { statement, id, note, tags, author } = annotation;
    if (!statement) return [];
    const column = passageColumns(annotation, articles, sides);
    const [counterpart, quoted] = counterpartCells(annotation, counterparts);
    return [
      [
        number ?? '',
        ...statementFields.map((field) => statement[field] ?? ''),
        ...[column('quotation'), column('article'), column('side'), column('paragraph')],
        ...[quoted, counterpart, notePlainText(note), tags.join('; '), author, id],
        ...[column('file'), column('sha256')]
      ]
    ];
  });
  return [statementHeading, ...rows];
}

/** What differs by passage, a passage a line. */
function passageColumns(
  { targets }: Annotation,
  articles: readonly Article[],
  sides: boolean
): (name: keyof PassageCells) => string {
  const passages = targets.flatMap((target) => passageCells(target, articles, sides));
  return (name) => passages.map((passage) => passage[name]).join('\n');
}

/** Ids and words, a counterpart a line; an id alone where the counterpart is not among the annotations given. */
function counterpartCells(
  { id, statement }: Annotation,
  counterparts: ReturnType<typeof counterpartIndex>
): [string, string] {
  const known = counterparts.get(id) ?? [];
  const named = statement?.counterpart;
  const ids = known.map((other) => other.id as string);
  if (named !== undefined && !ids.includes(named)) ids.unshift(named);
  const quoted = known.map(({ targets }) =>
    targets.map(({ anchor }) => anchor.exact).join(' […] ')
  );
  return [ids.join('\n'), quoted.join('\n')];
}

interface PassageCells {
  article: string;
  side: string;
  paragraph: string;
  quotation: string;
  found: string;
  file: string;
  sha256: string;
}

function passageCells(
  { articleId, anchor, state }: AnnotationTarget,
  articles: readonly Article[],
  sides: boolean
): PassageCells[] {
  const index = articles.findIndex(({ id }) => id === articleId);
  const article = articles[index];
  if (!article) return [];
  const place = state === 'orphan' ? null : placeOf(article, anchor.start);
  return [
    {
      article: titleOf(article),
      side: !sides ? '' : index === 0 ? 'source' : 'target',
      paragraph: place?.kind === 'paragraph' ? String(place.number) : '',
      quotation: anchor.exact.replace(/\s+/g, ' ').trim(),
      found: state,
      file: article.original.name,
      sha256: article.original.sha256
    }
  ];
}
