// Title, byline, date, section, source and address as an HTML file's head, structured data and marked elements state
// them. What is not stated is absent; of several statements the cleanest wins.
import { findDate } from '@domain/article/stated';
import { cleanByline, cleanName } from '@domain/article/names';
import { fold } from '@domain/text/fold';
import type { DomDocument, DomElement } from './dom';
import { StructuredData } from './structured-data';

export interface HtmlFacts {
  /** The article's text as structured data state it; empty where they do not. */
  statedBody: string;
  title?: string;
  byline?: string;
  /** ISO 8601 day. */
  date?: string;
  place?: string;
  section?: string;
  source?: string;
  url?: string;
  language?: string;
}

/** Characters of a fact that are looked at. */
const longestFact = 3000;

const clean = (words: unknown): string =>
  typeof words === 'string' ? words.slice(0, longestFact).replace(/\s+/g, ' ').trim() : '';

/** Reads without changing the document. */
export function readHtmlFacts(document: DomDocument): HtmlFacts {
  const page = new Page(document);
  const source = findSource(page);
  const facts = {
    title: findTitle(page, source),
    byline: findByline(page, source),
    date: findPublished(page),
    place: first(page.data.namesOf(page.data.article.dateline), isName),
    section: findSection(page, source),
    source,
    url: findUrl(page),
    language:
      clean(document.documentElement.getAttribute('lang')) ||
      page.meta('content-language', 'og:locale')
  };
  const { articleBody, reviewBody } = page.data.article;
  const body = articleBody ?? reviewBody;
  return {
    statedBody: typeof body === 'string' ? body.replace(/<[^>]*>/g, ' ') : '',
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''))
  };
}

/** A document with its meta elements and structured data read once. */
class Page {
  readonly document: DomDocument;
  readonly data: StructuredData;
  readonly #meta = new Map<string, string>();

  constructor(document: DomDocument) {
    this.document = document;
    this.data = new StructuredData(document);
    for (const element of document.querySelectorAll('meta')) {
      const content = clean(element.getAttribute('content'));
      for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
        const name = element.getAttribute(attribute)?.toLowerCase();
        if (name && content && !this.#meta.has(name)) this.#meta.set(name, content);
      }
    }
  }

  /** The content under the first of the names that is stated; empty for none. */
  meta(...names: string[]): string {
    return names.map((name) => this.#meta.get(name.toLowerCase())).find(Boolean) ?? '';
  }

  /** Words of the elements, those of each by itself. */
  words(selector: string): string[] {
    return [...this.document.querySelectorAll(selector)].slice(0, 20).map(wordsOf).filter(Boolean);
  }

  attribute(selector: string, name: string): string {
    return clean(this.document.querySelector(selector)?.getAttribute(name));
  }
}

/** Words of neighbouring elements kept apart, as they are seen. */
function wordsOf(element: DomElement): string {
  const parts: string[] = [];
  const gather = (node: DomElement): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) parts.push(child.nodeValue ?? '');
      else if (
        child.nodeType === 1 &&
        !/^(script|style|svg)$/.test((child as DomElement).localName)
      ) {
        parts.push(' ');
        gather(child as DomElement);
        parts.push(' ');
      }
    }
  };
  gather(element);
  return clean(parts.join(''));
}

const first = (values: readonly string[], fits: (value: string) => boolean): string =>
  values.map(clean).find((value) => value !== '' && fits(value)) ?? '';

/** Names and labels, not addresses, handles or numbers. */
const isName = (value: string): boolean =>
  value.length <= 120 && /\p{L}/u.test(value) && !/^(https?:|www\.|@|\/)|[{}<>]/i.test(value);

function findTitle(page: Page, source: string): string {
  const own =
    clean(page.document.querySelector('head title')?.textContent) || (page.words('title')[0] ?? '');
  const stated = page.meta('og:title', 'twitter:title') || clean(page.data.article.headline);
  const folded = fold(`${own} ${stated} ${clean(page.data.article.headline)}`);
  // A site's name is often set as a heading too.
  const headings = page.words('h1').filter((heading) => fold(heading) !== fold(source));
  const agreed = headings.find((heading) => heading.length > 8 && folded.includes(fold(heading)));
  return agreed ?? (withoutSite(stated, source) || withoutSite(own, source) || (headings[0] ?? ''));
}

/** «Headline | The Site» without the site. */
function withoutSite(title: string, site: string): string {
  const parts = /^(.{12,}?)\s+(?:[|·•»«]|[-–—]{1,2})\s+([^|·•»«]{2,40})$/u.exec(title);
  if (!parts?.[1]) return title;
  const isSite = site !== '' && fold(parts[2] ?? '').includes(fold(site));
  return isSite || /[|·•»«]/u.test(title) || parts[1].length > 2.5 * (parts[2] ?? '').length
    ? parts[1].trim()
    : title;
}

function findByline(page: Page, source: string): string {
  const { data } = page;
  const candidates = [
    data.namesOf(data.article.author),
    data.namesOf(data.article.creator),
    [
      page.meta(
        'author',
        'article:author',
        'dc.creator',
        'dcterms.creator',
        'parsely-author',
        'sailthru.author',
        'byl'
      )
    ],
    page.words('[itemprop~="author"] [itemprop~="name"]'),
    page.words('[rel~="author"]').slice(0, 3),
    page.words('[itemprop~="author"]').slice(0, 3),
    page.words('.byline, .author-name, .article-author, .p-author').slice(0, 1)
  ];
  for (const names of candidates) {
    const cleaned = names.map((name) => cleanByline(clean(name), source)).filter(Boolean);
    const unique = cleaned.filter(
      (name, index) => cleaned.findIndex((other) => fold(other) === fold(name)) === index
    );
    if (unique.length > 0) return unique.join(', ');
  }
  return '';
}

