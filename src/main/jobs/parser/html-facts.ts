// Title, byline, date and language as an HTML file's head and structured data state them.
import { findDate } from '@domain/article/stated';
import { fold } from '@domain/text/fold';
import type { DomDocument } from './dom';

export interface HtmlFacts {
  /** The article's text as structured data state it; empty where they do not. */
  statedBody: string;
  title?: string;
  byline?: string;
  /** ISO 8601 day. */
  date?: string;
  language?: string;
}

/** Characters of a title, author or date that are looked at. */
const longestFact = 3000;

const clean = (words: unknown): string =>
  typeof words === 'string' ? words.slice(0, longestFact).replace(/\s+/g, ' ').trim() : '';

/** Reads without changing the document; what is not stated is absent. */
export function readHtmlFacts(document: DomDocument): HtmlFacts {
  const data = structuredData(document);
  const title = findTitle(document, data);
  const byline = findByline(document, data);
  const stated = [
    clean(data.datePublished),
    meta(
      document,
      'article:published_time',
      'datePublished',
      'pubdate',
      'publishdate',
      'dc.date',
      'dc.date.issued',
      'dcterms.created',
      'date',
      'parsely-pub-date'
    ),
    document.querySelector('time[datetime]')?.getAttribute('datetime') ?? '',
    clean(document.querySelector('time')?.textContent)
  ];
  const date = stated.map(findDate).find((day) => day !== null);
  const language =
    clean(document.documentElement.getAttribute('lang')) ||
    meta(document, 'content-language', 'og:locale');
  const body = data.articleBody ?? data.reviewBody;
  return {
    statedBody: typeof body === 'string' ? body.replace(/<[^>]*>/g, ' ') : '',
    ...(title ? { title } : {}),
    ...(byline ? { byline } : {}),
    ...(date ? { date } : {}),
    ...(language ? { language } : {})
  };
}

/** The first meta element's content under one of the names, wherever the name is stated. */
function meta(document: DomDocument, ...names: string[]): string {
  const wanted = names.map((name) => name.toLowerCase());
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = element.getAttribute(attribute)?.toLowerCase();
      const content = clean(element.getAttribute('content'));
      if (name && content && !found.has(name)) found.set(name, content);
    }
  }
  return wanted.map((name) => found.get(name)).find((content) => content !== undefined) ?? '';
}

type Data = Record<string, unknown>;
const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null;
const articleType = /article|posting|report$/i;

/** The schema.org Article of the page's JSON-LD; empty where there is none or it is malformed. */
function structuredData(document: DomDocument): Data {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const parsed: unknown = JSON.parse(script.textContent ?? '');
      const graph = isData(parsed) && Array.isArray(parsed['@graph']) ? parsed['@graph'] : parsed;
      const items: unknown[] = Array.isArray(graph) ? graph : [graph];
      const article = items
        .filter(isData)
        .find((item) => [item['@type']].flat().some((type) => articleType.test(String(type))));
      if (article) return article;
    } catch {
      // Broken structured data is common; the page's own words remain.
    }
  }
  return {};
}

function findTitle(document: DomDocument, data: Data): string {
  const page = clean(
    document.querySelector('head title')?.textContent ??
      document.querySelector('title')?.textContent
  );
  const stated = meta(document, 'og:title', 'twitter:title') || clean(data.headline);
  const folded = fold(`${page} ${stated}`);
  const headings = [...document.querySelectorAll('h1')].map((heading) =>
    clean(heading.textContent)
  );
  const agreed = headings.find((heading) => heading.length > 8 && folded.includes(fold(heading)));
  if (agreed) return agreed;
  return (
    withoutSite(stated, document) || withoutSite(page, document) || (headings.find(Boolean) ?? '')
  );
}

/** «Headline | The Site» without the site. */
function withoutSite(title: string, document: DomDocument): string {
  const site = meta(document, 'og:site_name');
  const parts = /^(.{12,}?)\s+(?:[|·•»«]|[-–—]{1,2})\s+([^|·•»«]{2,40})$/u.exec(title);
  if (!parts?.[1]) return title;
  const isSite = site !== '' && fold(parts[2] ?? '').includes(fold(site));
  return isSite || /[|·•»«]/u.test(title) || parts[1].length > 2.5 * (parts[2] ?? '').length
    ? parts[1].trim()
    : title;
}

function findByline(document: DomDocument, data: Data): string {
  const authors = [data.author]
    .flat()
    .map((author) => clean(isData(author) ? author.name : author))
    .filter(Boolean);
  if (authors.length > 0) return withoutBy(authors.join(', '));
  const named = meta(
    document,
    'author',
    'article:author',
    'dc.creator',
    'parsely-author',
    'sailthru.author'
  );
  if (named && !/^https?:/.test(named)) return withoutBy(named);
  const element = document.querySelector(
    '[rel~="author"], [itemprop="author"], .byline, .author-name, .article-author'
  );
  const words = withoutBy(clean(element?.textContent));
  return words.length <= 100 ? words : '';
}

const withoutBy = (words: string): string => words.replace(/^(by|von|par|por|bởi)\s+/i, '');
