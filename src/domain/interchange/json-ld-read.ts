// Reading W3C Web Annotations: our own without loss, other programs' as far as we understand them.
import { anchorStateSchema, type AnchorState } from '../anchor/schema';
import { noteFromPlainText, type NoteDocument } from '../annotation/note';
import { noteDocumentSchema } from '../annotation/note-schema';
import type { HighlightColour } from '../annotation/colours';
import { highlightColourSchema, maxRelated } from '../annotation/schema';
import {
  annotationIdSchema,
  articleIdSchema,
  instantSchema,
  type AnnotationId,
  type ArticleId
} from '../ids';
import { statementSchema, type Statement } from '../statement/schema';
import { annotationUrn, articleUrn } from './json-ld';
import { noteFromHtml, noteToHtml } from './note-html';

/** A passage as read. Without a position selector `start` and `end` are absent. */
export interface ReadTarget {
  articleId: ArticleId;
  quote: { exact: string; prefix: string; suffix: string; start?: number; end?: number };
  state: AnchorState | null;
  /** The words a changed one was made on. */
  was?: string;
  normaliserVersion: number | null;
  /** Of the article's original file, lower-case hex. */
  sha256: string | null;
}

/** An annotation as read. What the file does not say is null; the colour is yellow where it names none of ours. */
export interface ReadAnnotation {
  /** Lower-case UUID. */
  id: AnnotationId | null;
  revision: number | null;
  /** `modified` of the version that this one was changed from, where its sender had it from somebody else. */
  base: string | null;
  targets: ReadTarget[];
  colour: HighlightColour;
  tags: string[];
  note: NoteDocument | null;
  statement: Statement | null;
  /** Each once. */
  related: AnnotationId[];
  author: string | null;
  /** ISO instants in UTC. */
  created: string | null;
  modified: string | null;
  /** It was deleted where it comes from. */
  gone?: true;
}

/** The data are not annotations; `at` is a JSON pointer to what could not be understood. */
export class MalformedAnnotations extends Error {
  override readonly name = 'MalformedAnnotations';
  constructor(readonly at: string) {
    super(`no annotation at ${at}`);
  }
}

type Json = Record<string, unknown>;

/** The raw items of a collection, a page, an array or a single annotation. Throws {@link MalformedAnnotations}. */
export function annotationItems(data: unknown): { item: unknown; at: string }[] {
  if (Array.isArray(data)) return numbered(data, '');
  if (!isObject(data)) throw new MalformedAnnotations('/');
  const types = many(data.type ?? data['@type']);
  if (types.includes('Annotation')) return [{ item: data, at: '/' }];
  const found: { item: unknown; at: string }[] = [];
  let page: unknown = data;
  let at = '';
  if (isObject(data.first)) {
    page = data.first;
    at = '/first';
  } else if (data.total === 0 && data.items === undefined) return [];
  for (; isObject(page); page = page.next, at += '/next') {
    const list = page.items ?? page['@graph'];
    if (!Array.isArray(list)) throw new MalformedAnnotations(`${at}/items`);
    found.push(...numbered(list, `${at}/items`));
  }
  // A first or next page that is only named is somewhere else, and Diptych fetches nothing.
  if (page !== undefined) throw new MalformedAnnotations(at);
  return found;
}

/** Reads one item of {@link annotationItems}. Throws {@link MalformedAnnotations}. */
export function readAnnotation(item: unknown, at: string): ReadAnnotation {
  if (!isObject(item)) throw new MalformedAnnotations(at);
  const targets = many(item.target);
  if (targets.length === 0 || targets.length > 16) throw new MalformedAnnotations(`${at}/target`);
  const statement = statementSchema.safeParse(item['diptych:statement']);
  return {
    id: readId(item.id ?? item['@id']),
    revision: integer(item['diptych:revision']),
    base: readInstant(item['diptych:base']),
    targets: targets.map((target) => readTarget(target, `${at}/target`)),
    ...readBodies(many(item.body ?? item.bodyValue)),
    statement: statement.success ? statement.data : null,
    related: readRelated(item['diptych:related']),
    author: readAuthor(item.creator),
    created: readInstant(item.created),
    modified: readInstant(item.modified)
  };
}

