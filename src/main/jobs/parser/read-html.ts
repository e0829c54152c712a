// HTML to blocks. Nothing is run or fetched; what comes out is words and marks, never markup.
import { Readability } from '@mozilla/readability';
import * as linkedom from 'linkedom/worker';
import type { DraftBlock } from '@domain/article/assemble';
import type { ClutterReason } from '@domain/article/schema';
import { fold } from '@domain/text/fold';
import type { DomDocument, DomElement } from './dom';
import { blockAttribute, collectHtmlBlocks, type HtmlBlock } from './html-blocks';
import { readHtmlFacts } from './html-facts';
import type { ParsedDocument } from './parsed-document';

/** Reads a page or a fragment; the article's part is told from structure, names and Readability's choice together. */
export function readHtml(source: string): ParsedDocument {
  const document = parseDocument(source);
  const facts = readHtmlFacts(document);
  const { blocks, tooDeep } = collectHtmlBlocks(document.body);
  // Readability's time grows with the square of the depth.
  const chosen = tooDeep ? null : chooseContent(document);
  const title = fold(facts.title ?? '');
  const span = contentSpan(blocks, chosen);
  const drafts = blocks.map((block, index): DraftBlock => {
    const { kind, level, text, marks } = block;
    const isTitle = level === 1 && fold(text.trim()) === title;
    const clutter = isTitle ? null : clutterOf(blocks, index, chosen, span);
    return {
      kind,
      text,
      marks,
      ...(level === undefined ? {} : { level }),
      ...(clutter ? { clutter } : {})
    };
  });
  return { drafts, clutterKnown: false, ...facts };
}

// Its own types need the DOM's.
const { parseHTML } = linkedom as unknown as {
  parseHTML: (source: string) => { document: DomDocument };
};

/** The whole page, or a fragment made into one. */
export function parseDocument(source: string): DomDocument {
  const whole = /<(html|body)\b/i.test(source);
  const page = whole ? source : `<!doctype html><html><body>${source}</body></html>`;
  return parseHTML(withoutDepth(page)).document;
}

/** Nesting beyond which tags are left out; the parser's time grows with its square. No real page comes near. */
const deepest = 10_000;
const unclosed =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|td|th|tr|option)$/i;

function withoutDepth(source: string): string {
  let depth = 0;
  return source.replace(/<(\/?)([a-z][^\s<>/]*)[^<>]*>/gi, (tag, slash: string, name: string) => {
    if (unclosed.test(name)) return tag;
    depth = Math.max(0, depth + (slash ? -1 : 1));
    return depth > deepest && !slash ? '' : tag;
  });
}

/** Numbers of the elements Readability keeps; null where it finds no article. Uses the document up. */
function chooseContent(document: DomDocument): Set<string> | null {
  const parsed = new Readability<DomElement>(document as never, {
    serializer: (node) => node as DomElement,
    disableJSONLD: true,
    charThreshold: 200
  }).parse();
  if (!parsed?.content) return null;
  const numbers = [...parsed.content.querySelectorAll(`[${blockAttribute}]`)].map(
    (element) => element.getAttribute(blockAttribute) ?? ''
  );
  return numbers.length > 0 ? new Set(numbers) : null;
}

const isChosen = (block: HtmlBlock, chosen: Set<string>): boolean =>
  [...block.owners].some((owner) => chosen.has(owner));

interface ContentSpan {
  first: number;
  last: number;
}

function contentSpan(blocks: readonly HtmlBlock[], chosen: Set<string> | null): ContentSpan {
  if (!chosen) return { first: 0, last: blocks.length - 1 };
  const indexes = blocks.flatMap((block, index) => (isChosen(block, chosen) ? [index] : []));
  return { first: indexes[0] ?? 0, last: indexes.at(-1) ?? -1 };
}

function clutterOf(
  blocks: readonly HtmlBlock[],
  index: number,
  chosen: Set<string> | null,
  span: ContentSpan
): ClutterReason | null {
  const block = blocks[index];
  if (!block) return null;
  const structural = block.byElement ?? block.byName;
  if (!chosen) return structural;
  if (isChosen(block, chosen)) return isTeaser(blocks, index) ? 'related' : null;
  const inside = index >= span.first && index <= span.last;
  // Quoted posts stand in boxes named after the network they come from.
  if (inside && block.kind === 'quote' && !block.byElement) return null;
  if (structural) return structural;
  if (index < span.first) return 'navigation';
  if (index > span.last) return block.linked > 0.5 ? 'related' : 'footer';
  return isOwn(blocks, index, chosen) ? null : 'related';
}

/** A headline that is a link among others of its kind: another article's. */
function isTeaser(blocks: readonly HtmlBlock[], index: number): boolean {
  const linked = (at: number): boolean => {
    const block = blocks[at];
    return block?.kind === 'heading' && block.linked > 0.9;
  };
  return linked(index) && [-3, -2, -1, 1, 2, 3].some((step) => linked(index + step));
}

const longestGap = 4;

/** What Readability drops amid the article: captions, headings, short paragraphs; but no whole lists of links. */
function isOwn(blocks: readonly HtmlBlock[], index: number, chosen: Set<string>): boolean {
  const block = blocks[index];
  if (!block || block.linked > 0.5) return false;
  if (block.kind === 'caption' || block.kind === 'footnote') return true;
  let gap = 1;
  for (const step of [-1, 1]) {
    for (let at = index + step; gap <= longestGap; at += step, gap += 1) {
      const near = blocks[at];
      if (!near || isChosen(near, chosen)) break;
    }
  }
  return gap <= longestGap;
}
