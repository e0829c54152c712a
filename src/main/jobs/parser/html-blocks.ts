// Walks an HTML document and collects its blocks with words and marks, whatever part of the page they are in.
import { safeHref, type DraftBlock } from '@domain/article/assemble';
import type { BlockKind, ClutterReason, Picture } from '@domain/article/schema';
import { elementNode, textNode, type DomElement } from './dom';
import { pictureOf } from './html-pictures';
import {
  clutterByElement,
  clutterByName,
  declaresBody,
  isBlockElement,
  isUnread,
  kindOf,
  markOf
} from './html-structure';
import { markersOf, placesOf, type Cell } from './html-places';
import { InlineText } from './inline-text';
import { pictureBlock } from './pictures';

export interface HtmlBlock extends DraftBlock {
  /** The elements its words stand in directly, by the number {@link blockAttribute} gives them. */
  owners: Set<string>;
  /** Share of its characters that are links. */
  linked: number;
  /** By element or role: certain. */
  byElement: ClutterReason | null;
  /** By class or id of an element that holds little of the page: likely. */
  byName: ClutterReason | null;
  /** In what the page names its article's body. */
  declared: boolean;
  /** Nothing but a picture stands between it and the block before. */
  belowPicture: boolean;
  /** A rule stands between it and the block before. */
  belowRule: boolean;
}

/** Numbers elements, so that they are known again in a copy of the document. */
export const blockAttribute = 'data-diptych-block';

/** Below this, elements are left out: the walk would run out of stack. */
const deepest = 1000;
/** Deeper than real pages nest. */
const unusual = 300;

interface Around {
  kind: BlockKind;
  level?: number;
  byElement: ClutterReason | null;
  byName: ClutterReason | null;
  declared: boolean;
  depth: number;
  /** Of the table around; null where it only lays out a page, or there is none. */
  places: Map<DomElement, Cell> | null;
  cell: Cell | null;
  /** Of the ordered list around. */
  markers: Map<DomElement, string> | null;
  /** Of the list item around, until its first block has taken it. */
  marker: { text: string } | null;
  lists: number;
}

const outermost: Around = {
  kind: 'paragraph',
  byElement: null,
  byName: null,
  declared: false,
  depth: 0,
  places: null,
  cell: null,
  markers: null,
  marker: null,
  lists: 0
};

export interface HtmlBlocks {
  blocks: HtmlBlock[];
  /** Nested deeper than any real page. */
  tooDeep: boolean;
}

/** Blocks in document order. Numbers the elements that hold words. */
export function collectHtmlBlocks(body: DomElement): HtmlBlocks {
  const collector = new Collector((body.textContent ?? '').length);
  collector.walk(body, outermost);
  collector.flush();
  const { blocks, tooDeep } = collector;
  return { blocks, tooDeep };
}

class Collector {
  readonly blocks: HtmlBlock[] = [];
  tooDeep = false;
  readonly #pageLength: number;
  #inline = new InlineText();
  #owners = new Set<string>();
  #pictures: Picture[] = [];
  #linkedLength = 0;
  #inLink = false;
  #around = outermost;
  #numbered = 0;
  #belowPicture = false;
  #rule = false;

  constructor(pageLength: number) {
    this.#pageLength = pageLength;
  }

