import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { noteFromPlainText, type NoteDocument } from '@domain/annotation/note';
import { noteDocumentSchema } from '@domain/annotation/note-schema';
import { Autosave } from './autosave';
import { linkAddress } from './link-address';
import { loadedRichEditor, loadRichEditor, type RichEditorChunk } from './load-rich-editor';
import { toNote, type LooseNode } from '@domain/annotation/loose-note';
import { noteCommands, RichEditor } from './rich-editor';
import EditorHarness from './testing/EditorHarness.svelte';
import '../ui/base.css';

vi.mock(import('./load-rich-editor'), { spy: true });

const field = page.getByRole('textbox', { name: 'Note text' });
let heard: (NoteDocument | null)[] = [];
const onchange = (note: NoteDocument | null): void => void heard.push(note);

beforeEach(() => {
  heard = [];
});
afterEach(() => vi.resetAllMocks());

/** What the schema of the journal says, which is what main would say. */
function expectValid(note: NoteDocument | null | undefined): void {
  if (note) expect(noteDocumentSchema.parse(note)).toEqual(note);
}

function paste(element: Element, html: string, text = ''): void {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData('text/html', html);
  clipboardData.setData('text/plain', text);
  element.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  );
}

async function lastNote(): Promise<NoteDocument | null | undefined> {
  await userEvent.click(page.getByRole('button', { name: 'elsewhere' }));
  return heard.at(-1);
}

describe('writing', () => {
  // Catches formatting that is lost on its way into the note, and keys that do nothing.
  it('keeps bold, italic, lists and quotations', async () => {
    await render(EditorHarness, { note: null, onchange });
    await userEvent.click(field);
    await userEvent.keyboard('một {Control>}b{/Control}hai{Control>}b{/Control} ');
    await userEvent.keyboard('{Control>}i{/Control}ba{Control>}i{/Control}{Enter}');
    await userEvent.click(page.getByRole('button', { name: 'Bulleted list' }));
    await userEvent.keyboard('bốn{Enter}năm');
    const note = await lastNote();
    expectValid(note);
    const bullet = (text: string): object => ({
      type: 'listItem',
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }]
    });
    expect(note?.content).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'một ' },
          { type: 'text', text: 'hai', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' ' },
          { type: 'text', text: 'ba', marks: [{ type: 'italic' }] }
        ]
      },
      { type: 'bulletList', content: [bullet('bốn'), bullet('năm')] }
    ]);
  });

  // Catches autosave that waits for the focus to go.
  it('hands on while the caret stays', async () => {
    await render(EditorHarness, { note: null, onchange });
    await userEvent.click(field);
    await userEvent.keyboard('a');
    await vi.waitFor(() => expect(heard).toEqual([noteFromPlainText('a')]));
  });

  // Catches words typed in the last moment before the window closes or another note is opened.
  it('hands on at once when the page goes, or the editor', async () => {
    const screen = await render(EditorHarness, { note: null, onchange });
    await userEvent.click(field);
    await userEvent.keyboard('a');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(heard.at(-1)).toEqual(noteFromPlainText('a'));
    await userEvent.keyboard('b');
    await screen.unmount();
    expect(heard.at(-1)).toEqual(noteFromPlainText('ab'));
  });

  // Catches an Escape that throws the note away, or one that a composing input method meant for itself.
  it('leaves by Escape with everything handed on', async () => {
    const onleave = vi.fn();
    await render(EditorHarness, { note: null, onchange, onleave });
    await userEvent.click(field);
    await userEvent.keyboard('a{Escape}');
    expect(onleave).toHaveBeenCalledWith('key');
    expect(heard.at(-1)).toEqual(noteFromPlainText('a'));
  });

  // Catches an emptied note that stays behind as an empty document, with a number in the margin.
  it('is no note when nothing is written', async () => {
    await render(EditorHarness, { note: noteFromPlainText('a'), onchange });
    await userEvent.click(field);
    await userEvent.keyboard('{Control>}a{/Control}{Backspace} ');
    expect(await lastNote()).toBeNull();
  });

  // Catches the store's undo not being shown, and an echo of one's own typing moving the caret.
  it('shows a text from elsewhere, and keeps the caret where the text is its own', async () => {
    const screen = await render(EditorHarness, { note: noteFromPlainText('một'), onchange });
    await expect.element(field).toHaveTextContent('một');
    await userEvent.click(field);
    await userEvent.keyboard('{Control>}{Home}{/Control}x');
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    await screen.rerender({ note: structuredClone(heard[0]) ?? null });
    await userEvent.keyboard('y');
    await expect.element(field).toHaveTextContent('xymột');
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    await screen.rerender({ note: noteFromPlainText('hai') });
    await expect.element(field).toHaveTextContent('hai');
    expect(heard).toHaveLength(2);
  });

  // Catches buttons without names or states, and a toolbar that is seven stops for Tab.
  it('says what is pressed, and moves in the toolbar by arrows', async () => {
    await render(EditorHarness, { note: null, onchange });
    await userEvent.click(field);
    await userEvent.keyboard('{Control>}b{/Control}');
    const bold = page.getByRole('button', { name: 'Bold' });
    await expect.element(bold).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    await expect.element(bold).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    const list = page.getByRole('button', { name: 'Bulleted list' });
    await expect.element(list).toHaveFocus();
    await userEvent.keyboard('{Tab}');
    await expect.element(field).toHaveFocus();
  });
});

