// Markdown to blocks: CommonMark with tables and a front matter; HTML in it stays as written, as words.
import MarkdownIt from 'markdown-it';
import { prefixed, safeHref, type DraftBlock } from '@domain/article/assemble';
import { decideRows, rowCells, type RowLine } from '@domain/article/rows';
import type { BlockKind, Mark, Picture } from '@domain/article/schema';
import { findDate } from '@domain/article/stated';
import { isHardWrapped } from '@domain/text/wrapped';
import { InlineText } from './inline-text';
import { dataBytes } from './html-pictures';
import type { ParsedDocument } from './parsed-document';
import { PictureShelf } from './pictures';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
type Token = ReturnType<typeof markdown.parse>[number];

/** Reads a Markdown file; `title`, `author` and `date` come from its front matter. */
export async function readMarkdown(raw: string): Promise<ParsedDocument> {
  const { fields, body } = splitFrontMatter(raw);
  // A note of one word would be taken for a link's address.
  const noted = body.replace(new RegExp(`^( {0,3})(${noteLabel}:)`, 'gm'), '$1\\$2');
  const tokens = markdown.parse(separateLines(noted), {});
  const shelf = new PictureShelf();
  const pictures = await shelvePictures(tokens, shelf);
  const notes = notesOf(body);
  const drafts = readRows(readBlocks(tokens, { pictures, notes }));
  const heading = drafts.find((draft) => draft.level === 1);
  const title = fields.get('title') ?? heading?.text;
  const byline = fields.get('author') ?? fields.get('authors');
  const date = findDate(fields.get('date') ?? '');
  const language = fields.get('lang') ?? fields.get('language');
  return {
    drafts,
    clutterKnown: false,
    ...(title ? { title } : {}),
    ...(byline ? { byline } : {}),
    ...(date ? { date } : {}),
    ...(language ? { language } : {}),
    pictures: shelf.pictures
  };
}

interface Context {
  /** Pictures that stand in the text itself, by their `data:` address. */
  pictures: Map<string, Picture>;
  /** Labels of footnotes that the text refers to and defines, with their numbers. */
  notes: Map<string, string>;
}

async function shelvePictures(
  tokens: readonly Token[],
  shelf: PictureShelf
): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>();
  for (const child of tokens.flatMap(({ children }) => children ?? [])) {
    const address = child.type === 'image' ? attribute(child, 'src') : '';
    const bytes = /^data:/i.test(address) ? dataBytes(address) : null;
    const picture = bytes ? await shelf.add(bytes, child.content) : null;
    if (picture) pictures.set(address, picture);
  }
  return pictures;
}

const noteLabel = String.raw`\[\^([^\]\s]{1,40})\]`;

/** Numbers as the text states them; other labels are counted. */
function notesOf(body: string): Map<string, string> {
  const labels = (pattern: string): Set<string> =>
    new Set([...body.matchAll(new RegExp(pattern, 'gm'))].map(([, label = '']) => label));
  const defined = labels(`^ {0,3}${noteLabel}:`);
  const referred = [...labels(`${noteLabel}(?!:)`)].filter((label) => defined.has(label));
  const numbered = referred.every((label) => /^\d{1,3}$/.test(label));
  return new Map(referred.map((label, index) => [label, numbered ? label : String(index + 1)]));
}

/** `key: value` lines between two `---` at the very top. */
function splitFrontMatter(raw: string): { fields: Map<string, string>; body: string } {
  const match = /^\ufeff?---[ \t]*\r?\n([^]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(raw);
  const fields = new Map<string, string>();
  if (!match) return { fields, body: raw };
  for (const line of (match[1] ?? '').split(/\r?\n/)) {
    const field = /^([\w-]+)\s*:\s*(.+?)\s*$/.exec(line);
    const value = field?.[2]?.replace(/^(["'])(.*)\1$/, '$2').replace(/^\[(.*)\]$/, '$1');
    if (field?.[1] && value) fields.set(field[1].toLowerCase(), value);
  }
  return { fields, body: raw.slice(match[0].length) };
}

const structural =
  /^(?:\s{0,3}(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|>|```|~~~|[-*_=]{3,}\s*$)|\s{4,}|\t|\s*$)/;

/**
 * A page saved as one line a paragraph runs together in Markdown: where lines are not broken at a width, those of
 * plain words are set apart. Fenced code and tables with a rule under their head stay.
 */
function separateLines(body: string): string {
  if (isHardWrapped(body)) return body;
  let fence = '';
  const lines = body.split(/\r?\n/);
  const inTable = tableLines(lines);
  return lines
    .map((line, index) => {
      const marker = /^\s{0,3}(```|~~~)/.exec(line)?.[1] ?? '';
      if (fence !== '') {
        if (marker === fence) fence = '';
        return line;
      }
      fence = marker;
      const next = lines[index + 1] ?? '';
      if (fence !== '' || structural.test(line) || structural.test(next) || inTable[index])
        return line;
      // Two spaces or a backslash say that the line goes on after a break; a picture keeps its caption.
      return /( {2}|\\)$|^\s*!\[[^\]]*\]\([^)]*\)\s*$/.test(line) ? line : `${line}\n`;
    })
    .join('\n');
}

