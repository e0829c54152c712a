// Tables on ProseMirror's own module for them. Cells hold paragraphs and are never merged.
import { Node, type KeyboardShortcutCommand } from '@tiptap/core';
import type { Node as ProseMirrorNode, Schema } from '@tiptap/pm/model';
import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
  toggleHeaderRow
} from '@tiptap/pm/tables';

const roles: Record<string, string> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell'
};

/** What ProseMirror's module wants to know of each cell. */
const spans = () => ({
  colspan: { default: 1, rendered: false },
  rowspan: { default: 1, rendered: false },
  colwidth: { default: null, rendered: false }
});

function emptyTable(schema: Schema, rows: number, columns: number): ProseMirrorNode | undefined {
  const { table, tableRow, tableCell, tableHeader } = schema.nodes;
  const made = Array.from({ length: rows }, (_, y) => {
    const cells = Array.from({ length: columns }, () =>
      (y === 0 ? tableHeader : tableCell)?.createAndFill()
    ).filter((cell) => cell !== null && cell !== undefined);
    return tableRow?.create(null, cells);
  }).filter((row) => row !== undefined);
  return table?.create(null, made);
}

/** A table of three by three with a head in place of the selection, the caret in its first cell. */
const insertTable: Command = (state, dispatch) => {
  const table = emptyTable(state.schema, 3, 3);
  if (!table || isInTable(state)) return false;
  if (dispatch) {
    const { tr } = state;
    const at = tr.selection.from;
    tr.replaceSelectionWith(table);
    let start = Math.max(0, at - 1);
    tr.doc.nodesBetween(start, tr.doc.content.size, (node, pos) => {
      if (node.type === table.type && pos >= at - 1) start = Math.max(start, pos);
      return node.type !== table.type;
    });
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(start + 1))).scrollIntoView());
  }
  return true;
};

/** From the last row or first row of a table at the end of what it stands in: on into a paragraph, made where none is. */
function leaveBy(step: 1 | -1): Command {
  return (state, dispatch, view) => {
    const { $head, empty } = state.selection;
    if (!empty || !isInTable(state) || !view?.endOfTextblock(step > 0 ? 'down' : 'up'))
      return false;
    let depth = $head.depth;
    while ($head.node(depth).type.name !== 'table') depth -= 1;
    const rows = $head.node(depth).childCount;
    if ($head.index(depth) !== (step > 0 ? rows - 1 : 0)) return false;
    const cell = $head.node(depth + 2);
    if ($head.index(depth + 2) !== (step > 0 ? cell.childCount - 1 : 0)) return false;
    const outer = $head.node(depth - 1);
    const edge = step > 0 ? outer.childCount - 1 : 0;
    const at = step > 0 ? $head.after(depth) : $head.before(depth);
    const { paragraph } = state.schema.nodes;
    if (!paragraph) return false;
    if (dispatch) {
      const { tr } = state;
      if ($head.index(depth - 1) === edge) {
        tr.insert(at, paragraph.create());
        tr.setSelection(TextSelection.create(tr.doc, at + 1));
      } else tr.setSelection(TextSelection.near(tr.doc.resolve(at), step));
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

/** The next cell; after the last one a new row. */
const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  if (!dispatch || !view) return false;
  if (!addRowAfter(state, dispatch)) return false;
  return goToNextCell(1)(view.state, view.dispatch.bind(view));
};

export const tableCommands = {
  table: insertTable,
  rowAfter: addRowAfter,
  columnAfter: addColumnAfter,
  deleteRow,
  deleteColumn,
  headerRow: toggleHeaderRow,
  deleteTable
} satisfies Record<string, Command>;
export type TableCommand = keyof typeof tableCommands;

export const inTable = (state: EditorState): boolean => isInTable(state);

const keyed =
  (command: Command): KeyboardShortcutCommand =>
  ({ editor }) =>
    command(editor.state, editor.view.dispatch.bind(editor.view), editor.view);

const NoteTable = Node.create({
  name: 'table',
  // Tab moves between cells before it does anything else.
  priority: 1_000,
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', ['tbody', 0]],
  extendNodeSchema: ({ name }) => ({ tableRole: roles[name] }),
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts: () => ({
    Tab: keyed(nextCell),
    'Shift-Tab': keyed(goToNextCell(-1)),
    ArrowDown: keyed(leaveBy(1)),
    ArrowUp: keyed(leaveBy(-1)),
    'Mod-Enter': keyed(addRowAfter),
    'Alt-Shift-ArrowRight': keyed(addColumnAfter),
    'Alt-Shift-Backspace': keyed(deleteRow),
    'Alt-Shift-Delete': keyed(deleteColumn)
  })
});
const NoteRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0]
});
const NoteCell = Node.create({
  name: 'tableCell',
  content: 'paragraph+',
  isolating: true,
  addAttributes: spans,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: () => ['td', 0]
});
const NoteHeaderCell = Node.create({
  name: 'tableHeader',
  content: 'paragraph+',
  isolating: true,
  addAttributes: spans,
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: () => ['th', 0]
});

export const tableExtensions = [NoteTable, NoteRow, NoteCell, NoteHeaderCell];
