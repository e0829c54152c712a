// What is written by signs and keys, referred to, and pasted from elsewhere.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { notePlainText, type NoteDocument } from '@domain/annotation/note';
import { noteDocumentSchema } from '@domain/annotation/note-schema';
import type { NoteReferences } from './note-references';
import { RichEditor } from './rich-editor';
import EditorHarness from './testing/EditorHarness.svelte';
import '../ui/base.css';

const field = page.getByRole('textbox', { name: 'Note text' });
const id = '0b8f1d0c-7f5e-4a35-8d3f-0d2a2f1f9c11';
const nothing = (): undefined => undefined;
const unheard = {
  references: null,
  editable: true,
  label: 'x',
  onchange: nothing,
  onstate: nothing,
  onlink: nothing,
  onmention: nothing,
  ontag: nothing,
  onlist: nothing,
  onlistkey: () => false,
  onrefused: nothing
};
let heard: (NoteDocument | null)[] = [];
const onchange = (note: NoteDocument | null): void => void heard.push(note);
beforeEach(() => {
  heard = [];
});

async function lastNote(): Promise<NoteDocument | null> {
  await userEvent.click(page.getByRole('button', { name: 'elsewhere' }));
  const note = heard.at(-1) ?? null;
  if (note) expect(noteDocumentSchema.parse(note)).toEqual(note);
  return note;
}
async function written(keys: string): Promise<NoteDocument | null> {
  await render(EditorHarness, { note: null, onchange });
  await userEvent.click(field);
  await userEvent.keyboard(keys);
  return lastNote();
}
const text = (words: string, ...marks: string[]): object => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {})
});
const paragraph = (words: string): object => ({ type: 'paragraph', content: [text(words)] });
const item = (...content: object[]): object => ({ type: 'listItem', content });

function paste(html: string, plain = '', into: Element = field.element()): void {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData('text/html', html);
  clipboardData.setData('text/plain', plain);
  into.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  );
}
async function pasted(html: string, plain = ''): Promise<NoteDocument | null> {
  await render(EditorHarness, { note: null, onchange });
  await userEvent.click(field);
  paste(html, plain);
  return lastNote();
}

describe('written by signs', () => {
  // Catches signs that stay signs, and levels that are lost on the way into the note.
  it.each([
    ['# đề', [{ type: 'heading', attrs: { level: 1 }, content: [text('đề')] }]],
    ['### đề', [{ type: 'heading', attrs: { level: 3 }, content: [text('đề')] }]],
    ['> lời', [{ type: 'blockquote', content: [paragraph('lời')] }]],
    [
      '1. một{Enter}hai',
      [{ type: 'orderedList', content: [item(paragraph('một')), item(paragraph('hai'))] }]
    ],
    ['``` a{Enter}b', [{ type: 'codeBlock', content: [text('a\nb')] }]],
    ['x `y` ', [{ type: 'paragraph', content: [text('x '), text('y', 'code'), text(' ')] }]],
    ['**a** ', [{ type: 'paragraph', content: [text('a', 'bold'), text(' ')] }]]
  ])('%s', async (keys, content) => {
    expect((await written(keys))?.content).toEqual(content);
  });

  // Catches a Tab that leaves the text in the middle of a list.
  it('nests lists by Tab and takes them back by Shift+Tab', async () => {
    const note = await written('- a{Enter}{Tab}b{Enter}{Shift>}{Tab}{/Shift}c');
    expect(note?.content).toEqual([
      {
        type: 'bulletList',
        content: [
          item(paragraph('a'), { type: 'bulletList', content: [item(paragraph('b'))] }),
          item(paragraph('c'))
        ]
      }
    ]);
  });
});

describe('a table', () => {
  // Catches a table that cannot be filled, enlarged, made smaller or left by keys alone.
  it('is made, filled and left by keys', async () => {
    await render(EditorHarness, { note: null, onchange });
    await userEvent.click(field);
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    for (let n = 0; n < 9; n += 1) await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('button', { name: 'Table', exact: true })).toHaveFocus();
    await userEvent.keyboard('{Enter}a{Tab}b{Tab}c{Tab}d');
    await userEvent.keyboard('{Alt>}{Shift>}{Delete}{/Shift}{/Alt}');
    await userEvent.keyboard('{Control>}{Enter}{/Control}{ArrowDown}{ArrowDown}{ArrowDown}sau');
    const note = await lastNote();
    expect(notePlainText(note)).toBe('b | c\n | \n | \n | \nsau');
    const [table] = note?.content ?? [];
    expect(JSON.stringify(table).match(/tableHeader/g)).toHaveLength(2);
  });
});