/** Which lines are of a table: the head before a rule, the rule, and the rows after it. */
function tableLines(lines: readonly string[]): boolean[] {
  const rule = lines.map((line) => /^\s*\|?[\s:]*-{2,}[\s:|-]*$/.test(line) && line.includes('|'));
  let within = false;
  return lines.map((line, index) => {
    within = (within && line.includes('|')) || rule[index] === true || rule[index + 1] === true;
    return within;
  });
}

interface MarkdownDraft extends DraftBlock {
  /** It was a picture without words. */
  picture?: boolean;
}

/** Paragraphs that are rows between pipes become cells, captions and teasers. */
function readRows(drafts: readonly MarkdownDraft[]): DraftBlock[] {
  let row = -1;
  const lines = drafts.flatMap((draft): (MarkdownDraft & RowLine)[] => {
    const text = draft.text.trim();
    const cells = draft.kind === 'paragraph' && draft.text === text ? rowCells(text) : null;
    if (cells?.length === 0) return [draft];
    row = cells ? row + 1 : -1;
    if (!cells) return [draft];
    return cells.map((cell, column) => ({
      kind: 'tableCell',
      cell: { row, column },
      text: text.slice(cell.start, cell.end),
      marks: clipMarks(draft.marks, cell.start, cell.end),
      cells: cells.length
    }));
  });
  decideRows(lines);
  return lines.map(({ text, known, cells: _cells, picture: _picture, ...draft }) => ({
    ...draft,
    text: /^[|\s]*$/.test(text) ? '' : text,
    ...(known ? { clutter: known } : {})
  }));
}

/** Marks within a part of their text, moved to its start; those outside are dropped. */
function clipMarks(marks: readonly Mark[], start: number, end: number): Mark[] {
  return marks.flatMap((mark) => {
    const from = Math.max(mark.start, start) - start;
    const to = Math.min(mark.end, end) - start;
    return to > from ? [{ ...mark, start: from, end: to }] : [];
  });
}

/** Containers that make another kind of the paragraphs in them; the innermost decides. */
const containers: Record<string, BlockKind> = {
  blockquote: 'quote',
  list_item: 'listItem',
  th: 'tableCell',
  td: 'tableCell'
};
const footnote = /^\[\^[^\]]{1,40}\]:\s*/;

function readBlocks(tokens: readonly Token[], context: Context): MarkdownDraft[] {
  const drafts: MarkdownDraft[] = [];
  const around: BlockKind[] = [];
  /** Marker of each open list's item; absent for bullets, and behind its first paragraph. */
  const lists: { marker?: string }[] = [];
  let cell = { row: -1, column: -1 };
  let level: number | undefined;
  for (const token of tokens) {
    const name = token.type.replace(/_(open|close)$/, '');
    const kind = containers[name];
    if (kind && token.nesting === 1) around.push(kind);
    else if (kind && token.nesting === -1) around.pop();
    if (/_list$/.test(name)) {
      if (token.nesting === 1) lists.push({});
      else lists.pop();
    } else if (token.type === 'list_item_open' && token.info !== '') {
      lists.splice(-1, 1, { marker: `${token.info}${token.markup}`.slice(0, 12) });
    } else if (token.type === 'table_open') cell = { row: -1, column: -1 };
    else if (token.type === 'tr_open') cell = { row: cell.row + 1, column: -1 };
    else if (token.type === 'th_open' || token.type === 'td_open')
      cell = { ...cell, column: cell.column + 1 };
    else if (name === 'heading')
      level = token.nesting === 1 ? Number(token.tag.slice(1)) : undefined;
    else if (token.type === 'fence' || token.type === 'code_block') {
      drafts.push({ kind: 'code', text: token.content, marks: [] });
    } else if (token.type === 'inline') {
      const inner: BlockKind = around.at(-1) ?? 'paragraph';
      const own = level === undefined ? inner : 'heading';
      const place = {
        ...(own === 'tableCell' ? { cell } : {}),
        ...(own === 'listItem' && lists.length > 1 ? { level: Math.min(6, lists.length) } : {}),
        ...(own === 'listItem' ? lists.splice(-1, 1, {})[0] : {})
      };
      for (const draft of readInline(token, own, level, context))
        drafts.push(draft.kind === own ? { ...draft, ...place } : draft);
    }
  }
  return drafts;
}

