// Tiptap behind a door of our own, so that it loads with the first note and not with the window.
import { Editor, type JSONContent } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { toNote, type LooseNode } from '@domain/annotation/loose-note';
import type { NoteDocument } from '@domain/annotation/note';
import { noteExtensions, type Hooks } from './note-extensions';
import { cleanHtml, longestPaste, markdownReader } from './note-paste';
import { inTable, tableCommands, type TableCommand } from './note-table';

export const noteCommands = [
  'bold',
  'italic',
  'code',
  'heading',
  'bulletList',
  'orderedList',
  'blockquote',
  'codeBlock',
  'undo',
  'redo'
] as const;
export type NoteCommand = (typeof noteCommands)[number] | TableCommand;

/** What the toolbar shows. */
export interface EditorState {
  /** Formats at the caret. */
  active: ReadonlySet<NoteCommand | 'link'>;
  /** Of the heading at the caret; 0 elsewhere. */
  headingLevel: number;
  canUndo: boolean;
  /** Nothing written, not even an empty list. */
  empty: boolean;
  /** Of the mention that is selected as a whole. */
  mention: string | null;
}

interface Options extends Hooks {
  element: HTMLElement;
  note: NoteDocument | null;
  editable: boolean;
  /** Accessible name of the text. */
  label: string;
  /** The user changed the text. */
  onchange: () => void;
  onstate: (state: EditorState) => void;
  /** More was pasted than one paste may bring; `length` in UTF-16 code units. */
  onrefused: (length: number) => void;
}

const empty: NoteDocument = { type: 'doc', content: [{ type: 'paragraph' }] };
const shown = (note: NoteDocument | null): JSONContent => (note ?? empty) as JSONContent;

export class RichEditor {
  readonly #editor: Editor;
  readonly #onrefused: (length: number) => void;

