// A note as Markdown.
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
} from '../annotation/note';
import type { AnnotationId } from '../ids';
import { guarded, indented, linked, plain, printed, quoted, tagged } from './markdown-text';

const tags = { bold: 'strong', italic: 'em', code: 'code' } as const;
const lines = (text: string): string => text.split('\n').map(guarded).join('\n');
const broken = (text: string): string => text.split('\n').map(plain).join('\\\n');

class NoteMarkdown {
  constructor(private readonly numbers: ReadonlyMap<AnnotationId, number>) {}

  block(block: NoteBlock): string {
    if (isForeign(block)) return lines(broken(foreignText(block)));
    switch (block.type) {
      case 'paragraph':
        return lines(this.#inlines(block.content).trim());
      case 'heading': {
        // A heading ends before signs like those it begins with. Its level is under those of the file.
        const text = this.#inlines(block.content)
          .trim()
          .replaceAll('\\\n', ' ')
          .replace(/#(?=#*$)/g, '\\#');
        return text === '' ? '' : `${'#'.repeat(block.attrs.level + 3)} ${text}`;
      }
      case 'codeBlock':
        return fenced(inlinesText(block.content));
      case 'table':
        return this.#table(block);
      case 'blockquote':
        return quoted(this.blocks(block.content).join('\n\n'));
      case 'bulletList':
      case 'orderedList': {
        const first = block.type === 'orderedList' ? Math.max(0, block.attrs?.start ?? 1) : null;
        return block.content
          .map((item, index) => {
            const bullet = first === null ? '- ' : `${first + index}. `;
            const text = this.blocks(item.content).join('\n\n');
            return bullet + indented(text, ' '.repeat(bullet.length));
          })
          .join('\n');
      }
    }
  }

  blocks(blocks: readonly NoteBlock[]): string[] {
    return blocks.map((block) => this.block(block));
  }

  /** A table needs a head, which is its first row. */
  #table({ content }: NoteTable): string {
    const rows = content.map(
      (row) => `| ${row.content.map((cell) => this.#cell(cell)).join(' | ')} |`
    );
    const [head = '', ...body] = rows;
    const width = content[0]?.content.length ?? 0;
    return [head, `|${' --- |'.repeat(width)}`, ...body].join('\n');
  }

  #cell({ content }: NoteCell): string {
    return content
      .map((paragraph) => this.#inlines(paragraph.content).trim().replaceAll('\\\n', '<br>'))
      .join('<br>');
  }

  #inlines(content: readonly NoteInline[] = []): string {
    return content.map((part) => this.#inline(part)).join('');
  }

  #inline(part: NoteInline): string {
    if (isForeign(part)) return broken(foreignText(part));
    switch (part.type) {
      case 'hardBreak':
        return '\\\n';
      case 'mention': {
        const number = this.numbers.get(part.attrs.id);
        return plain(mentionText(part)) + (number === undefined ? '' : `[^${number}]`);
      }
      case 'tag':
        return plain(tagText(part));
      case 'text':
        return knownMarksOf(part).reduce(
          (text, mark) =>
            mark.type === 'link' ? linked(text, mark.attrs.href) : tagged(tags[mark.type], text),
          plain(part.text)
        );
    }
  }
}

/** Between fences longer than any in it. */
function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${printed(code).replace(/\r\n?/g, '\n')}\n${fence}`;
}

/** The note's blocks; a mention of one of the numbered notes is a footnote's reference too. */
export function noteMarkdown(
  note: NoteDocument,
  numbers: ReadonlyMap<AnnotationId, number>
): string[] {
  return new NoteMarkdown(numbers).blocks(note.content).filter((text) => text !== '');
}
