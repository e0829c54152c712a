// Notes as HTML for other programs, and other programs' HTML as plain notes. Nothing here meets a DOM.
import {
  noteFromPlainText,
  type NoteBlock,
  type NoteDocument,
  type NoteInline
} from '../annotation/note';
import { escapeMarkup } from './markup';

function inlineHtml(part: NoteInline): string {
  if (part.type === 'hardBreak') return '<br>';
  return (part.marks ?? []).reduce((html, mark) => {
    switch (mark.type) {
      case 'bold':
        return `<strong>${html}</strong>`;
      case 'italic':
        return `<em>${html}</em>`;
      case 'link':
        return `<a href="${escapeMarkup(mark.attrs.href)}">${html}</a>`;
    }
  }, escapeMarkup(part.text));
}

function blockHtml(block: NoteBlock): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${(block.content ?? []).map(inlineHtml).join('')}</p>`;
    case 'blockquote':
      return `<blockquote>${block.content.map(blockHtml).join('')}</blockquote>`;
    case 'bulletList':
    case 'orderedList': {
      const items = block.content
        .map((item) => `<li>${item.content.map(blockHtml).join('')}</li>`)
        .join('');
      if (block.type === 'bulletList') return `<ul>${items}</ul>`;
      const start = block.attrs && block.attrs.start !== 1 ? ` start="${block.attrs.start}"` : '';
      return `<ol${start}>${items}</ol>`;
    }
  }
}

/** The note as HTML of p, br, strong, em, a, blockquote, ul, ol and li alone. */
export function noteToHtml(note: NoteDocument): string {
  return note.content.map(blockHtml).join('');
}

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

/** The words of any HTML as a note, a paragraph a block; scripts, styles and all tags fall away. Null where none are left. */
export function noteFromHtml(html: string): NoteDocument | null {
  const text = html
    .replace(/<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<\/?(?:br|p|div|li|h[1-6]|blockquote|tr)\b[^>]*>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});/gi, decodeEntity);
  const lines = text.split('\n').map((line) => line.trim());
  return noteFromPlainText(lines.filter((line) => line !== '').join('\n'));
}