function findPublished(page: Page): string {
  const { document, data } = page;
  const dated = document.querySelector('[itemprop~="datePublished"]');
  const stated = [
    clean(data.article.datePublished),
    page.meta(
      'article:published_time',
      'datePublished',
      'og:published_time',
      'pubdate',
      'publishdate',
      'publish-date',
      'dc.date',
      'dc.date.issued',
      'dcterms.created',
      'dcterms.issued',
      'date',
      'parsely-pub-date',
      'sailthru.date',
      'article.published'
    ),
    clean(dated?.getAttribute('datetime')) ||
      clean(dated?.getAttribute('content')) ||
      clean(dated?.textContent),
    page.attribute('time[pubdate][datetime]', 'datetime'),
    page.attribute('article time[datetime], main time[datetime]', 'datetime'),
    page.attribute('time[datetime]', 'datetime'),
    page.words('time')[0] ?? '',
    clean(data.article.dateCreated)
  ];
  return stated.map(findDate).find((day) => day !== null) ?? '';
}

const longestSection = 60;

function findSection(page: Page, source: string): string {
  const { data } = page;
  const stated = [
    page.meta('article:section', 'og:section', 'parsely-section', 'section', 'article.section'),
    ...data.namesOf(data.article.articleSection),
    ...page.words('[itemprop~="articleSection"]'),
    breadcrumb(page)
  ];
  return first(
    stated.map((words) => cleanName(clean(words).split(/\s*[,;|]\s*|\s+[-–—]\s+/u)[0] ?? '')),
    (value) =>
      isName(value) &&
      value.length <= longestSection &&
      !isHost(value) &&
      !everywhere.test(value) &&
      fold(value) !== fold(source)
  );
}

/** No part of a paper. */
const everywhere =
  /^(all|all (news|stories|articles|posts)|uncategori[sz]ed|front ?page|home(page)?|index|blog|articles?|posts?|none|default|e-?mail.*|chưa phân loại|tất cả|trang chủ|без рубрики|allgemein|non classé|sin categoría)$/i;
const homepage =
  /^(home(page)?|start(seite)?|trang chủ|accueil|inicio|início|главная|首页|首頁|ホーム|홈|›|»|\/)$/iu;

/** The last step above the article. */
function breadcrumb(page: Page): string {
  const { data } = page;
  const [list] = data.ofType(/^BreadcrumbList$/);
  const steps = list
    ? [list.itemListElement].flat().flatMap((step) => {
        const own = data.namesOf(step);
        return own.length > 0 ? own : data.namesOf((step as { item?: unknown } | null)?.item);
      })
    : page.words(
        '[class*="breadcrumb" i] a, [id*="breadcrumb" i] a, [aria-label*="breadcrumb" i] a'
      );
  const title = fold(page.words('h1')[0] ?? '');
  return (
    steps
      .map(clean)
      .findLast((step) => step !== '' && !homepage.test(step) && fold(step) !== title) ?? ''
  );
}

function findSource(page: Page): string {
  const { data } = page;
  const stated = [
    page.meta('og:site_name'),
    ...data.namesOf(data.article.publisher),
    ...data.namesOf(data.article.sourceOrganization),
    ...page.words('[itemprop~="publisher"] [itemprop~="name"]'),
    page.attribute('[itemprop~="publisher"] meta[itemprop~="name"]', 'content'),
    page.meta(
      'application-name',
      'dc.publisher',
      'dcterms.publisher',
      'apple-mobile-web-app-title'
    ),
    ...data.ofType(/^WebSite$/).flatMap((site) => data.namesOf(site.name))
  ].map((name) => cleanName(clean(name).split(/\s+[|·•]\s+/u)[0] ?? ''));
  const names = stated.filter((name) => name !== '' && isName(name));
  const address = findUrl(page);
  const host = address === '' ? '' : fold(new URL(address).hostname).replace(/[^a-z0-9]/g, '');
  const agrees = (name: string): boolean => {
    const letters = fold(name)
      .replace(/^the /, '')
      .replace(/[^a-z0-9]/g, '');
    return letters.length > 2 && host.includes(letters);
  };
  // Best what the address agrees with, and a name before an address.
  return (
    names.find((name) => !isHost(name) && agrees(name)) ??
    names.find((name) => !isHost(name)) ??
    names[0] ??
    ''
  );
}

const isHost = (value: string): boolean => /^[\w-]+(\.[\w-]+)+$/.test(value);

function findUrl(page: Page): string {
  const { article } = page.data;
  const main = article.mainEntityOfPage;
  const stated = [
    page.attribute('link[rel~="canonical"]', 'href'),
    page.meta('og:url'),
    clean(article.url),
    clean(typeof main === 'string' ? main : (main as { '@id'?: unknown } | undefined)?.['@id']),
    page.meta('twitter:url', 'parsely-link')
  ].flatMap((address) => webAddress(address) ?? []);
  // Some pages name their front page for all of them.
  return (
    (stated.find(({ pathname, search }) => pathname !== '/' || search !== '') ?? stated[0])?.href ??
    ''
  );
}

const longestAddress = 4000;

function webAddress(address: string): URL | null {
  if (!/^https?:\/\//i.test(address) || address.length > longestAddress || !URL.canParse(address))
    return null;
  const url = new URL(address);
  return url.href.length <= longestAddress && url.username === '' && url.password === ''
    ? url
    : null;
}