// Catches autosave that waits for a pause in the typing, one that saves what is saved already, and a "Saved" that is
// said while words still wait.
it('saves 50 ms after the first change, and not twice', () => {
  vi.useFakeTimers();
  try {
    const save = vi.fn();
    const pending: boolean[] = [];
    const onpending = (now: boolean): void => void pending.push(now);
    const autosave = new Autosave(save, onpending);
    autosave.touch();
    vi.advanceTimersByTime(30);
    autosave.touch();
    vi.advanceTimersByTime(19);
    expect(save).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(save).toHaveBeenCalledTimes(1);
    expect(pending).toEqual([true, false]);
    autosave.touch();
    autosave.flush();
    autosave.flush();
    vi.advanceTimersByTime(1_000);
    expect(save).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});

describe('links', () => {
  // Catches a link that cannot be made by keys, and addresses that would run or read something.
  it('are set by Mod+K, to web and mail addresses only', async () => {
    await render(EditorHarness, { note: noteFromPlainText('xem'), onchange });
    await userEvent.click(field);
    await userEvent.keyboard('{Control>}a{/Control}{Control>}k{/Control}');
    const address = page.getByRole('textbox', { name: 'Address of the link' });
    await expect.element(address).toHaveFocus();
    await userEvent.keyboard('javascript:alert(1){Enter}');
    await expect.element(page.getByRole('alert')).toBeVisible();
    await userEvent.fill(address, 'example.org/tin');
    await userEvent.keyboard('{Enter}');
    await expect.element(field).toHaveFocus();
    const note = await lastNote();
    expectValid(note);
    const marks = [{ type: 'link', attrs: { href: 'https://example.org/tin' } }];
    expect(note?.content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'xem', marks }] }
    ]);
  });

  it.each([
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['example.org', 'https://example.org'],
    ['lan@example.org', 'mailto:lan@example.org'],
    ['mailto:lan@example.org', 'mailto:lan@example.org'],
    ['javascript:alert(1)', null],
    ['java\tscript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['https:', null],
    ['Tp. HCM', null],
    ['', null]
  ])('takes %s for %s', (typed, href) => {
    expect(linkAddress(typed)).toBe(href);
  });
});

