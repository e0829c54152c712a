// Annotations as a W3C Web Annotation collection. Everything other programs know stands in their words; what only
// Diptych knows stands beside it under `diptych:`, so that reading our own file back loses nothing.
import type { Annotation, AnnotationTarget } from '../annotation/schema';
import type { ArticleId } from '../ids';
import { noteToHtml } from './note-html';

/** What `diptych:` names, and how its values are read: as they are, not as linked data. */
const context = [
  'http://www.w3.org/ns/anno.jsonld',
  {
    '@version': 1.1,
    diptych: 'urn:diptych:terms:',
    'diptych:note': { '@type': '@json' },
    'diptych:statement': { '@type': '@json' },
    'diptych:related': { '@type': '@id' }
  }
];

/** Prefix of an annotation's name; its id follows. */
export const annotationUrn = 'urn:uuid:';

/** Prefix of an article's name in targets; the id follows. */
export const articleUrn = 'urn:diptych:article:';

type Json = Record<string, unknown>;

/** An annotation to write; `revision` only where the reader will need it, as in a library's own files. */
export interface WrittenAnnotation {
  value: Annotation;
  revision?: number | undefined;
  /** `modified` of the version that the sender last had from somebody else: what a change was made on. */
  base?: string | undefined;
}

/**
 * One AnnotationCollection holding one page, in the order given. `id` is its IRI. `originals` are SHA-256 hashes of
 * the articles' files, by which another library knows an article that bears another id there.
 */
export function annotationCollection(
  id: string,
  annotations: WrittenAnnotation[],
  originals: ReadonlyMap<ArticleId, string> = new Map()
): Json {
  const items = annotations.map((annotation) => annotationJson(annotation, originals));
  return collectionOf(id, items.length, items);
}

/** The same of `total` items that stand in JSON already, or will when they are asked for. */
export function collectionOf(id: string, total: number, items: Iterable<Json>): Json {
  return {
    '@context': context,
    id,
    type: 'AnnotationCollection',
    total,
    first: { type: 'AnnotationPage', startIndex: 0, items }
  };
}

export function annotationJson(
  { value, revision, base }: WrittenAnnotation,
  originals: ReadonlyMap<ArticleId, string> = new Map()
): Json {
  return {
    id: annotationUrn + value.id,
    type: 'Annotation',
    motivation: value.note ? 'commenting' : 'highlighting',
    ...(value.author === '' ? {} : { creator: { type: 'Person', name: value.author } }),
    created: value.created,
    modified: value.modified,
    body: bodies(value),
    target: value.targets.map((target) => targetJson(target, originals.get(target.articleId))),
    ...(value.statement ? { 'diptych:statement': value.statement } : {}),
    ...(value.related
      ? { 'diptych:related': value.related.map((related) => annotationUrn + related) }
      : {}),
    ...(base === undefined ? {} : { 'diptych:base': base }),
    ...(revision === undefined ? {} : { 'diptych:revision': revision })
  };
}

function bodies({ note, colour, tags }: Annotation): Json[] {
  const textual = (purpose: string, value: string): Json => ({
    type: 'TextualBody',
    purpose,
    value
  });
  return [
    ...(note
      ? [
          {
            ...textual('commenting', noteToHtml(note)),
            format: 'text/html',
            'diptych:note': note
          }
        ]
      : []),
    textual('highlighting', colour),
    ...tags.map((tag) => textual('tagging', tag))
  ];
}

function targetJson({ articleId, anchor, state, was }: AnnotationTarget, sha256?: string): Json {
  const { exact, prefix, suffix, start, end, normaliserVersion } = anchor;
  return {
    type: 'SpecificResource',
    source: articleUrn + articleId,
    selector: [
      { type: 'TextQuoteSelector', exact, prefix, suffix },
      { type: 'TextPositionSelector', start, end }
    ],
    'diptych:state': state,
    ...(was === undefined ? {} : { 'diptych:was': was }),
    'diptych:normaliser': normaliserVersion,
    ...(sha256 === undefined ? {} : { 'diptych:sha256': sha256 })
  };
}
