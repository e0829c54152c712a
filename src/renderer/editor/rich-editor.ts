// Tiptap behind a door of our own, so that it loads with the first note and not with the window.
import { Editor, Extension, type Extensions, type JSONContent } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import type { NoteDocument } from '@domain/annotation/note';
import { isNoteLink, toNote, type LooseNode } from '@domain/annotation/loose-note';

export const noteCommands = [
  'bold',
  'italic',
  'bulletList',
  'orderedList',
  'blockquote',
  'undo',
  'redo'
] as const;
export type NoteCommand = (typeof noteCommands)[number];

/** What the toolbar shows. */
export interface EditorState {
  /** Formats at the caret. */
  active: ReadonlySet<NoteCommand | 'link'>;
  canUndo: boolean;
  /** Nothing written, not even an empty list. */
  empty: boolean;
}

interface Options {
  element: HTMLElement;
  note: NoteDocument | null;
  editable: boolean;
  /** Accessible name of the text. */
  label: string;
  /** The user changed the text. */
  onchange: () => void;
  onstate: (state: EditorState) => void;
  /** Mod+K. */
  onlink: () => void;
}

const empty: NoteDocument = { type: 'doc', content: [{ type: 'paragraph' }] };

/** The app's own undo must not act while the caret is in a note, also where the note's is at its end. */
const ownUndo = Extension.create({
  name: 'ownUndo',
  priority: 1,
  addKeyboardShortcuts() {
    const taken = (): boolean => true;
    return { 'Mod-z': taken, 'Mod-y': taken, 'Shift-Mod-z': taken };
  }
});

function extensions(onlink: () => void): Extensions {
  return [
    StarterKit.configure({
      code: false,
      codeBlock: false,
      dropcursor: false,
      gapcursor: false,
      heading: false,
      horizontalRule: false,
      strike: false,
      trailingNode: false,
      underline: false,
      link: {
        openOnClick: false,
        defaultProtocol: 'https',
        HTMLAttributes: { rel: 'noopener noreferrer', target: null },
        isAllowedUri: isNoteLink,
        // Only whole addresses: 'Tp.HCM' is none.
        shouldAutoLink: (url) => /^https?:\/\//i.test(url)
      }
    }),
    ownUndo,
    Extension.create({
      name: 'linkKey',
      priority: 2_000,
      addKeyboardShortcuts: () => ({
        'Mod-k': () => {
          onlink();
          return true;
        }
      })
    })
  ];
}

/**
 * Pasted markup without base and styles: even in the editor's detached document, they would have the page's policy tell
 * of them. A title, as which a style element goes, is left out by the editor.
 */
const withoutStyle = (html: string): string =>
  html
    .replace(/<base\b/gi, '<x-base')
    .replace(/<(\/?)style\b/gi, '<$1title')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])style(?=\s*=)/gi, '$1data-style'));

export class RichEditor {
  readonly #editor: Editor;

  constructor({ element, note, editable, label, onchange, onstate, onlink }: Options) {
    this.#editor = new Editor({
      element,
      extensions: extensions(onlink),
      content: (note ?? empty) as JSONContent,
      editable,
      injectCSS: false,
      editorProps: {
        attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
        transformPastedHTML: withoutStyle
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
    const formats = [...noteCommands, 'link' as const].filter((name) => editor.isActive(name));
    return { active: new Set(formats), canUndo: editor.can().undo(), empty: editor.isEmpty };
  }

  /** Puts another text in without telling `onchange`. */
  replace(note: NoteDocument | null): void {
    this.#editor.commands.setContent((note ?? empty) as JSONContent, { emitUpdate: false });
  }

  run(command: NoteCommand): void {
    const chain = this.#editor.chain().focus();
    const commands: Record<NoteCommand, () => typeof chain> = {
      bold: () => chain.toggleBold(),
      italic: () => chain.toggleItalic(),
      bulletList: () => chain.toggleBulletList(),
      orderedList: () => chain.toggleOrderedList(),
      blockquote: () => chain.toggleBlockquote(),
      undo: () => chain.undo(),
      redo: () => chain.redo()
    };
    commands[command]().run();
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

  /** Puts the caret at the end, or back where it was. */
  focus(where: 'end' | 'before'): void {
    this.#editor.commands.focus(where === 'end' ? 'end' : null, { scrollIntoView: true });
  }

  setLabel(label: string): void {
    this.#editor.view.dom.setAttribute('aria-label', label);
  }

  destroy(): void {
    this.#editor.destroy();
  }
}