  constructor({ element, note, editable, label, onchange, onstate, onrefused, ...hooks }: Options) {
    this.#onrefused = onrefused;
    this.#editor = new Editor({
      element,
      extensions: noteExtensions(hooks),
      content: shown(note),
      editable,
      injectCSS: false,
      editorProps: {
        attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
        transformPastedHTML: cleanHtml,
        transformPastedText: (text) => text.normalize('NFC'),
        handlePaste: (view, event) => {
          // With Shift the words are wanted as they stand.
          const asTyped = (view as { input?: { shiftKey?: boolean } }).input?.shiftKey === true;
          return this.#takePaste(event.clipboardData, asTyped);
        },
        handleClickOn: (_view, _pos, node) => {
          if (node.type.name !== 'mention') return false;
          hooks.onmention(String(node.attrs['id']));
          return true;
        }
      },
      onUpdate: onchange,
      onTransaction: () => onstate(this.state)
    });
    onstate(this.state);
  }

  /** The text as it stands; null where nothing is written. */
  get note(): NoteDocument | null {
    return toNote(this.#editor.getJSON() as LooseNode);
  }

  get state(): EditorState {
    const editor = this.#editor;
    const { selection } = editor.state;
    const names = [...noteCommands, 'table' as const, 'link' as const];
    const level: unknown = editor.getAttributes('heading')['level'];
    const mention =
      selection instanceof NodeSelection && selection.node.type.name === 'mention'
        ? String(selection.node.attrs['id'])
        : null;
    return {
      active: new Set(
        names.filter((name) => (name === 'table' ? inTable(editor.state) : editor.isActive(name)))
      ),
      headingLevel: typeof level === 'number' ? level : 0,
      canUndo: editor.can().undo(),
      empty: editor.isEmpty,
      mention
    };
  }

  /** Puts another text in without telling `onchange`; the caret stays with the words it is at. */
  replace(note: NoteDocument | null): void {
    const { state, view, schema } = this.#editor;
    const next = schema.nodeFromJSON(shown(note));
    const start = state.doc.content.findDiffStart(next.content);
    const end = state.doc.content.findDiffEnd(next.content);
    if (start === null || !end) return;
    // Where the same words stand before and after the change, the ends may cross.
    const crossed = Math.max(0, start - Math.min(end.a, end.b));
    const slice = next.slice(start, end.b + crossed);
    const tr = state.tr.replace(start, end.a + crossed, slice);
    if (!tr.doc.eq(next)) tr.replaceWith(0, tr.doc.content.size, next.content);
    view.dispatch(tr.setMeta('preventUpdate', true).setMeta('addToHistory', false));
  }

  run(command: NoteCommand): void {
    const editor = this.#editor;
    if (command in tableCommands) {
      editor.view.focus();
      tableCommands[command as TableCommand](editor.state, editor.view.dispatch.bind(editor.view));
      return;
    }
    const chain = editor.chain().focus();
    const commands: Record<Exclude<NoteCommand, TableCommand>, () => typeof chain> = {
      bold: () => chain.toggleBold(),
      italic: () => chain.toggleItalic(),
      code: () => chain.toggleCode(),
      heading: () => {
        const next = this.state.headingLevel + 1;
        return next > 3 ? chain.setParagraph() : chain.setHeading({ level: next as 1 | 2 | 3 });
      },
      bulletList: () => chain.toggleBulletList(),
      orderedList: () => chain.toggleOrderedList(),
      blockquote: () => chain.toggleBlockquote(),
      codeBlock: () => chain.toggleCodeBlock(),
      undo: () => chain.undo(),
      redo: () => chain.redo()
    };
    commands[command as Exclude<NoteCommand, TableCommand>]().run();
  }

  /** Types the sign that opens a list, apart from the word before it. */
  open(sign: '@' | '#'): void {
    const { $from } = this.#editor.state.selection;
    const before = $from.parent.textBetween(0, $from.parentOffset, undefined, ' ');
    const gap = before === '' || /[\s(]$/.test(before) ? '' : ' ';
    this.#editor
      .chain()
      .focus()
      .insertContent({ type: 'text', text: gap + sign })
      .run();
  }

  /** The address of the link at the caret; empty where there is none. */
  get link(): string {
    const href: unknown = this.#editor.getAttributes('link')['href'];
    return typeof href === 'string' ? href : '';
  }

  /** Links the selection, or the whole link at the caret; where neither is, writes the address itself. */
  setLink(href: string): void {
    const { selection } = this.#editor.state;
    const chain = this.#editor.chain().focus();
    if (selection.empty && !this.#editor.isActive('link')) {
      const marks = [{ type: 'link', attrs: { href } }];
      chain.insertContent({ type: 'text', text: href, marks }).run();
    } else {
      chain.extendMarkRange('link').setLink({ href }).run();
    }
  }

  removeLink(): void {
    this.#editor.chain().focus().extendMarkRange('link').unsetLink().run();
  }

  /** Puts the caret at the end, or back where it was, at once: the command alone waits for a frame, and keys would not. */
  focus(where: 'end' | 'before'): void {
    this.#editor.view.focus();
    this.#editor.commands.focus(where === 'end' ? 'end' : null, { scrollIntoView: true });
  }

  setLabel(label: string): void {
    this.#editor.view.dom.setAttribute('aria-label', label);
  }

  /** The id of the mention that an element of the text shows; null for another. */
  mentionAt(element: Element): string | null {
    const { view, state } = this.#editor;
    const node = state.doc.nodeAt(view.posAtDOM(element, 0));
    return node?.type.name === 'mention' ? String(node.attrs['id']) : null;
  }

  /** Ties the text to the list that is open under the caret, for who hears it; null where none is. */
  setList(list: { id: string; optionId: string | null } | null): void {
    const { dom } = this.#editor.view;
    const set = (name: string, value: string | null): void =>
      value === null ? dom.removeAttribute(name) : dom.setAttribute(name, value);
    set('aria-autocomplete', list ? 'list' : null);
    set('aria-controls', list?.id ?? null);
    set('aria-activedescendant', list?.optionId ?? null);
  }

  destroy(): void {
    this.#editor.destroy();
  }

  /** True where the editor is not to take what was pasted itself. */
  #takePaste(data: DataTransfer | null, asTyped: boolean): boolean {
    const html = data?.getData('text/html') ?? '';
    const text = data?.getData('text/plain') ?? '';
    const length = Math.max(text.length, html === '' ? 0 : cleanHtml(html).length);
    if (length > longestPaste) {
      this.#onrefused(length);
      return true;
    }
    const { view, state } = this.#editor;
    if (html !== '' || asTyped || state.selection.$from.parent.type.spec.code) return false;
    const read = markdownReader(text);
    if (!read) return false;
    void read
      .catch(() => '')
      .then((made) => {
        if (this.#editor.isDestroyed) return;
        if (made === '') view.pasteText(text);
        else view.pasteHTML(made);
      });
    return true;
  }
}