describe('pasting', () => {
  // Catches foreign HTML that comes in as markup, runs, loads, or makes a note main refuses.
  it.each([
    '<script>window.__pwn=1</script><p onclick="window.__pwn=1">a</p>',
    '<img src=x onerror="window.__pwn=1">a<svg onload="window.__pwn=1"></svg>',
    '<a href="javascript:window.__pwn=1">a</a> <a href="java\tscript:window.__pwn=1">b</a>',
    '<a href=" data:text/html,x">a</a><a href="https://example.org" target="_top" class="x">b</a>',
    '<h1>a</h1><pre><code>b</code></pre><hr><table><tr><td>c<td>d</table>',
    '<ol start="5" type="a"><li>a<ul><li>b</li></ul></li></ol><dl><dt>c<dd>d</dl>',
    '<ol start="99999999999999999999"><li>a</ol><ul></ul><blockquote></blockquote>',
    '<iframe src="https://example.org"></iframe><style>p{color:red}</style><p style="color:red">a</p>',
    '<p>a<br>b<u>c</u><s>d</s><sub>e</sub><mark>f</mark></p>',
    '<blockquote>'.repeat(60) + 'a'
  ])('cleans %s', async (html) => {
    await render(EditorHarness, { note: null, onchange });
    await userEvent.click(field);
    paste(field.element(), html, 'plain');
    const note = await lastNote();
    expect(note).toBeTruthy();
    expectValid(note);
    expect(JSON.stringify(note)).not.toMatch(/javascript|script:|data:|<|onerror/i);
    expect('__pwn' in window).toBe(false);
    expect(field.element().querySelector('img, script, iframe, svg')).toBeNull();
    const attributes = [...field.element().querySelectorAll('*')].flatMap((element) =>
      element.getAttributeNames()
    );
    expect(attributes.filter((name) => !/^(?:href|rel|start)$/.test(name))).toEqual(
      attributes.filter((name) => name === 'class')
    );
  });
});

// Catches any order of edits that ends in a document main refuses, or that does not survive being opened again.
it('makes valid notes, whatever is done, and reads them back unchanged', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('run' as const), command: fc.constantFrom(...noteCommands) }),
    fc.record({
      kind: fc.constant('type' as const),
      text: fc.string({ unit: 'grapheme', maxLength: 6 })
    }),
    fc.record({
      kind: fc.constant('html' as const),
      html: fc.constantFrom('<p>a</p>', '<ul><li>b')
    }),
    fc.record({ kind: fc.constant('link' as const), href: fc.webUrl() })
  );
  const stage = document.body.appendChild(document.createElement('div'));
  const make = (note: NoteDocument | null): RichEditor => {
    stage.textContent = '';
    return new RichEditor({
      element: stage,
      note,
      editable: true,
      label: 'x',
      references: null,
      onchange: () => undefined,
      onstate: () => undefined,
      onlink: () => undefined,
      onmention: () => undefined,
      ontag: () => undefined,
      onlist: () => undefined,
      onlistkey: () => false,
      onrefused: () => undefined
    });
  };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const editor = make(null);
      const text = stage.querySelector('.ProseMirror') ?? stage;
      for (const one of steps) {
        if (one.kind === 'run') editor.run(one.command);
        else if (one.kind === 'link') editor.setLink(one.href);
        else if (one.kind === 'type') paste(text, '', one.text);
        else paste(text, one.html);
      }
      const { note } = editor;
      editor.destroy();
      expectValid(note);
      const again = make(note);
      expect(again.note).toEqual(note);
      again.destroy();
    }),
    { numRuns: 60 }
  );
  stage.remove();
});

// Catches a document of an unknown shape (an older or newer editor's) that loses its words.
it('keeps the words of nodes and marks it does not know', () => {
  const doc: LooseNode = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'a' }] },
      {
        type: 'table',
        content: [{ type: 'row', content: [{ type: 'text', text: 'b', marks: [{ type: 'u' }] }] }]
      },
      {
        type: 'bulletList',
        content: [{ type: 'taskItem', content: [{ type: 'text', text: 'c' }] }]
      },
      { type: 'horizontalRule' },
      ...Array.from({ length: 10_100 }, () => ({
        type: 'paragraph',
        content: [{ type: 'text', text: 'd' }]
      }))
    ]
  };
  const note = toNote(doc);
  expectValid(note);
  expect(JSON.stringify(note).match(/"text":"[abcd]"/g)).toHaveLength(10_103);
});

