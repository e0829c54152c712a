// Notes as HTML for other programs, and other programs' HTML as notes. Nothing here meets a DOM.
import { toNote } from '../annotation/loose-note';
import {
  foreignText,
  inlinesText,
  isForeign,
  knownMarksOf,
  mentionText,
  tagText,
  type NoteBlock,
  type NoteCell,
  type NoteDocument,
  type NoteInline,
  type NoteMention
} from '../annotation/note';
import type { AnnotationId } from '../ids';
import { readHtml } from './html-nodes';
import { escapeMarkup } from './markup';

/** Where a mention leads; null where to no place. */
export type MentionAddress = (id: AnnotationId) => string | null;

/** The name of an annotation anywhere. */
export const annotationUrn = (id: AnnotationId): string => `urn:uuid:${id}`;

const lines = (text: string): string => escapeMarkup(text).replaceAll('\n', '<br>');

interface Placement {
  addressOf: MentionAddress;
  /** Level of the headings that the note's stand under; 0 where it stands alone. */
  headingsUnder: number;
}
const alone: Placement = { addressOf: annotationUrn, headingsUnder: 0 };

class NoteHtml {
  constructor(private readonly placement: Placement) {}

  blocks(blocks: readonly NoteBlock[]): string {
    return blocks.map((block) => this.#block(block)).join('');
  }

  #block(block: NoteBlock): string {
    if (isForeign(block)) return `<p>${lines(foreignText(block))}</p>`;
    switch (block.type) {
      case 'paragraph':
        return `<p>${this.#inlines(block.content)}</p>`;
      case 'heading': {
        const level = block.attrs.level + this.placement.headingsUnder;
        return `<h${level}>${this.#inlines(block.content)}</h${level}>`;
      }
      case 'codeBlock':
        return `<pre><code>${escapeMarkup(inlinesText(block.content))}</code></pre>`;
      case 'table': {
        const rows = block.content.map(({ content }) => content.map((cell) => this.#cell(cell)));
        return `<table>${rows.map((cells) => `<tr>${cells.join('')}</tr>`).join('')}</table>`;
      }
      case 'blockquote':
        return `<blockquote>${this.blocks(block.content)}</blockquote>`;
      case 'bulletList':
      case 'orderedList': {
        const items = block.content.map((item) => `<li>${this.blocks(item.content)}</li>`).join('');
        if (block.type === 'bulletList') return `<ul>${items}</ul>`;
        const start = block.attrs && block.attrs.start !== 1 ? ` start="${block.attrs.start}"` : '';
        return `<ol${start}>${items}</ol>`;
      }
    }
  }

  #cell({ type, content }: NoteCell): string {
    const tag = type === 'tableHeader' ? 'th' : 'td';
    const [only] = content;
    const inner = content.length === 1 ? this.#inlines(only?.content) : this.blocks(content);
    return `<${tag}>${inner}</${tag}>`;
  }

  #inlines(content: readonly NoteInline[] = []): string {
    return content.map((part) => this.#inline(part)).join('');
  }

  #inline(part: NoteInline): string {
    if (isForeign(part)) return lines(foreignText(part));
    switch (part.type) {
      case 'hardBreak':
        return '<br>';
      case 'mention':
        return this.#mention(part);
      case 'tag':
        return `<span class="tag">${escapeMarkup(tagText(part))}</span>`;
      case 'text':
        return knownMarksOf(part).reduce((html, mark) => {
          switch (mark.type) {
            case 'bold':
              return `<strong>${html}</strong>`;
            case 'italic':
              return `<em>${html}</em>`;
            case 'code':
              return `<code>${html}</code>`;
            case 'link':
              return `<a href="${escapeMarkup(mark.attrs.href)}">${html}</a>`;
          }
        }, escapeMarkup(part.text));
    }
  }

  #mention(mention: NoteMention): string {
    const words = escapeMarkup(mentionText(mention));
    const href = this.placement.addressOf(mention.attrs.id);
    return href === null ? words : `<a href="${escapeMarkup(href)}">${words}</a>`;
  }
}

/** The note as HTML of plain elements; a mention leads to the annotation's name unless said otherwise. */
export function noteToHtml(note: NoteDocument, placement = alone): string {
  return new NoteHtml(placement).blocks(note.content);
}

/**
 * Any HTML as a note: what a note can hold keeps its form, of the rest the words stay; scripts, styles and all
 * attributes but addresses fall away. Null where no words are left.
 */
export function noteFromHtml(html: string): NoteDocument | null {
  return toNote({ content: readHtml(html) });
}
