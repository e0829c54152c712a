// Markdown to blocks: CommonMark with tables and a front matter; HTML in it stays as written, as words.
import MarkdownIt from 'markdown-it';
import { safeHref, type DraftBlock } from '@domain/article/assemble';
import { decideRows, rowCells, type RowLine } from '@domain/article/rows';
import type { BlockKind, Mark } from '@domain/article/schema';
import { findDate } from '@domain/article/stated';
import { isHardWrapped } from '@domain/text/wrapped';
import { InlineText } from './inline-text';
import type { ParsedDocument } from './parsed-document';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
type Token = ReturnType<typeof markdown.parse>[number];

/** Reads a Markdown file; `title`, `author` and `date` come from its front matter. */
export function readMarkdown(raw: string): ParsedDocument {
  const { fields, body } = splitFrontMatter(raw);
  const drafts = readRows(readBlocks(markdown.parse(separateLines(body), {})));
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
    ...(language ? { language } : {})
  };
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
  const lines = drafts.flatMap((draft): (MarkdownDraft & RowLine)[] => {
    const text = draft.text.trim();
    const cells = draft.kind === 'paragraph' && draft.text === text ? rowCells(text) : null;
    if (!cells || cells.length === 0) return [draft];
    return cells.map((cell) => ({
      kind: 'tableCell',
      text: text.slice(cell.start, cell.end),
      marks: clipMarks(draft.marks, cell.start, cell.end),
      cells: cells.length
    }));
  });
  decideRows(lines);
  return lines.map(({ kind, level, text, marks, known }) => ({
    kind,
    text: /^[|\s]*$/.test(text) ? '' : text,
    marks,
    ...(level === undefined ? {} : { level }),
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

function readBlocks(tokens: readonly Token[]): MarkdownDraft[] {
  const drafts: MarkdownDraft[] = [];
  const around: BlockKind[] = [];
  let level: number | undefined;
  for (const token of tokens) {
    const name = token.type.replace(/_(open|close)$/, '');
    const kind = containers[name];
    if (kind && token.nesting === 1) around.push(kind);
    else if (kind && token.nesting === -1) around.pop();
    else if (name === 'heading')
      level = token.nesting === 1 ? Number(token.tag.slice(1)) : undefined;
    else if (token.type === 'fence' || token.type === 'code_block') {
      drafts.push({ kind: 'code', text: token.content, marks: [] });
    } else if (token.type === 'inline') {
      const inner: BlockKind = around.at(-1) ?? 'paragraph';
      for (const draft of readInline(token, level === undefined ? inner : 'heading', level)) {
        drafts.push(draft);
      }
    }
  }
  return drafts;
}

const markOf: Record<string, Mark['kind']> = { strong: 'bold', em: 'italic', link: 'link' };

const attribute = (token: Token, name: string): string => String(token.attrGet(name) ?? '');

function readInline(token: Token, kind: BlockKind, level: number | undefined): MarkdownDraft[] {
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
      if (words) captions.push({ kind: caption ? 'caption' : 'figure', text: words, marks: [] });
    } else inline.add(child.content);
  }
  const { text, marks } = inline.take();
  const own = marks.filter((mark) => mark.href !== '');
  const label = footnote.exec(text)?.[0];
  if (label !== undefined && kind === 'paragraph') {
    return [
      {
        kind: 'footnote',
        text: text.slice(label.length),
        marks: clipMarks(own, label.length, text.length)
      },
      ...captions
    ];
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
