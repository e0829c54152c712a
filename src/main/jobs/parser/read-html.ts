// HTML to blocks. Nothing is run or fetched; what comes out is words and marks, never markup.
import { Readability } from '@mozilla/readability';
import * as linkedom from 'linkedom/worker';
import type { DraftBlock } from '@domain/article/assemble';
import type { DomDocument, DomElement } from './dom';
import { blockAttribute, collectHtmlBlocks } from './html-blocks';
import { isUnderPicture, tellContent } from './html-content';
import { readHtmlFacts } from './html-facts';
import { shelvePictures, type FindPicture } from './html-pictures';
import type { ParsedDocument } from './parsed-document';
import { PictureShelf } from './pictures';

/** Begins what somebody selected and copied out of a page: all of it is meant, wherever it stands. */
const copiedMark = '<!--StartFragment-->';

/**
 * Reads a page or a fragment; the article's part is told from structure, names and Readability's choice together.
 * `find` gives the pictures that come along with the page.
 */
export async function readHtml(source: string, find?: FindPicture): Promise<ParsedDocument> {
  const document = parseDocument(source);
  const shelf = new PictureShelf();
  await shelvePictures(document, shelf, find);
  const { statedBody, ...facts } = readHtmlFacts(document);
  const { blocks, tooDeep } = collectHtmlBlocks(document.body);
  // Readability's time grows with the square of the depth.
  const chosen = tooDeep ? null : chooseContent(document);
  const copied = source.includes(copiedMark);
  const reasons = copied
    ? []
    : tellContent(blocks, { chosen, title: facts.title ?? '', statedBody });
  const drafts = blocks.map((block, index): DraftBlock => {
    const { kind, level, marker, cell, text, marks, pictures } = block;
    const clutter = reasons[index];
    return {
      kind: isUnderPicture(block) ? 'caption' : kind,
      text,
      marks,
      ...(level === undefined ? {} : { level }),
      ...(marker === undefined ? {} : { marker }),
      ...(cell === undefined ? {} : { cell }),
      ...(pictures === undefined ? {} : { pictures }),
      ...(clutter ? { clutter } : {})
    };
  });
  return { drafts, clutterKnown: false, ...facts, pictures: shelf.pictures };
}

// Its own types need the DOM's.
const { parseHTML } = linkedom as unknown as {
  parseHTML: (source: string) => { document: DomDocument };
};

/** The whole page, or a fragment made into one. */
export function parseDocument(source: string): DomDocument {
  const whole = /<(html|body)\b/i.test(source);
  const page = whole ? withParts(source) : `<!doctype html><html><body>${source}</body></html>`;
  return parseHTML(withoutDepth(page)).document;
}

/** What may stand before a body whose tag is left out. */
const headElements =
  /^(?:\s+|<!--[^]{0,10000}?-->|<(?:meta|link|base)\b[^>]*>|<(title|style|script|noscript)\b[^]{0,200000}?<\/\1\s*>)*/i;

/** A page may leave out the tags of its root, its head and its body; the parser would then leave out its words. */
function withParts(source: string): string {
  const root = /<html\b[^>]*>/i.exec(source);
  const start = root
    ? root.index + root[0].length
    : (/^\s*<!doctype[^>]*>/i.exec(source)?.[0].length ?? 0);
  const before = source.slice(0, start) + (root ? '' : '<html>');
  const rest = source.slice(start);
  const body = /<(?:body|frameset)\b/i.exec(rest)?.index;
  if (/<head[\s>]/i.test(rest.slice(0, body))) {
    if (body !== undefined) return before + rest;
    const end = /<\/head\s*>/i.exec(rest);
    const at = end ? end.index + end[0].length : 0;
    return `${before}${rest.slice(0, at)}<body>${rest.slice(at)}`;
  }
  const at = body ?? headElements.exec(rest)?.[0].length ?? 0;
  const opening = body === undefined ? '<body>' : '';
  return `${before}<head>${rest.slice(0, at)}</head>${opening}${rest.slice(at)}`;
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
  const reader = new Readability<DomElement>(document as never, {
    serializer: (node) => node as DomElement,
    disableJSONLD: true,
    charThreshold: 200
  });
  let content: DomElement | null | undefined;
  try {
    content = reader.parse()?.content;
  } catch {
    // It trips over broken trees, as of a page without a body: its choice is one sign among others.
  }
  if (!content) return null;
  const numbers = [...content.querySelectorAll(`[${blockAttribute}]`)].map(
    (element) => element.getAttribute(blockAttribute) ?? ''
  );
  return numbers.length > 0 ? new Set(numbers) : null;
}
