// HTML of other programs read into nodes like the editor's, without a DOM and leniently, as browsers do: what is left
// open is closed, what is unknown is a box around its words.
import type { LooseNode } from '../annotation/loose-note';

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0'
};

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
const decode = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});/gi, decodeEntity);

/** Elements whose content is no text. */
const silent = 'script|style|template|noscript|iframe|object|head|title';
const token = new RegExp(
  `<!--[\\s\\S]*?(?:-->|$)|<(${silent})\\b[\\s\\S]*?(?:<\\/\\1\\s*>|$)|<[!?][^<>]*>|` +
    `<(\\/?)([a-z][a-z0-9]*)((?:"[^"<]*"|'[^'<]*'|[^'"<>])*)>`,
  'gi'
);

const blockTypes: Record<string, LooseNode> = {
  p: { type: 'paragraph' },
  h1: { type: 'heading', attrs: { level: 1 } },
  h2: { type: 'heading', attrs: { level: 2 } },
  h3: { type: 'heading', attrs: { level: 3 } },
  h4: { type: 'heading', attrs: { level: 3 } },
  h5: { type: 'heading', attrs: { level: 3 } },
  h6: { type: 'heading', attrs: { level: 3 } },
  blockquote: { type: 'blockquote' },
  ul: { type: 'bulletList' },
  ol: { type: 'orderedList' },
  li: { type: 'listItem' },
  pre: { type: 'codeBlock' },
  table: { type: 'table' },
  tr: { type: 'tableRow' },
  td: { type: 'tableCell' },
  th: { type: 'tableHeader' },
  div: {},
  section: {},
  article: {},
  header: {},
  footer: {},
  main: {},
  aside: {},
  figure: {},
  figcaption: {},
  dl: {},
  dt: {},
  dd: {},
  caption: {},
  hr: {}
};
/** What an element that opens ends, as far up as the first of the others. */
const ends: Record<string, { ended: string[]; within: string[] }> = {
  li: { ended: ['li'], within: ['ul', 'ol'] },
  td: { ended: ['td', 'th'], within: ['table'] },
  th: { ended: ['td', 'th'], within: ['table'] },
  tr: { ended: ['tr'], within: ['table'] }
};
const markTypes: Record<string, string> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code'
};

/** Elements nested deeper are left out, their words not. */
const deepest = 40;

/** The mark of an element, or that of its style: some editors write bold as a style, and wrap all in a `b` that is none. */
function styledType(tag: string, style: string): string | undefined {
  if (/(?:^|[;\s])font-weight\s*:\s*(?:normal|[1-4]00)/i.test(style) && markTypes[tag] === 'bold')
    return;
  if (/(?:^|[;\s])font-weight\s*:\s*(?:bold|[6-9]00)/i.test(style)) return 'bold';
  if (/(?:^|[;\s])font-style\s*:\s*italic/i.test(style)) return 'italic';
  return markTypes[tag];
}

interface Open {
  tag: string;
  node: LooseNode & { content: LooseNode[] };
}

function attribute(attributes: string, name: string): string {
  const match = new RegExp(
    `(?:^|[\\s"'/])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`,
    'i'
  ).exec(attributes);
  return decode(match?.[1] ?? match?.[2] ?? match?.[3] ?? '');
}

class Reader {
  readonly #root: Open = { tag: '', node: { content: [] } };
  readonly #open: Open[] = [this.#root];
  /** Marks of the inline elements that are open, innermost last. */
  readonly #inline: { tag: string; mark: LooseNode | null }[] = [];