  /** Ends the block under way. */
  flush(): void {
    const { text, marks } = this.#inline.take();
    const length = text.trim().length;
    if (length > 0) {
      const { kind, level, byElement, byName, declared } = this.#around;
      this.blocks.push({
        kind,
        ...(level === undefined ? {} : { level }),
        ...this.#place(kind),
        text,
        marks,
        ...(this.#pictures.length > 0 ? { pictures: this.#pictures } : {}),
        owners: this.#owners,
        linked: Math.min(1, this.#linkedLength / length),
        byElement,
        byName,
        declared,
        belowPicture: this.#belowPicture,
        belowRule: this.#rule
      });
      this.#belowPicture = false;
      this.#rule = false;
    }
    this.#owners = new Set();
    this.#pictures = [];
    this.#linkedLength = 0;
  }

  /** What list or table the block under way stands in. */
  #place(kind: BlockKind): Pick<DraftBlock, 'cell' | 'marker'> {
    const { cell, marker } = this.#around;
    if (kind === 'tableCell' && cell) return { cell };
    if (kind !== 'listItem' || !marker || marker.text === '') return {};
    const text = marker.text;
    marker.text = '';
    return { marker: text };
  }

  walk(element: DomElement, around: Around): void {
    for (const node of element.childNodes) {
      if (node.nodeType === textNode) this.#words(element, node.nodeValue ?? '');
      else if (node.nodeType === elementNode) this.#element(node as DomElement, around);
    }
  }

  #words(parent: DomElement, words: string): void {
    if (/\S/.test(words)) {
      const number = parent.getAttribute(blockAttribute) ?? String((this.#numbered += 1));
      parent.setAttribute(blockAttribute, number);
      this.#owners.add(number);
      if (this.#inLink) this.#linkedLength += words.trim().length;
    }
    this.#inline.add(words);
  }

  #element(element: DomElement, around: Around): void {
    const name = element.localName;
    if (name === 'br') {
      this.#break(element);
      return;
    }
    if (name === 'img') {
      this.#belowPicture = true;
      this.#picture(element);
      return;
    }
    this.#belowPicture ||= name === 'picture';
    this.#rule ||= name === 'hr';
    this.tooDeep ||= around.depth > unusual;
    if (around.depth > deepest || isUnread(element)) return;
    if (isBlockElement(name)) {
      this.#block(element, around);
      return;
    }
    const mark = markOf(element);
    const href = mark === 'link' ? safeHref(element.getAttribute('href')) : null;
    const marked = mark !== null && (mark !== 'link' || href !== null);
    const wasInLink = this.#inLink;
    this.#inLink ||= mark === 'link';
    if (marked) this.#inline.open(mark, href ?? undefined);
    // An inline element may hold blocks (a link around a card): they end the block under way as any other.
    this.walk(element, { ...around, depth: around.depth + 1 });
    if (marked) this.#inline.close();
    this.#inLink = wasInLink;
  }

  /** An embedded picture amid words goes with them; else it is a block of its own until its caption is known. */
  #picture(element: DomElement): void {
    const picture = pictureOf(element);
    if (!picture) return;
    this.#pictures.push(picture);
    if (!this.#inline.isBlank) return;
    const number = String((this.#numbered += 1));
    element.setAttribute(blockAttribute, number);
    const { byElement, byName, declared } = this.#around;
    this.blocks.push({
      ...pictureBlock(picture),
      owners: new Set([number]),
      linked: 0,
      byElement,
      byName,
      declared,
      belowPicture: false,
      belowRule: false
    });
    this.#pictures = [];
  }

  /** Two line breaks in a row end a paragraph; one is a hard break, in preformatted text a line. */
  #break(element: DomElement): void {
    let next = element.nextSibling;
    while (next && next.nodeType === textNode && !/\S/.test(next.nodeValue ?? ''))
      next = next.nextSibling;
    const doubled = next?.nodeType === elementNode && (next as DomElement).localName === 'br';
    if (doubled) this.flush();
    else this.#inline.hardBreak();
  }

  #block(element: DomElement, around: Around): void {
    const inner = this.#inside(element, around);
    this.flush();
    const outer = this.#around;
    this.#around = inner;
    if (inner.kind === 'code') this.#preformatted(element);
    else this.walk(element, inner);
    this.flush();
    this.#around = outer;
  }

  #inside(element: DomElement, around: Around): Around {
    const { localName } = element;
    const isCell = localName === 'td' || localName === 'th';
    const places = localName === 'table' ? placesOf(element) : around.places;
    const cell =
      localName === 'table' ? null : isCell ? (places?.get(element) ?? null) : around.cell;
    const own = isCell && !cell ? 'paragraph' : kindOf(element);
    const kind = own ?? (around.kind === 'heading' ? 'paragraph' : around.kind);
    const isList = localName === 'ol' || localName === 'ul';
    const lists = around.lists + (isList ? 1 : 0);
    const text = localName === 'li' ? around.markers?.get(element) : undefined;
    const level =
      kind === 'heading'
        ? Number(localName.slice(1))
        : kind === 'listItem' && lists > 1
          ? Math.min(lists, 6)
          : undefined;
    const named = around.byName ?? clutterByName(element);
    // A name on an element that holds much of the page speaks of the page, not of clutter.
    const small = named !== null && (element.textContent ?? '').length < 0.35 * this.#pageLength;
    return {
      kind,
      ...(level === undefined ? {} : { level }),
      byElement: around.byElement ?? clutterByElement(element),
      byName: around.byName ?? (small ? named : null),
      declared: around.declared || declaresBody(element),
      depth: around.depth + 1,
      places,
      cell,
      markers: localName === 'ol' ? markersOf(element) : localName === 'ul' ? null : around.markers,
      marker: localName === 'li' ? (text ? { text } : null) : around.marker,
      lists
    };
  }

  #preformatted(element: DomElement): void {
    const lines = new InlineText(true);
    lines.add((element.textContent ?? '').replace(/^\n/, '').trimEnd());
    const { text } = lines.take();
    this.#words(element, '');
    const number = String((this.#numbered += 1));
    element.setAttribute(blockAttribute, number);
    this.#owners.add(number);
    this.#inline = new InlineText(true);
    this.#inline.add(text);
    this.flush();
    this.#inline = new InlineText();
  }
}