describe('references', () => {
  let jumped: string[] = [];
  let tagged: string[] = [];
  const references: NoteReferences = {
    mentions: (query) =>
      'cầu mới'.includes(query) ? [{ kind: 'mention', id, label: 'cầu mới', detail: 'Báo' }] : [],
    tags: (query) => [
      ...(query === 's'
        ? [{ kind: 'tag' as const, label: 'số liệu', detail: '', made: false }]
        : []),
      ...(query === '' ? [] : [{ kind: 'tag' as const, label: query, detail: '', made: true }])
    ],
    preview: (one) => (one === id ? { words: 'Cầu mới thông xe', place: 'Báo' } : null),
    jump: (one) => void jumped.push(one)
  };
  const open = () =>
    render(EditorHarness, {
      note: null,
      onchange,
      references,
      ontag: (name: string) => void tagged.push(name)
    });
  beforeEach(() => {
    jumped = [];
    tagged = [];
  });

  // Catches a list that takes no keys, is heard by nobody, stays open, or leaves its sign behind.
  it('are offered at @ and #, and taken by keys', async () => {
    await open();
    await userEvent.click(field);
    await userEvent.keyboard('xem @cầu');
    const choice = page.getByRole('option', { name: 'cầu mới' });
    await expect.element(choice).toHaveAttribute('aria-selected', 'true');
    expect(field.element().getAttribute('aria-activedescendant')).toBe(choice.element().id);
    await userEvent.keyboard('{Enter}và #s{Enter}.');
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument();
    expect(tagged).toEqual(['số liệu']);
    expect((await lastNote())?.content).toEqual([
      {
        type: 'paragraph',
        content: [
          text('xem '),
          { type: 'mention', attrs: { id, label: 'cầu mới' } },
          text(' và '),
          { type: 'tag', attrs: { name: 'số liệu' } },
          text(' .')
        ]
      }
    ]);
  });

  // Catches an Escape that leaves the note instead of the list, and words after a sign that Enter makes a tag of.
  it('are let go by Escape, and never forced on words', async () => {
    await open();
    await userEvent.click(field);
    await userEvent.keyboard('@cầu{Escape} #5 trong số{Enter}b');
    expect(tagged).toEqual([]);
    expect(notePlainText(await lastNote())).toBe('@cầu #5 trong số\nb');
  });

  // Catches a mention that shows nothing of what it names and leads nowhere, by key or by pointer.
  it('show what they name, and lead there', async () => {
    await open();
    await userEvent.click(field);
    await userEvent.keyboard('@cầu');
    await expect.element(page.getByRole('option').first()).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('@cầu mới')).toBeVisible();
    // The browser moves the caret over the blank by itself; the editor hears of it afterwards.
    await userEvent.keyboard('{ArrowLeft}');
    await expect.poll(() => getSelection()?.anchorOffset).toBe(0);
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(page.getByText('Cầu mới thông xe')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(jumped).toEqual([id]);
    await userEvent.click(page.getByText('@cầu mới'));
    expect(jumped).toEqual([id, id]);
  });
});