  text(raw: string): void {
    const text = decode(raw);
    if (this.#isOpen('pre')) this.#add({ type: 'text', text: text.replaceAll('\r\n', '\n') });
    else {
      const words = text.replace(/[ \t\n\r\f]+/g, ' ');
      const before = this.#top.node.content.at(-1);
      const begins = before === undefined || before.type === 'hardBreak' || !isInline(before);
      const shown = begins || before.text?.endsWith(' ') ? words.replace(/^ /, '') : words;
      if (shown !== '') this.#add({ type: 'text', text: shown });
    }
  }

  start(tag: string, attributes: string): void {
    if (tag === 'br') this.#add({ type: 'hardBreak' });
    else if (tag === 'img') this.text(attribute(attributes, 'alt'));
    else if (tag in blockTypes) this.#startBlock(tag, attributes);
    else this.#startInline(tag, attributes);
  }

  end(tag: string): void {
    if (tag in blockTypes) {
      const at = this.#open.findLastIndex((open) => open.tag === tag);
      if (at > 0) this.#closeTo(at);
    } else {
      const at = this.#inline.findLastIndex((open) => open.tag === tag);
      if (at >= 0) this.#inline.splice(at, 1);
    }
  }

  get #top(): Open {
    return this.#open.at(-1) ?? this.#root;
  }
  #isOpen(tag: string): boolean {
    return this.#open.some((open) => open.tag === tag);
  }

  #startBlock(tag: string, attributes: string): void {
    // Paragraphs and headings hold no blocks.
    if (/^(?:p|h[1-6])$/.test(this.#top.tag)) this.#closeTo(this.#open.length - 1);
    const rule = ends[tag];
    if (rule) {
      const border = this.#open.findLastIndex((open) => rule.within.includes(open.tag));
      const at = this.#open.findIndex((open, n) => n > border && rule.ended.includes(open.tag));
      if (at > 0) this.#closeTo(at);
    }
    const node = { ...blockTypes[tag], content: [] };
    const start = tag === 'ol' ? attribute(attributes, 'start') : '';
    if (/^-?\d{1,9}$/.test(start)) node.attrs = { start: Number(start) };
    trimEnd(this.#top);
    this.#top.node.content.push(node);
    // A cell over several columns: the others stay empty.
    const span = Number(/^[2-9]$|^[1-5]\d$/.exec(attribute(attributes, 'colspan'))?.[0] ?? 1);
    if (tag === 'td' || tag === 'th') {
      for (let n = 1; n < span; n += 1)
        this.#top.node.content.push({ ...blockTypes[tag], content: [] });
    }
    if (tag !== 'hr' && this.#open.length < deepest) this.#open.push({ tag, node });
  }

  #startInline(tag: string, attributes: string): void {
    const href = tag === 'a' ? attribute(attributes, 'href').trim() : '';
    const id = /^urn:uuid:(.+)$/i.exec(href)?.[1];
    const type = styledType(tag, attribute(attributes, 'style'));
    let mark: LooseNode | null = null;
    if (id !== undefined) mark = { type: 'mention', attrs: { id } };
    else if (href !== '') mark = { type: 'link', attrs: { href } };
    else if (tag === 'span' && attribute(attributes, 'class') === 'tag') mark = { type: 'tag' };
    else if (type !== undefined && !this.#isOpen('pre')) mark = { type };
    this.#inline.push({ tag, mark });
  }

  /** Closes the open block at this place and all within it. */
  #closeTo(at: number): void {
    this.#open.splice(at).forEach(trimEnd);
  }

  #add(node: LooseNode): void {
    const marks = this.#inline.flatMap(({ mark }) => mark ?? []);
    const text = node.text ?? '';
    const mention = marks.find(({ type }) => type === 'mention');
    const content = this.#top.node.content;
    if (mention && /^@./.test(text)) {
      content.push({ type: 'mention', attrs: { ...mention.attrs, label: text.slice(1) } });
    } else if (marks.some(({ type }) => type === 'tag') && /^#./.test(text)) {
      content.push({ type: 'tag', attrs: { name: text.slice(1) } });
    } else {
      const kept = [...marks].reverse().filter(({ type }) => type !== 'mention' && type !== 'tag');
      content.push(kept.length > 0 && node.type === 'text' ? { ...node, marks: kept } : node);
    }
  }

  done(): LooseNode[] {
    this.#closeTo(0);
    return this.#root.node.content;
  }
}

/** Space before the end of a block is none. */
function trimEnd({ tag, node: { content } }: Open): void {
  const last = content.at(-1);
  if (tag === 'pre' || last?.type !== 'text') return;
  last.text = last.text?.replace(/ $/, '');
  if (last.text === '') content.pop();
}

const isInline = ({ type = '' }: LooseNode): boolean =>
  ['text', 'hardBreak', 'mention', 'tag'].includes(type);

/** Pure. What stands between blocks as mere white space falls away. */
export function readHtml(html: string): LooseNode[] {
  const reader = new Reader();
  let at = 0;
  for (const match of html.matchAll(token)) {
    if (match.index > at) reader.text(html.slice(at, match.index));
    at = match.index + match[0].length;
    const [, , slash, name, attributes = ''] = match;
    if (name === undefined) continue;
    if (slash) reader.end(name.toLowerCase());
    else reader.start(name.toLowerCase(), attributes);
  }
  if (at < html.length) reader.text(html.slice(at));
  return reader.done();
}