function readTarget(target: unknown, at: string): ReadTarget {
  if (!isObject(target)) throw new MalformedAnnotations(at);
  const source = isObject(target.source)
    ? (target.source.id ?? target.source['@id'])
    : target.source;
  if (typeof source !== 'string' || !source.toLowerCase().startsWith(articleUrn)) {
    throw new MalformedAnnotations(`${at}/source`);
  }
  const articleId = articleIdSchema.safeParse(source.slice(articleUrn.length));
  if (!articleId.success) throw new MalformedAnnotations(`${at}/source`);
  const selectors = many(target.selector).filter(isObject);
  const ofType = (type: string): Json | undefined =>
    selectors.find((selector) => many(selector.type ?? selector['@type']).includes(type));
  const quote = ofType('TextQuoteSelector');
  const exact = quote?.exact;
  if (!quote || typeof exact !== 'string' || exact === '' || exact.length > 200_000) {
    throw new MalformedAnnotations(`${at}/selector`);
  }
  const position = ofType('TextPositionSelector');
  const start = integer(position?.start);
  const end = integer(position?.end);
  const state = anchorStateSchema.safeParse(target['diptych:state']);
  const was = wellFormed(text(target['diptych:was']).slice(0, 200_000));
  return {
    articleId: articleId.data,
    quote: {
      exact,
      prefix: wellFormed(text(quote.prefix).slice(-64)),
      suffix: wellFormed(text(quote.suffix).slice(0, 64)),
      ...(start !== null && end !== null && end > start ? { start, end } : {})
    },
    state: state.success ? state.data : null,
    ...(was === '' ? {} : { was }),
    normaliserVersion: integer(target['diptych:normaliser']),
    sha256: text(target['diptych:sha256']) || null
  };
}

function readBodies(bodies: unknown[]): Pick<ReadAnnotation, 'colour' | 'tags' | 'note'> {
  let colour: HighlightColour = 'yellow';
  const tags: string[] = [];
  const notes: NoteDocument[] = [];
  for (const body of bodies) {
    if (typeof body === 'string') add(noteFromPlainText(body));
    if (!isObject(body)) continue;
    const purposes = many(body.purpose);
    const value = text(body.value);
    if (purposes.includes('highlighting')) {
      const known = highlightColourSchema.safeParse(value.trim().toLowerCase());
      if (known.success) colour = known.data;
    } else if (purposes.includes('tagging')) {
      if (value !== '' && tags.length < 100) tags.push(wellFormed(value.slice(0, 200)));
    } else {
      add(readNote(body, value));
    }
  }
  return { colour, tags, note: joinNotes(notes) };

  function add(note: NoteDocument | null): void {
    if (note) notes.push(note);
  }
}

/** Our own document where it still says what the HTML beside it says; else another program changed the HTML. */
function readNote(body: Json, value: string): NoteDocument | null {
  const own = noteDocumentSchema.safeParse(body['diptych:note']);
  if (own.success && noteToHtml(own.data) === value) return own.data;
  return many(body.format).includes('text/html') ? noteFromHtml(value) : noteFromPlainText(value);
}

function joinNotes(notes: NoteDocument[]): NoteDocument | null {
  const [first, ...rest] = notes;
  if (!first) return null;
  if (rest.length === 0) return first;
  const content = notes.flatMap((note) => note.content).slice(0, 10_000);
  return { type: 'doc', content };
}

const annotationName = new RegExp(`^${annotationUrn}`, 'i');

function readId(id: unknown): AnnotationId | null {
  const parsed = annotationIdSchema.safeParse(text(id).replace(annotationName, ''));
  return parsed.success ? parsed.data : null;
}

/** What is no annotation's name is left out. */
function readRelated(related: unknown): AnnotationId[] {
  const ids = many(related).flatMap((one) => readId(isObject(one) ? one.id : one) ?? []);
  return [...new Set(ids)].slice(0, maxRelated);
}

function readAuthor(creator: unknown): string | null {
  for (const one of many(creator)) {
    const name = isObject(one) ? text(one.name ?? one.nickname) : text(one);
    if (name !== '') return wellFormed(name.slice(0, 200));
  }
  return null;
}

function readInstant(value: unknown): string | null {
  if (instantSchema.safeParse(value).success) return text(value);
  const time = Date.parse(text(value));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function numbered(list: unknown[], at: string): { item: unknown; at: string }[] {
  return list.map((item, index) => ({ item, at: `${at}/${index}` }));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON-LD lets one value stand for a list of one. */
function many(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function integer(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Cutting may have left half a surrogate pair at an end. */
function wellFormed(cut: string): string {
  return cut.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