describe('pasted', () => {
  it.each([
    [
      'from a word processor',
      '<p class=MsoNormal><b style="mso-bidi-font-weight:normal"><span lang=VI>Đậm<o:p></o:p></span></b> thường</p>',
      [{ type: 'paragraph', content: [text('Đậm', 'bold'), text(' thường')] }]
    ],
    [
      'from a spreadsheet',
      '<table border=0 style="x"><col width=64><tr height=20><td class=xl65>Năm</td><td>Hộ</td></tr><tr><td align=right>2025</td><td></td></tr></table>',
      [
        {
          type: 'table',
          content: [
            ['Năm', 'Hộ'],
            ['2025', '']
          ].map((cells) => ({
            type: 'tableRow',
            content: cells.map((words) => ({
              type: 'tableCell',
              content: [words === '' ? { type: 'paragraph' } : paragraph(words)]
            }))
          }))
        }
      ]
    ],
    [
      'from an editor that makes all bold',
      '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">a</span> <span style="font-style:italic">b</span></p></b>',
      [{ type: 'paragraph', content: [text('a', 'bold'), text(' '), text('b', 'italic')] }]
    ],
    [
      'a picture, by its words',
      '<p>x <img src="https://e.org/a.png" alt="ảnh cầu"></p>',
      [paragraph('x ảnh cầu')]
    ],
    ['in parts of letters', '<p>Vie\u0323\u0302t</p>', [paragraph('Việt')]]
  ])('%s', async (_, html, content) => {
    expect((await pasted(html))?.content).toEqual(content);
  });

  // Catches Markdown that stays signs, and plain words whose signs are taken for Markdown.
  it('as Markdown where it is some, as it stands where it is none', async () => {
    await render(EditorHarness, { note: null, onchange });
    await userEvent.click(field);
    paste('', '# Đề\n\n- a\n- **b**\n');
    await expect.element(page.getByRole('heading', { name: 'Đề' })).toBeVisible();
    expect(notePlainText(await lastNote())).toBe('Đề\n• a\n• b');
  });
  it('plain words with their lines', async () => {
    expect(notePlainText(await pasted('', '- Anh đi đâu?\n5 * 3 = 15'))).toBe(
      '- Anh đi đâu?\n5 * 3 = 15'
    );
  });

  // Catches a paste that freezes the window and makes a note which main refuses.
  it('too much, is refused with the number', async () => {
    await render(EditorHarness, { note: null, onchange });
    await userEvent.click(field);
    paste('', 'a'.repeat(200_001));
    await expect.element(page.getByRole('alert')).toHaveTextContent('200,001');
    expect(await lastNote()).toBeNull();
  });

  // Catches any markup of which words are lost between the clipboard and the note.
  it('keeps every word of any markup', () => {
    const tags = [
      'p',
      'div',
      'ul',
      'ol',
      'li',
      'table',
      'tr',
      'td',
      'th',
      'b',
      'h2',
      'pre',
      'blockquote'
    ];
    const piece = fc.oneof(
      fc.constantFrom(...tags).map((tag) => `<${tag} style="color:red" class=x>`),
      fc.constantFrom(...tags).map((tag) => `</${tag}>`),
      fc.constantFrom('<br>', '<a href="https://a.vn/">', '</a>', '<img alt=w1>', '<code>'),
      fc.nat(99).map((n) => ` w${n} `)
    );
    const wordsOf = (said: string): string[] => said.match(/w\d+/g) ?? [];
    const stage = document.body.appendChild(document.createElement('div'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        stage.textContent = '';
        const editor = new RichEditor({ ...unheard, element: stage, note: null });
        const html = pieces.join('');
        paste(html, html === '' ? '' : 'w', stage.querySelector('.ProseMirror') ?? stage);
        const { note } = editor;
        editor.destroy();
        expect(wordsOf(notePlainText(note))).toEqual(wordsOf(html));
        if (note) expect(noteDocumentSchema.parse(note)).toEqual(note);
      }),
      { numRuns: 200 }
    );
    stage.remove();
  });

  // Catches a note of another program, or of a colleague, that the editor changes by opening it.
  it('opens whatever a note may hold as it is', () => {
    const stage = document.body.appendChild(document.createElement('div'));
    const note = noteDocumentSchema.parse({
      type: 'doc',
      content: [
        {
          type: 'bulletList',
          content: [item({ type: 'heading', attrs: { level: 2 }, content: [text('a')] })]
        },
        { type: 'blockquote', content: [{ type: 'codeBlock', content: [text('b\nc')] }] },
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [
                { type: 'tableHeader', content: [paragraph('d'), paragraph('e')] },
                { type: 'tableCell', content: [{ type: 'paragraph' }] }
              ]
            }
          ]
        },
        { type: 'paragraph', content: [{ type: 'tag', attrs: { name: 'f' } }] }
      ]
    });
    const editor = new RichEditor({ ...unheard, element: stage, note });
    expect(editor.note).toEqual(note);
    editor.destroy();
    stage.remove();
  });
});

// Catches an undo of the app's that throws the caret to the end of the note.
it('keeps the caret where a text from elsewhere leaves its words', async () => {
  const note = (...lines: string[]): NoteDocument =>
    noteDocumentSchema.parse({ type: 'doc', content: lines.map(paragraph) });
  const screen = await render(EditorHarness, { note: note('một', 'hai', 'ba'), onchange });
  await userEvent.click(page.getByText('hai'));
  await userEvent.keyboard('{End}');
  await screen.rerender({ note: note('một', 'hai', 'ba bốn') });
  await expect.element(field).toHaveTextContent('bốn');
  await userEvent.keyboard('x');
  expect(notePlainText(await lastNote())).toBe('một\nhaix\nba bốn');
});
