// A pair or an article as Markdown: CommonMark with footnotes and front matter, readable as it stands.
import { noteNumbers, type OrderedAnnotation } from '../annotation/order';
import type { AnnotationId } from '../ids';
import type { Article, Mark } from '../article/schema';
import { groupBlocks, type List, type Table } from './groups';
import {
  quotationsOf,
  type FormWords,
  type LaidBlock,
  type LaidDocument,
  type Piece
} from './laid-document';
import { guarded, indented, linked, plain, quoted, tagged } from './markdown-text';
import { noteMarkdown } from './note-markdown';
import { titleOf } from './rows';

const tags: Record<Exclude<Mark['kind'], 'link'>, string> = {
  bold: 'strong',
  italic: 'em',
  code: 'code',
  superscript: 'sup',
  subscript: 'sub'
};

function pieceText(piece: Piece): string {
  if (piece.kind === 'break') return '\\\n';
  if (piece.kind === 'number') return `[^${piece.number}]`;
  const styled = piece.marks.reduce((text, { kind, href }) => {
    if (kind !== 'link') return tagged(tags[kind], text);
    return href === undefined ? text : linked(text, href);
  }, plain(piece.text));
  return piece.over.length > 0 ? tagged('mark', styled) : styled;
}

const lines = (pieces: readonly Piece[]): string =>
  pieces
    .map(pieceText)
    .join('')
    .replaceAll('</mark><mark>', '')
    // A break before or after all words is a backslash to the reader.
    .replace(/^\s*(?:\\\n\s*)+|(?:\s*\\\n)+\s*$/g, '')
    .trim()
    .split('\n')
    .map(guarded)
    .join('\n');

/** The words of a block, its pictures before them. */
function shownText({ pictures, pieces }: LaidBlock, words: FormWords): string {
  const shown = pictures.map((alt) => guarded(plain(words.picture(alt))));
  return [...shown, lines(pieces)].filter((text) => text !== '').join('\\\n');
}

function blockText(block: LaidBlock, words: FormWords): string {
  const text = shownText(block, words);
  if (block.level > 0) return `${'#'.repeat(block.level)} ${text.replaceAll('\\\n', ' ')}`;
  return block.kind === 'quote' ? quoted(text) : text;
}

/** Between lists that would be read as one. */
const listEnd = '\n\n<!-- -->\n\n';

function listText({ marking, items }: List<LaidBlock>, words: FormWords): string {
  let before: number | null = null;
  return items
    .map(({ block, number, lists }, index) => {
      const bullet = number === null ? '- ' : `${number}${marking} `;
      const own = marking === 'words' ? `${guarded(plain(block.marker ?? ''))} ` : '';
      const text = [own + shownText(block, words), listsText(lists, words)]
        .filter((part) => part !== '')
        .join('\n');
      // Programs count on from the first number, whatever the others say.
      const jump = number !== null && before !== null && number !== before + 1;
      before = number;
      const between = index === 0 ? '' : jump ? listEnd : '\n';
      return between + bullet + indented(text, ' '.repeat(bullet.length));
    })
    .join('');
}

/** Lists that stand one after another. */
function listsText(lists: readonly List<LaidBlock>[], words: FormWords): string {
  return lists
    .map((list, index) => {
      const before = lists[index - 1];
      // A number other than 1 does not end a paragraph, so a list within an item needs a line between.
      const between = before ? listEnd : startsHigh(list) ? '\n' : '';
      return between + listText(list, words);
    })
    .join('');
}
const startsHigh = ({ items }: List<LaidBlock>): boolean => {
  const number = items[0]?.number ?? null;
  return number !== null && number !== 1;
};

/** A table needs a head, which is its first row. */
function tableText({ rows }: Table<LaidBlock>, words: FormWords): string {
  const shown = rows.map((row) => {
    const cells = row.map((block) =>
      block ? shownText(block, words).replaceAll('\\\n', '<br>') : ''
    );
    return `| ${cells.join(' | ')} |`;
  });
  const [head = '', ...body] = shown;
  return [head, `|${' --- |'.repeat(rows[0]?.length ?? 0)}`, ...body].join('\n');
}

