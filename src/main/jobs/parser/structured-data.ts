// What a page states of its article in schema.org's JSON-LD.
import type { DomDocument } from './dom';

export type Data = Record<string, unknown>;

const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const deepest = 6;
const mostItems = 2000;
const articleType = /article|posting|report$|^review$/i;

export class StructuredData {
  /** The page's Article; empty where none is stated. */
  readonly article: Data;
  readonly #items: Data[];
  readonly #byId = new Map<string, Data>();

  /** Broken scripts are common and left out; the page's own words remain. */
  constructor(document: DomDocument) {
    this.#items = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap(
      (script) => itemsOf(parseLoosely(script.textContent ?? ''), 0)
    );
    for (const item of this.#items) {
      const id = item['@id'];
      if (typeof id === 'string' && Object.keys(item).length > 1) this.#byId.set(id, item);
    }
    const articles = this.ofType(articleType);
    this.article = articles.find((item) => item.headline ?? item.articleBody) ?? articles[0] ?? {};
  }

  ofType(type: RegExp): Data[] {
    return this.#items.filter((item) =>
      [item['@type']].flat().some((name) => type.test(String(name)))
    );
  }

  /** The names of a person, an organisation or a place, or of several; a plain string is its own name. */
  namesOf(value: unknown): string[] {
    return [value].flat().flatMap((one) => {
      if (typeof one === 'string') return [one];
      if (!isData(one)) return [];
      const whole = typeof one['@id'] === 'string' ? (this.#byId.get(one['@id']) ?? one) : one;
      return [whole.name].flat().filter((name) => typeof name === 'string');
    });
  }
}

/** Every object with a type, however deep it stands. */
function itemsOf(value: unknown, depth: number): Data[] {
  if (depth > deepest) return [];
  if (Array.isArray(value)) return value.slice(0, mostItems).flatMap((one) => itemsOf(one, depth));
  if (!isData(value)) return [];
  const inner = Object.values(value)
    .filter((one) => typeof one === 'object')
    .flatMap((one) => itemsOf(one, depth + 1));
  return value['@type'] === undefined ? inner : [value, ...inner];
}

/** JSON as pages write it: in comments or CDATA, with raw line breaks, with a comma too many. Null where it is none. */
function parseLoosely(source: string): unknown {
  const bare = source
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>|;)\s*$/, '')
    // eslint-disable-next-line no-control-regex -- control characters are what breaks it
    .replace(/[\u0000-\u001f]+/g, ' ');
  for (const candidate of [bare, bare.replace(/,(\s*[}\]])/g, '$1')]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next way of reading it.
    }
  }
  return null;
}
