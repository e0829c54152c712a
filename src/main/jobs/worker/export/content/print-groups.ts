// Lists and tables as they are set.
import type { Block } from '@domain/article/schema';
import { groupBlocks, type List, type Placed, type Table } from '@domain/interchange/groups';
import type { HeadingLevels } from '@domain/interchange/rows';
import { printable } from './printable';
import type { TextBlock, TextGroup, TextList, TextTable, Words } from './typeset-document';

/** A block with its words cut. */
export interface CutBlock extends Placed {
  block: Block;
  words: Words;
}

const blockKinds: Record<Block['kind'], TextBlock['kind']> = {
  heading: 'heading',
  paragraph: 'paragraph',
  caption: 'caption',
  quote: 'quote',
  listItem: 'paragraph',
  tableCell: 'paragraph',
  code: 'code',
  footnote: 'footnote',
  figure: 'caption'
};

/** Characters of a cell that no page's end may tear: less than a page even at a word a line. */
const keptTogether = 200;

function printList({ marking, skipped, items }: List<CutBlock>): TextList {
  return {
    kind: 'list',
    markers: marking === 'bullet' ? null : items.map(({ block }) => printable(block.marker ?? '')),
    skipped,
    items: items.map(({ block, lists }) => ({ words: block.words, lists: lists.map(printList) }))
  };
}

const textOf = ({ inlines }: Words): string =>
  inlines.map((inline) => ('text' in inline ? inline.text : ' ')).join('');
const longest = (texts: string[]): string =>
  texts.reduce((long, text) => (text.length > long.length ? text : long), '');

/** Rows of equal length; null where a place is empty. */
export function tableOfWords(rows: (Words | null)[][]): TextTable {
  const texts = rows.map((row) => row.map((words) => (words ? textOf(words) : '')));
  return {
    kind: 'table',
    rows: rows.map((row, y) =>
      row.map((words, x) => {
        const length = texts[y]?.[x]?.length ?? 0;
        return words && { ...words, breakable: length > keptTogether };
      })
    ),
    columns: (rows[0] ?? []).map((_, x) => {
      const column = texts.map((row) => row[x] ?? '');
      return {
        word: longest(column.flatMap((text) => text.split(/[\s\u200B-]+/))),
        line: longest(column).replaceAll('\u200B', '')
      };
    })
  };
}

const printTable = ({ rows }: Table<CutBlock>): TextTable =>
  tableOfWords(rows.map((row) => row.map((cut) => cut && cut.words)));

/** A row's blocks of one article as they are set. */
export function printGroups(blocks: CutBlock[], levels: HeadingLevels): TextGroup[] {
  return groupBlocks(blocks).map((group): TextGroup => {
    if (group.kind === 'list') return printList(group);
    if (group.kind === 'table') return printTable(group);
    const { block, words, clutter } = group.block;
    if (block.kind === 'heading' && !clutter) {
      return { kind: 'heading', level: levels.next(block), clutter, ...words };
    }
    return { kind: clutter ? 'paragraph' : blockKinds[block.kind], clutter, ...words };
  });
}
