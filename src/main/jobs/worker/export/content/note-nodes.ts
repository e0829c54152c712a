// The note's rich text as the template prints it.
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
  type NoteTable
} from '@domain/annotation/note';
import type { AnnotationId } from '@domain/ids';
import type { NoteJumps } from './note-jumps';
import { webAddress } from './pieces';
import { breakable } from './printable';
import { tableOfWords } from './print-groups';
import type { Inline, NoteNode, Piece, Words } from './typeset-document';

/** Deeper quotes and lists are printed at this depth: Typst bounds how far functions nest, a column how far it narrows. */
const deepest = 6;

type Numbers = ReadonlyMap<AnnotationId, number>;
const lineBreak: Inline = { lineBreak: true };

/** Lines of text, as they stand. */
const broken = (text: string): Inline[] =>
  text
    .split('\n')
    .flatMap((line, n) => [...(n === 0 ? [] : [lineBreak]), { text: breakable(line) }]);

class NoteSetter {
  constructor(
    private readonly numbers: Numbers,
    private readonly jumps: NoteJumps
  ) {}

  nodes(blocks: readonly NoteBlock[], depth: number): NoteNode[] {
    return blocks.flatMap((block) => this.#block(block, depth));
  }

  #block(block: NoteBlock, depth: number): NoteNode[] {
    if (isForeign(block)) return [{ kind: 'paragraph', inlines: broken(foreignText(block)) }];
    switch (block.type) {
      case 'paragraph':
        return [{ kind: 'paragraph', inlines: this.#inlines(block.content) }];
      case 'heading':
        return [
          { kind: 'heading', level: block.attrs.level, inlines: this.#inlines(block.content) }
        ];
      case 'codeBlock': {
        // Spaces that stand together would be set as one.
        const code = inlinesText(block.content).replace(/^ +| {2,}/gm, (spaces) =>
          '\u00A0'.repeat(spaces.length)
        );
        return [{ kind: 'code', inlines: broken(code.replaceAll('\t', '\u00A0'.repeat(4))) }];
      }
      case 'table':
        return [this.#table(block)];
      case 'blockquote':
        if (depth >= deepest) return this.nodes(block.content, depth);
        return [{ kind: 'quote', children: this.nodes(block.content, depth + 1) }];
      case 'bulletList':
      case 'orderedList': {
        if (depth >= deepest) {
          return block.content.flatMap(({ content }) => this.nodes(content, depth));
        }
        const start = block.type === 'orderedList' ? Math.max(0, block.attrs?.start ?? 1) : null;
        const items = block.content.map((item) => this.nodes(item.content, depth + 1));
        return [{ kind: 'list', start, items }];
      }
    }
  }

  #table({ content }: NoteTable): NoteNode {
    return tableOfWords(content.map((row) => row.content.map((cell) => this.#cell(cell))));
  }

  #cell({ type, content }: NoteCell): Words | null {
    const inlines = content.flatMap((paragraph, n) => [
      ...(n === 0 ? [] : [lineBreak]),
      ...this.#inlines(paragraph.content)
    ]);
    if (type === 'tableHeader')
      for (const inline of inlines) if ('text' in inline) inline.bold = true;
    return inlines.length === 0 ? null : { language: null, inlines };
  }

  #inlines(content: readonly NoteInline[] = []): Inline[] {
    return content.flatMap((part) => this.#inline(part));
  }

  #inline(part: NoteInline): Inline[] {
    if (isForeign(part)) return broken(foreignText(part));
    switch (part.type) {
      case 'hardBreak':
        return [{ lineBreak: true }];
      case 'mention': {
        const number = this.numbers.get(part.attrs.id);
        const text = breakable(mentionText(part));
        if (number === undefined) return [{ text }];
        return [{ text, linked: true, marker: this.jumps.toNote(number) }];
      }
      case 'tag':
        return [{ text: breakable(tagText(part)) }];
      case 'text': {
        const piece: Piece = { text: breakable(part.text) };
        for (const mark of knownMarksOf(part)) {
          if (mark.type === 'link') {
            const href = webAddress(mark.attrs.href);
            if (href !== null) piece.href = href;
          } else piece[mark.type] = true;
        }
        return [piece];
      }
    }
  }
}

/** Empty for null. A mention of one of the numbered notes leads to it. */
export function noteNodes(
  note: NoteDocument | null,
  numbers: Numbers,
  jumps: NoteJumps
): NoteNode[] {
  return new NoteSetter(numbers, jumps).nodes(note?.content ?? [], 0);
}
