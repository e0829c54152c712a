// What a note is made of in the editor.
import { Extension, Node, type Extensions, type NodeViewRenderer } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { NodeSelection, PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { isNoteLink } from '@domain/annotation/loose-note';
import { tableExtensions } from './note-table';
import type { NoteChoice, NoteReferences } from './note-references';

/** A list that is open under the caret. */
export interface OpenList {
  kind: 'mention' | 'tag';
  query: string;
  choices: readonly NoteChoice[];
  /** Where the caret is, in the window. */
  place: () => DOMRect | null;
  choose: (choice: NoteChoice) => void;
}

export interface Hooks {
  references: NoteReferences | null;
  /** Mod+K. */
  onlink: () => void;
  /** Enter on a mention. */
  onmention: (id: string) => void;
  ontag: (name: string) => void;
  onlist: (list: OpenList | null) => void;
  /** Keys while a list is open; true where one was taken. */
  onlistkey: (event: KeyboardEvent) => boolean;
}

/** The app's own undo must not act while the caret is in a note, also where the note's is at its end. */
const ownUndo = Extension.create({
  name: 'ownUndo',
  priority: 1,
  addKeyboardShortcuts() {
    const taken = (): boolean => true;
    return { 'Mod-z': taken, 'Mod-y': taken, 'Shift-Mod-z': taken };
  }
});

/** A list that opens at a sign and follows what is typed after it. */
function listAt(
  char: '@' | '#',
  hooks: Hooks,
  choicesFor: (query: string) => readonly NoteChoice[]
): Omit<Parameters<typeof Suggestion<NoteChoice, NoteChoice>>[0], 'editor'> {
  const kind = char === '@' ? ('mention' as const) : ('tag' as const);
  const show = (props: SuggestionProps<NoteChoice, NoteChoice>): void =>
    hooks.onlist({
      kind,
      query: props.query,
      choices: props.items,
      place: () => props.clientRect?.() ?? null,
      choose: (choice) => props.command(choice)
    });
  return {
    char,
    pluginKey: new PluginKey(kind),
    allowSpaces: true,
    allowedPrefixes: [' ', '\u00a0', '(', '[', '“', '"', '—', '–'],
    items: ({ query }) => [...choicesFor(query)],
    command: ({ editor, range, props }) => {
      const node =
        props.kind === 'mention'
          ? { type: 'mention', attrs: { id: props.id, label: props.label } }
          : { type: 'tag', attrs: { name: props.label } };
      editor
        .chain()
        .focus()
        .insertContentAt(range, [node, { type: 'text', text: ' ' }])
        .run();
      if (props.kind === 'tag') hooks.ontag(props.label);
    },
    // In code a sign is a sign.
    allow: ({ state, range }) => !state.doc.resolve(range.from).parent.type.spec.code,
    render: () => ({
      onStart: show,
      onUpdate: show,
      onExit: () => hooks.onlist(null),
      onKeyDown: ({ event }) => hooks.onlistkey(event)
    })
  };
}

/** An inline that is one thing to the caret: its words, and nothing of it to edit. */
const chip =
  (className: string, words: (attrs: Record<string, unknown>) => string): NodeViewRenderer =>
  ({ node }) => {
    const dom = document.createElement('span');
    dom.className = className;
    dom.textContent = words(node.attrs);
    return { dom };
  };
const mentionWords = ({ label }: Record<string, unknown>): string => `@${String(label)}`;
const tagWords = ({ name }: Record<string, unknown>): string => `#${String(name)}`;

const mention = (hooks: Hooks) =>
  Node.create({
    name: 'mention',
    group: 'inline',
    inline: true,
    atom: true,
    priority: 101,
    addAttributes: () => ({ id: { default: '' }, label: { default: '' } }),
    parseHTML: () => [
      {
        tag: 'a[href^="urn:uuid:"]',
        priority: 100,
        getAttrs: (element) => {
          const id = element.getAttribute('href')?.slice('urn:uuid:'.length) ?? '';
          const label = element.textContent.replace(/^@/, '');
          return label === '' ? false : { id, label };
        }
      }
    ],
    renderHTML: ({ node }) => [
      'a',
      { href: `urn:uuid:${String(node.attrs['id'])}` },
      mentionWords(node.attrs)
    ],
    renderText: ({ node }) => mentionWords(node.attrs),
    addNodeView: () => chip('mention', mentionWords),
    addKeyboardShortcuts: () => ({
      Enter: ({ editor }) => {
        const { selection } = editor.state;
        if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'mention') {
          return false;
        }
        hooks.onmention(String(selection.node.attrs['id']));
        return true;
      }
    }),
    addProseMirrorPlugins() {
      return [
        Suggestion({
          editor: this.editor,
          ...listAt('@', hooks, (query) => hooks.references?.mentions(query) ?? [])
        })
      ];
    }
  });

const tag = (hooks: Hooks) =>
  Node.create({
    name: 'tag',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ name: { default: '' } }),
    parseHTML: () => [
      {
        tag: 'span.tag',
        getAttrs: (element) => {
          const name = element.textContent.replace(/^#/, '');
          return name === '' ? false : { name };
        }
      }
    ],
    renderHTML: ({ node }) => ['span', { class: 'tag' }, tagWords(node.attrs)],
    renderText: ({ node }) => tagWords(node.attrs),
    addNodeView: () => chip('tag', tagWords),
    addProseMirrorPlugins() {
      return [
        Suggestion({
          editor: this.editor,
          ...listAt('#', hooks, (query) => hooks.references?.tags(query) ?? [])
        })
      ];
    }
  });

export function noteExtensions(hooks: Hooks): Extensions {
  return [
    StarterKit.configure({
      dropcursor: false,
      gapcursor: false,
      heading: { levels: [1, 2, 3] },
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
    ...tableExtensions,
    mention(hooks),
    tag(hooks),
    ownUndo,
    Extension.create({
      name: 'linkKey',
      priority: 2_000,
      addKeyboardShortcuts: () => ({
        'Mod-k': () => {
          hooks.onlink();
          return true;
        }
      })
    })
  ];
}
