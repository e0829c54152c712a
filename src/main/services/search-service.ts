// Full-text search: holds every article's text and every note folded, and keeps them so as the library changes.
// The texts are read in the background, a few milliseconds at a time, once a window is open or somebody asks.
import { setImmediate } from 'node:timers/promises';
import type { Annotation } from '@domain/annotation/schema';
import { notePlainText } from '@domain/annotation/note';
import type { Article } from '@domain/article/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';
import { FieldBuilder, fieldOf, pieceText, type Field } from '@domain/search/field';
import { parseQuery, type Query } from '@domain/search/query';
import { searchDocuments, type Match, type SearchDocument } from '@domain/search/search';
import { foundRanges, hasPhrase, snippetOf } from '@domain/search/snippet';
import type { RouteOutput, SearchHit } from '@shared/ipc/routes';
import type { Library } from '../library/library-contract';

/** Of a note, the articles that its passages stand in. */
interface Subject {
  note: AnnotationId | null;
  articles: [ArticleId, ...ArticleId[]];
}
type Document = SearchDocument<Subject>;

/** Work in one go; then others have their turn. */
const sliceMs = 8;
/** A window has painted by then. */
const warmAfterMs = 2000;
/** A longer block is folded in parts. */
const longestPiece = 20_000;

export class SearchService {
  readonly #articles = new Map<ArticleId, { stamp: unknown; document: Document | null }>();
  readonly #notes = new Map<AnnotationId, Document>();
  readonly #stops: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #begun = false;
  #closed = false;
  #reading: Promise<void> | null = null;
  #sliceEnds = 0;

  constructor(private readonly library: Library) {}

  /** A window is opening: the reading begins by itself in a while. */
  warm(): void {
    if (this.#begun || this.#timer) return;
    this.#timer = setTimeout(() => void this.ready(), warmAfterMs);
    this.#timer.unref();
  }

  /** Resolves when all that is in the library now has been read. */
  async ready(): Promise<void> {
    this.#begin();
    while (this.#reading) await this.#reading;
  }

  /** What is read so far. Articles that could not be read count as read: opening them says what is wrong. */
  search(typed: string, limit: number): RouteOutput<'library.search'> {
    this.#begin();
    const stamps = this.library.articleStamps();
    const query = parseQuery(typed);
    const matches = searchDocuments(this.#documents(stamps), query);
    return {
      hits: matches.slice(0, limit).map((match) => hitOf(match, query, stamps)),
      total: matches.length,
      unread: this.#stale(stamps).length
    };
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  #begin(): void {
    if (!this.#begun) {
      this.#begun = true;
      this.#stops.push(
        this.library.onArticles(() => this.#read()),
        this.library.onRecords((records) => {
          for (const { operation } of records) {
            if (operation.entity === 'annotation') this.#note(operation.id, operation.value);
          }
        })
      );
    }
    this.#read();
  }

  #read(): void {
    this.#reading ??= this.#readAll().finally(() => (this.#reading = null));
  }

  async #readAll(): Promise<void> {
    this.#sliceEnds = performance.now() + sliceMs;
    if (this.#notes.size === 0) {
      for (const { value } of await this.library.annotations()) {
        await this.#breathe();
        // It may have changed in the meantime.
        const now = await this.library.annotation(value.id);
        this.#note(value.id, now?.value ?? null);
      }
    }
    for (;;) {
      const stamps = this.library.articleStamps();
      for (const id of this.#articles.keys()) if (!stamps.has(id)) this.#articles.delete(id);
      const stale = this.#stale(stamps);
      if (stale.length === 0) return;
      for (const id of stale) {
        if (this.#closed) return;
        const article = await this.library.article(id).catch(() => null);
        const document = article && (await this.#documentOf(article));
        this.#articles.set(id, { stamp: stamps.get(id), document });
      }
    }
  }

  #stale(stamps: Map<ArticleId, unknown>): ArticleId[] {
    return [...stamps].flatMap(([id, stamp]) => {
      const known = this.#articles.get(id);
      return known && known.stamp === stamp ? [] : id;
    });
  }

  async #documentOf(article: Article): Promise<Document> {
    const { text, blocks, title, byline, source, place } = article;
    const builders = { body: new FieldBuilder(text), clutter: new FieldBuilder(text) };
    for (const { start, end, clutter } of blocks) {
      const builder = clutter ? builders.clutter : builders.body;
      for (const [from, to] of parts(text, start, end)) {
        await this.#breathe();
        builder.add(from, to);
      }
    }
    const clutter = builders.clutter.done();
    return {
      id: { note: null, articles: [article.id] },
      head: fieldOf([title, byline, source, place].filter(Boolean).join('\n')),
      body: builders.body.done(),
      clutter: clutter.folded === '' ? null : clutter
    };
  }

  #note(id: AnnotationId, annotation: Annotation | null): void {
    const note = annotation ? notePlainText(annotation.note) : '';
    const text = [note, ...(annotation?.tags ?? [])].filter(Boolean).join('\n');
    const [first, ...more] = annotation?.targets.map(({ articleId }) => articleId) ?? [];
    if (!first || text === '') {
      this.#notes.delete(id);
      return;
    }
    this.#notes.set(id, {
      id: { note: id, articles: [first, ...more] },
      head: null,
      body: fieldOf(text),
      clutter: null
    });
  }

  *#documents(stamps: Map<ArticleId, unknown>): Generator<Document> {
    for (const [id, { document }] of this.#articles) {
      if (document && stamps.has(id)) yield document;
    }
    for (const note of this.#notes.values()) {
      if (note.id.articles.some((id) => stamps.has(id))) yield note;
    }
  }

  async #breathe(): Promise<void> {
    if (performance.now() < this.#sliceEnds) return;
    await setImmediate();
    this.#sliceEnds = performance.now() + sliceMs;
  }
}

