// Catches notes that lose their form, and nesting that would stop the typesetter.
import { expect, it } from 'vitest';
import type { NoteBlock } from '@domain/annotation/note';
import { createTranslator } from '@shared/i18n/translator';
import { noteNodes } from './note-nodes';
import { NoteJumps } from './note-jumps';

const jumps = new NoteJumps([], createTranslator('en'));

const paragraph = (text: string): NoteBlock => ({
  type: 'paragraph',
  content: [{ type: 'text', text }]
});

it('keeps paragraphs, quotes, lists, breaks, emphasis and links', () => {
  const nodes = noteNodes(
    {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'a', marks: [{ type: 'bold' }, { type: 'italic' }] },
            { type: 'hardBreak' },
            {
              type: 'text',
              text: 'b',
              marks: [{ type: 'link', attrs: { href: 'https://a.vn/đ' } }]
            }
          ]
        },
        { type: 'blockquote', content: [paragraph('q')] },
        {
          type: 'orderedList',
          attrs: { start: -3 },
          content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }]
        }
      ]
    },
    new Map(),
    jumps
  );
  expect(nodes).toEqual([
    {
      kind: 'paragraph',
      inlines: [
        { text: 'a', bold: true, italic: true },
        { lineBreak: true },
        { text: 'b', href: 'https://a.vn/%C4%91' }
      ]
    },
    { kind: 'quote', children: [{ kind: 'paragraph', inlines: [{ text: 'q' }] }] },
    { kind: 'list', start: 0, items: [[{ kind: 'paragraph', inlines: [] }]] }
  ]);
  expect(noteNodes(null, new Map(), jumps)).toEqual([]);
});

it('prints what is nested too deep at the deepest level, without losing it', () => {
  let block = paragraph('core');
  for (let i = 0; i < 100; i += 1) {
    block =
      i % 2 === 0
        ? { type: 'blockquote', content: [block] }
        : { type: 'bulletList', content: [{ type: 'listItem', content: [block] }] };
  }
  const text = JSON.stringify(noteNodes({ type: 'doc', content: [block] }, new Map(), jumps));
  expect(text).toContain('core');
  expect(text.match(/"kind":"(?:quote|list)"/g)).toHaveLength(6);
});