/** Quotation, note and facts of one annotation, as blocks. */
function annotationText(
  { annotation }: OrderedAnnotation,
  articles: readonly Article[],
  words: FormWords,
  numbers: ReadonlyMap<AnnotationId, number>
): string {
  const facts = [
    annotation.author,
    words.dateInWords(annotation.modified),
    annotation.tags.join(', '),
    words.statement(annotation)
  ].filter((fact) => fact !== '');
  const quotations = quotationsOf(annotation, articles).map(({ text }) => `“${plain(text)}”`);
  const note = annotation.note ? noteMarkdown(annotation.note, numbers) : [];
  return [tagged('mark', quotations.join(' · ')), ...note, guarded(plain(facts.join(' · ')))].join(
    '\n\n'
  );
}

function frontMatter(articles: readonly Article[], words: FormWords): string {
  // JSON strings are YAML strings, once the line separators that YAML reads as ends are escaped. So is what opens
  // markup or a picture: to a program that knows no front matter, all this is text.
  const yaml = (text: string): string =>
    JSON.stringify(text.replace(/\p{Cs}|\p{Noncharacter_Code_Point}/gu, '\uFFFD')).replace(
      /[<>[&\u007f-\u009f\u2028\u2029\uFEFF]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
    );
  const entries = articles.flatMap((article) => [
    `  - title: ${yaml(titleOf(article))}`,
    `    language: ${yaml(article.language)}`,
    ...(article.byline === undefined ? [] : [`    byline: ${yaml(article.byline)}`]),
    ...(article.date === undefined ? [] : [`    date: ${yaml(article.date)}`]),
    ...(article.source === undefined ? [] : [`    source: ${yaml(article.source)}`]),
    ...(article.url === undefined ? [] : [`    url: ${yaml(article.url)}`]),
    ...(article.accessed === undefined ? [] : [`    accessed: ${yaml(article.accessed)}`]),
    `    file: ${yaml(article.original.name)}`,
    `    sha256: ${article.original.sha256}`
  ]);
  return [
    '---',
    `title: ${yaml(articles.map(titleOf).join(' · '))}`,
    `description: ${yaml(words.summary.join(' · '))}`,
    'generator: Diptych',
    'articles:',
    ...entries,
    '---'
  ].join('\n');
}

/**
 * The whole file. Rows in order, the target's blocks as a quotation under the source's; highlights between `<mark>`
 * tags; notes as footnotes behind their quotation. What the text has no place for stands under a heading of its own.
 */
export function writeMarkdown(
  articles: readonly Article[],
  { titles, rows, ordered, elsewhere }: LaidDocument,
  words: FormWords
): string {
  const numbers = noteNumbers(ordered);
  const cells = (texts: string[]): string[] =>
    texts.flatMap((text, side) => (text === '' ? [] : side === 0 ? text : quoted(text)));
  const head = cells(titles.map((title) => `# ${lines(title).replaceAll('\\\n', ' ')}`));
  const body = rows.flatMap((row) =>
    cells(
      row.map((blocks) =>
        joined(
          blocks.filter(({ pieces }) => pieces.length > 0),
          words
        )
      )
    )
  );
  const listed = (title: string, entries: OrderedAnnotation[]): string[] =>
    entries.length === 0
      ? []
      : [
          `## ${title}`,
          ...entries.map((entry) => {
            const text =
              entry.number === null
                ? annotationText(entry, articles, words, numbers)
                : quotationsOf(entry.annotation, articles)
                    .map((quotation) => `“${plain(quotation.text)}”`)
                    .join(' · ') + `[^${entry.number}]`;
            return `- ${indented(text, '  ')}`;
          })
        ];
  const stated = ordered.filter(
    (entry) => entry.number === null && entry.annotation.statement && !elsewhere.includes(entry)
  );
  const notes = ordered
    .filter(({ number }) => number !== null)
    .map(
      (entry) =>
        `[^${entry.number}]: ${indented(annotationText(entry, articles, words, numbers), '    ')}`
    );
  return `${[
    frontMatter(articles, words),
    ...head,
    ...body,
    ...listed(words.statements, stated),
    ...listed(words.elsewhere, elsewhere),
    ...notes
  ].join('\n\n')}\n`;
}

/** Blocks of one cell of a row. */
function joined(blocks: readonly LaidBlock[], words: FormWords): string {
  const groups = groupBlocks(blocks);
  return groups
    .map((group, index) => {
      const next = groups[index + 1];
      if (group.kind === 'table') return tableText(group, words) + (next ? '\n\n' : '');
      if (group.kind === 'block') return blockText(group.block, words) + (next ? '\n\n' : '');
      return listText(group, words) + (next?.kind === 'list' ? listEnd : next ? '\n\n' : '');
    })
    .join('');
}