describe('before its chunk is here', () => {
  let arrive: () => Promise<void>;
  beforeEach(async () => {
    const chunk = await loadRichEditor();
    vi.mocked(loadedRichEditor).mockReturnValue(null);
    let here = (_chunk: RichEditorChunk): void => undefined;
    const coming = new Promise<RichEditorChunk>((resolve) => (here = resolve));
    vi.mocked(loadRichEditor).mockReturnValue(coming);
    arrive = async () => {
      here(chunk);
      await vi.waitFor(() => expect(field.element().tagName).toBe('DIV'));
    };
  });

  // Catches letters lost between the key that opens a note and its editor, or a caret that stays behind.
  it('keeps what is written meanwhile, and the caret', async () => {
    const screen = await render(EditorHarness, { note: noteFromPlainText('cũ'), onchange });
    screen.component.focus();
    await userEvent.keyboard(' một{Enter}hai');
    await vi.waitFor(() => expect(heard.at(-1)).toEqual(noteFromPlainText('cũ một\nhai')));
    await arrive();
    await userEvent.keyboard(' ba');
    expect(await lastNote()).toEqual(noteFromPlainText('cũ một\nhai ba'));
  });

  // Catches an editor that takes the keyboard from somebody who has gone on, or forgets what they wrote.
  it('comes without the caret where one has left', async () => {
    const screen = await render(EditorHarness, { note: null, onchange });
    screen.component.focus();
    await userEvent.keyboard('một');
    expect(await lastNote()).toEqual(noteFromPlainText('một'));
    await arrive();
    await expect.element(page.getByRole('button', { name: 'elsewhere' })).toHaveFocus();
    await expect.element(field).toHaveTextContent('một');
  });

  // Catches a swap amid a letter that an input method is still composing.
  it('waits for a letter that is being composed', async () => {
    const screen = await render(EditorHarness, { note: null, onchange });
    screen.component.focus();
    await expect.element(field).toHaveFocus();
    const area = field.element() as HTMLTextAreaElement;
    area.dispatchEvent(new CompositionEvent('compositionstart'));
    const arrived = arrive();
    await userEvent.keyboard('vie');
    expect(field.element()).toBe(area);
    area.setRangeText('việ', 0, 3, 'end');
    area.dispatchEvent(new InputEvent('input'));
    area.dispatchEvent(new CompositionEvent('compositionend'));
    await arrived;
    await userEvent.keyboard('c');
    expect(await lastNote()).toEqual(noteFromPlainText('việc'));
  });
});

// Catches a caret that comes a frame late: a key pressed right after would go elsewhere.
it('has the caret at once when it is asked for', async () => {
  await loadRichEditor();
  const screen = await render(EditorHarness, { note: null, onchange });
  screen.component.focus();
  expect(document.activeElement).toBe(field.element());
});

describe('without its chunk', () => {
  beforeEach(() => void vi.mocked(loadedRichEditor).mockReturnValue(null));

  // Catches a failed download that leaves the user with no field, or with one that destroys what was formatted.
  it('takes plain text and loses nothing', async () => {
    vi.mocked(loadRichEditor).mockRejectedValue(new TypeError('Failed to fetch'));
    const screen = await render(EditorHarness, { note: null, onchange });
    await userEvent.click(field);
    await userEvent.keyboard('một{Enter}hai');
    expect(await lastNote()).toEqual(noteFromPlainText('một\nhai'));
    await screen.unmount();

    const bold: NoteDocument = {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'cũ', marks: [{ type: 'bold' }] }] }
      ]
    };
    await render(EditorHarness, { note: bold, onchange });
    await expect.element(field).toHaveValue('cũ');
    await userEvent.click(field);
    await userEvent.keyboard('{Control>}{End}{/Control}{Enter}mới');
    expect(await lastNote()).toEqual({
      type: 'doc',
      content: [...bold.content, ...(noteFromPlainText('mới')?.content ?? [])]
    });
  });
});

// Catches a note of a later version that this one's editor opens, and with that loses what it does not know.
it('opens what a later version wrote as plain text, and keeps it', async () => {
  const later = noteDocumentSchema.parse({
    type: 'doc',
    content: [
      { type: 'callout', attrs: { tone: 'warn' }, content: [{ type: 'text', text: 'giữ' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'dòng' }] }
    ]
  });
  await render(EditorHarness, { note: later, onchange });
  await expect.element(field).toHaveValue('giữ\ndòng');
  await expect.element(page.getByText('A newer Diptych wrote this note')).toBeVisible();
  await userEvent.click(field);
  await userEvent.keyboard('{Control>}{End}{/Control} mới');
  expect(await lastNote()).toEqual({
    type: 'doc',
    content: [later.content[0], ...(noteFromPlainText('dòng mới')?.content ?? [])]
  });
});