/** Cuts a block that is too long for one go, between words. */
function* parts(text: string, start: number, end: number): Generator<[number, number]> {
  let from = start;
  while (end - from > longestPiece) {
    const space = text.lastIndexOf(' ', from + longestPiece);
    const to = space > from ? space : from + longestPiece;
    yield [from, to];
    from = to;
  }
  yield [from, end];
}

function hitOf(
  { document, exact, inClutter }: Match<Subject>,
  query: Query,
  stamps: Map<ArticleId, unknown>
): SearchHit {
  const { id, head, body, clutter } = document;
  const articleId = id.articles.find((article) => stamps.has(article)) ?? id.articles[0];
  const common = { articleId, exact, clutter: inClutter };
  if (id.note) {
    const { text, ranges } = snippetOf(body, query) ?? opening(body);
    return { kind: 'note', annotationId: id.note, snippet: { text, ranges }, ...common };
  }
  const title = (head?.text ?? '').split('\n', 1)[0] ?? '';
  const inText = snippetOf(body, query, title) ?? (clutter && snippetOf(clutter, query));
  // Where the words stand together in the text, one of them alone in the title says nothing.
  const apart = hasPhrase(body, query) && !(head && hasPhrase(head, query));
  const ranges =
    head && !apart ? foundRanges(head, query).filter(([, end]) => end <= title.length) : [];
  const { text, ranges: found } =
    (inText?.text === title ? null : inText) ??
    (head && ranges.length === 0 ? snippetOf(head, query) : null) ??
    opening(body, title);
  return {
    kind: 'article',
    title: { text: title, ranges },
    snippet: { text, ranges: found },
    ...(inText ? { place: inText.place } : {}),
    ...common
  };
}

/** The first line that is not the title's, which stands above it. */
function opening(field: Field, title = ''): { text: string; ranges: [] } {
  const piece = field.textStarts.findIndex((_, at) => pieceText(field, at) !== title);
  return { text: piece === -1 ? '' : pieceText(field, piece).slice(0, 220), ranges: [] };
}
