// XML as a row of tags and texts. No entity but the five of the standard and numbers is known, none can be declared,
// and nothing outside the text is ever asked for.

export interface XmlTag {
  /** Without its prefix. */
  name: string;
  /** Ends an element; of an empty one, both `open` and `close` hold. */
  close: boolean;
  open: boolean;
  /** The value of an attribute, by its name without prefix; null where it is absent. */
  attribute: (name: string) => string | null;
}

/** Tags and texts in order; comments, processing instructions and declarations are left out. */
export function* readXml(source: string): Generator<XmlTag | string> {
  let at = 0;
  /** Moves behind the next `mark`, or to the end; returns what stands before it. */
  const upTo = (from: number, mark: string): string => {
    const found = source.indexOf(mark, from);
    at = found < 0 ? source.length : found + mark.length;
    return source.slice(from, found < 0 ? undefined : found);
  };
  while (at < source.length) {
    if (source[at] !== '<') {
      const next = source.indexOf('<', at);
      yield unescapeXml(source.slice(at, next < 0 ? undefined : next));
      at = next < 0 ? source.length : next;
    } else if (source.startsWith('<!--', at)) upTo(at + 4, '-->');
    else if (source.startsWith('<![CDATA[', at)) yield upTo(at + 9, ']]>');
    else if (/[?!]/.test(source[at + 1] ?? '')) upTo(at, '>');
    else yield tagOf(upTo(at + 1, '>'));
  }
}

function tagOf(inside: string): XmlTag {
  const [, slash, name = ''] = /^(\/?)([^\s/]*)/.exec(inside) ?? [];
  return {
    name: local(name),
    open: slash !== '/',
    close: slash === '/' || inside.endsWith('/'),
    attribute: (wanted) => attributeOf(inside.slice(name.length, longestTag), wanted)
  };
}

/** Characters of a tag in which attributes are looked for. */
const longestTag = 10_000;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributeOf(source: string, wanted: string): string | null {
  for (const [, name = '', double, single] of source.matchAll(
    /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
  )) {
    if (local(name) === wanted) return unescapeXml(double ?? single ?? '');
  }
  return null;
}

/**
 * Whether the source declares entities made of other entities. Here they never unfold; but no article has them, and
 * elsewhere a few lines of them fill a machine's memory.
 */
export function hasEntityBomb(source: string): boolean {
  for (let at = source.indexOf(declaration); at >= 0; at = source.indexOf(declaration, at + 1)) {
    const end = source.indexOf('>', at);
    if (end < 0) return false;
    const used = source.slice(at, end).matchAll(/[&%]([^\s&%;#]{1,100});/g);
    if ([...used].some(([, name = '']) => !Object.hasOwn(named, name))) return true;
  }
  return false;
}
const declaration = '<!ENTITY';

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));/gi,
    (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(String(hex), 16) : null;
      if (code === null) return named[String(name)] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    }
  );
}
