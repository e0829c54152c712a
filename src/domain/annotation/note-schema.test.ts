import { expect, it } from 'vitest';
import { richNote } from '../../main/jobs/worker/export/testing/rich-note';
import { annotationIdSchema } from '../ids';
import { noteLimits, notePlainText, type NoteDocument } from './note';
import { noteDocumentSchema } from './note-schema';

const id = annotationIdSchema.parse('0b8f1d0c-7f5e-4a35-8d3f-0d2a2f1f9c11');
const doc = (...content: unknown[]): unknown => ({ type: 'doc', content });
const words = (text: string): object => ({ type: 'text', text });
const paragraph = (...content: unknown[]): object => ({ type: 'paragraph', content });
const accepts = (value: unknown): boolean => noteDocumentSchema.safeParse(value).success;

// Catches a node that one side writes and main refuses.
it('takes all that a note can hold, as it is', () => {
  const note = richNote(id);
  expect(noteDocumentSchema.parse(note)).toEqual(note);
  expect(notePlainText(note)).toBe(
    [
      'So sánh số liệu',
      'Xem @thị trưởng và #số liệu; lệnh npm ci.',
      'Bảng',
      'Năm | Hộ',
      '2025 | 26.000 | hộ',
      '1. một',
      '   • một rưỡi',
      '2. hai',
      '> trích dẫn',
      'if (a < b) {',
      '  ghi(`x`)',
      '}',
      'Kết'
    ].join('\n')
  );
});

// Catches a note of a later version that is refused, and with it lost, or that loses what is not understood.
it('keeps nodes and marks of a later version, and reads their words', () => {
  const later = doc(
    {
      type: 'callout',
      attrs: { tone: 'warn' },
      content: [paragraph(words('một')), paragraph(words('hai'))]
    },
    paragraph(
      words('a '),
      { type: 'formula', attrs: { tex: 'x^2' } },
      {
        type: 'text',
        text: 'b',
        marks: [{ type: 'bold' }, { type: 'underline', attrs: { style: 'wavy' } }]
      }
    )
  );
  const note = noteDocumentSchema.parse(later);
  expect(note).toEqual(later);
  expect(notePlainText(note)).toBe('một\nhai\na [formula]b');
});

// Catches markup and attributes that come in under the names of our own nodes.
it.each([
  ['an attribute of its own', doc({ ...paragraph(words('a')), attrs: { style: 'color:red' } })],
  ['a heading out of reach', doc({ type: 'heading', attrs: { level: 4 } })],
  [
    'marks in code',
    doc({ type: 'codeBlock', content: [{ ...words('a'), marks: [{ type: 'bold' }] }] })
  ],
  ['a mention of nobody', doc(paragraph({ type: 'mention', attrs: { id: 'x', label: 'a' } }))],
  ['a tag without a name', doc(paragraph({ type: 'tag', attrs: { name: '' } }))],
  [
    'a link that runs',
    doc(paragraph({ ...words('a'), marks: [{ type: 'link', attrs: { href: 'javascript:a' } }] }))
  ],
  ['a table of no rows', doc({ type: 'table', content: [] })],
  ['a row in the open', doc({ type: 'tableRow', content: [] })],
  ['a name that is none', doc({ type: '<img>' })]
])('refuses %s', (_, value) => {
  expect(accepts(value)).toBe(false);
});

const cells = (count: number): object[] =>
  Array.from({ length: count }, () => ({ type: 'tableCell', content: [{ type: 'paragraph' }] }));
const table = (...lengths: number[]): unknown =>
  doc({
    type: 'table',
    content: lengths.map((length) => ({ type: 'tableRow', content: cells(length) }))
  });
const nested = (depth: number): unknown => {
  let block: object = paragraph(words('a'));
  for (let n = 0; n < depth; n += 1) block = { type: 'blockquote', content: [block] };
  return doc(block);
};

// Catches a file that takes the memory or the stack of whoever opens it.
it('bounds tables, depth and length', () => {
  expect(accepts(table(2, 3))).toBe(false);
  const most = noteLimits.cells / noteLimits.columns;
  expect(
    accepts(table(...Array.from({ length: Math.floor(most) }, () => noteLimits.columns)))
  ).toBe(true);
  expect(accepts(table(...Array.from({ length: Math.ceil(most) }, () => noteLimits.columns)))).toBe(
    false
  );
  expect(accepts(table(noteLimits.columns + 1))).toBe(false);
  expect(accepts(nested(40))).toBe(true);
  expect(accepts(nested(noteLimits.depth + 1))).toBe(false);
  expect(accepts(nested(100_000))).toBe(false);
  const long = 'a'.repeat(noteLimits.text);
  const runs = noteLimits.characters / noteLimits.text;
  const full = (count: number): NoteDocument['content'] =>
    Array.from({ length: count }, () => ({
      type: 'paragraph',
      content: [{ type: 'text', text: long }]
    }));
  expect(accepts(doc(...full(runs - 1)))).toBe(true);
  expect(accepts(doc(...full(runs + 1)))).toBe(false);
});