const markOf: Record<string, Mark['kind']> = { strong: 'bold', em: 'italic', link: 'link' };

const attribute = (token: Token, name: string): string => String(token.attrGet(name) ?? '');

/** Words with references to notes and raised and lowered letters, as programs write them into Markdown. */
function addWords(inline: InlineText, words: string, { notes }: Context): void {
  const pattern = new RegExp(String.raw`<(sup|sub)>([^<>]{1,200})</\1>|${noteLabel}(?!:)`, 'g');
  let at = 0;
  for (const match of words.matchAll(pattern)) {
    const [whole, tag, raised = '', label = ''] = match;
    const number = notes.get(label);
    if (!tag && number === undefined) continue;
    inline.add(words.slice(at, match.index));
    inline.open(tag === 'sub' ? 'subscript' : 'superscript');
    inline.add(tag ? raised : (number ?? ''));
    inline.close();
    at = match.index + whole.length;
  }
  inline.add(words.slice(at));
}

function readInline(
  token: Token,
  kind: BlockKind,
  level: number | undefined,
  context: Context
): MarkdownDraft[] {
  const inline = new InlineText();
  const captions: DraftBlock[] = [];
  let pictures = 0;
  for (const child of token.children ?? []) {
    const name = child.type.replace(/_(open|close)$/, '');
    const mark = markOf[name];
    if (mark && child.nesting === 1) {
      const href = mark === 'link' ? safeHref(attribute(child, 'href')) : null;
      if (mark === 'link' && href === null) inline.open('link', '');
      else inline.open(mark, href ?? undefined);
    } else if (mark && child.nesting === -1) inline.close();
    else if (child.type === 'hardbreak') inline.hardBreak();
    else if (child.type === 'softbreak') inline.add(' ');
    else if (child.type === 'code_inline') {
      inline.open('code');
      inline.add(child.content);
      inline.close();
    } else if (child.type === 'image') {
      pictures += 1;
      const caption = attribute(child, 'title');
      const words = caption || child.content;
      const picture = context.pictures.get(attribute(child, 'src'));
      if (words || picture)
        captions.push({
          kind: caption ? 'caption' : 'figure',
          text: words,
          marks: [],
          ...(picture ? { pictures: [picture] } : {})
        });
    } else addWords(inline, child.content, context);
  }
  const { text, marks } = inline.take();
  const own = marks.filter((mark) => mark.href !== '');
  const label = footnote.exec(text)?.[0];
  if (label !== undefined && kind === 'paragraph') {
    const note: DraftBlock = {
      kind: 'footnote',
      text: text.slice(label.length),
      marks: clipMarks(own, label.length, text.length)
    };
    const number = context.notes.get(label.replace(/^\[\^|\]:\s*$/g, ''));
    return [number === undefined ? note : prefixed(note, `${number} `), ...captions];
  }
  // Under a picture, a line wholly in italics is its caption.
  const whole = text.trim();
  const italic = own.some(
    (mark) => mark.kind === 'italic' && mark.end - mark.start >= whole.length
  );
  const captioned = pictures > 0 && italic && kind === 'paragraph';
  return [
    ...captions,
    {
      kind: captioned ? 'caption' : kind,
      text: text.trim(),
      marks: clipMarks(own, text.length - text.trimStart().length, text.trimEnd().length),
      ...(level === undefined ? {} : { level }),
      ...(pictures > 0 && /^[|\s]*$/.test(text) ? { picture: true } : {})
    }
  ];
}
