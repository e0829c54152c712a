import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { richNote } from '../../main/jobs/worker/export/testing/rich-note';
import { annotationIdSchema } from '../ids';
import type { NoteDocument } from './note';
import { noteDocumentSchema } from './note-schema';
import { editPlain, plainLines } from './plain-edit';

const id = annotationIdSchema.parse('0b8f1d0c-7f5e-4a35-8d3f-0d2a2f1f9c11');
const later = noteDocumentSchema.parse({
  type: 'doc',
  content: [
    ...richNote(id).content,
    { type: 'callout', attrs: { tone: 'warn' }, content: [{ type: 'text', text: 'lưu ý' }] },
    { type: 'chart', attrs: { points: [1, 2] } }
  ]
});
const edited = (from: string, to: string): NoteDocument | null => {
  const text = plainLines(later);
  expect(text).toContain(from);
  return editPlain(later, text.replace(from, to));
};
const changedBlocks = (note: NoteDocument | null): number[] =>
  later.content.flatMap((block, n) => (note?.content.includes(block) ? [] : n));

describe('a note edited as plain text', () => {
  // Catches any edit of which a word is lost, or that shows another text than was typed when it is opened again.
  it('says what was typed, whatever was changed', () => {
    const text = plainLines(later);
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(40),
        fc.string({
          unit: fc.constantFrom('a', ' ', '\n', '|', '•', '>', '1', '.', 'ế'),
          maxLength: 8
        }),
        (at, length, typed) => {
          const now = text.slice(0, at) + typed + text.slice(at + length);
          const note = editPlain(later, now);
          expect(plainLines(note)).toBe(now.trim() === '' ? '' : now);
          if (note) expect(noteDocumentSchema.parse(note)).toEqual(note);
        }
      ),
      { numRuns: 1_000 }
    );
  });

  it('stays the same where nothing was changed', () => {
    expect(editPlain(later, plainLines(later))).toEqual(later);
  });

  // Catches an edit of one line that costs others their form, or what this version does not know.
  it.each([
    ['Kết', 'Kết luận', 7],
    ['lệnh', 'câu lệnh', 1],
    ['2025', '2026', 3],
    ['rưỡi', 'phần tư', 4],
    ['trích dẫn', 'lời', 5],
    ['ghi', 'viết', 6],
    ['lưu ý', 'chú ý', 8]
  ])('changes %s to %s and leaves all else as it is', (from, to, block) => {
    const note = edited(from, to);
    expect(changedBlocks(note)).toEqual([block]);
    expect(note?.content).toHaveLength(later.content.length);
    const type = block === 8 ? 'paragraph' : later.content[block]?.type;
    expect(note?.content[block]?.type).toBe(type);
  });

  it('keeps mentions, tags and marks beside a change', () => {
    const line = edited('lệnh', 'câu lệnh')?.content[1];
    const before = later.content[1];
    expect(JSON.stringify(line)).toBe(JSON.stringify(before).replace('lệnh', 'câu lệnh'));
  });

  it('takes new lines in between', () => {
    const note = edited('Bảng\n', 'Bảng\nmới\n');
    expect(changedBlocks(note)).toEqual([]);
    expect(note?.content[3]).toEqual({
      type: 'paragraph',
      content: [{ type: 'text', text: 'mới' }]
    });
  });

  it('is no note without a visible character', () => {
    expect(editPlain(later, ' \n ')).toBeNull();
  });
});
