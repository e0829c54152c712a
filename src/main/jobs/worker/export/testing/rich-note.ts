// A note with one of everything that a note can hold.
import type { NoteBlock, NoteCell, NoteDocument, NoteInline } from '@domain/annotation/note';
import type { AnnotationId } from '@domain/ids';

const text = (words: string): NoteInline => ({ type: 'text', text: words });
const paragraph = (...content: NoteInline[]) => ({ type: 'paragraph' as const, content });
const cell = (words: string, type: NoteCell['type'] = 'tableCell'): NoteCell => ({
  type,
  content: [paragraph(text(words))]
});
const item = (...content: NoteBlock[]) => ({ type: 'listItem' as const, content });

/** Mentions the given annotation as "thị trưởng". */
export const richNote = (mentioned: AnnotationId): NoteDocument => ({
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 1 }, content: [text('So sánh số liệu')] },
    paragraph(
      text('Xem '),
      { type: 'mention', attrs: { id: mentioned, label: 'thị trưởng' } },
      text(' và '),
      { type: 'tag', attrs: { name: 'số liệu' } },
      text('; lệnh '),
      { type: 'text', text: 'npm ci', marks: [{ type: 'code' }] },
      text('.')
    ),
    { type: 'heading', attrs: { level: 2 }, content: [text('Bảng')] },
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('Năm', 'tableHeader'), cell('Hộ', 'tableHeader')] },
        { type: 'tableRow', content: [cell('2025'), cell('26.000 | hộ')] }
      ]
    },
    {
      type: 'orderedList',
      content: [
        item(paragraph(text('một')), {
          type: 'bulletList',
          content: [item(paragraph(text('một rưỡi')))]
        }),
        item(paragraph(text('hai')))
      ]
    },
    { type: 'blockquote', content: [paragraph(text('trích dẫn'))] },
    { type: 'codeBlock', content: [{ type: 'text', text: 'if (a < b) {\n  ghi(`x`)\n}' }] },
    { type: 'heading', attrs: { level: 3 }, content: [text('Kết')] }
  ]
});
