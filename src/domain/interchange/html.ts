// A pair or an article as one page for a browser: no script, nothing fetched.
import type { OrderedAnnotation } from '../annotation/order';
import type { Article, Mark } from '../article/schema';
import { htmlStyle } from './html-style';
import {
  quotationsOf,
  type FormWords,
  type LaidBlock,
  type LaidDocument,
  type Piece
} from './laid-document';
import { escapeMarkup } from './markup';
import { noteToHtml } from './note-html';
import { titleOf } from './rows';

const tags: Record<Exclude<Mark['kind'], 'link'>, string> = {
  bold: 'strong',
  italic: 'em',
  code: 'code',
  superscript: 'sup',
  subscript: 'sub'
};
const lineTags: Partial<Record<LaidBlock['kind'], string>> = {
  quote: 'blockquote',
  listItem: 'li',
  code: 'pre'
};
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function pieceHtml(piece: Piece): string {
  if (piece.kind === 'break') return '<br>';
  if (piece.kind === 'number') {
    const { number, first } = piece;
    const id = first ? ` id="at-${number}"` : '';
    return `<sup${id}><a href="#note-${number}">${number}</a></sup>`;
  }
  const styled = piece.marks.reduce((html, { kind, href }) => {
    if (kind !== 'link') return `<${tags[kind]}>${html}</${tags[kind]}>`;
    return href === undefined ? html : `<a href="${escapeMarkup(href)}">${html}</a>`;
  }, escapeMarkup(piece.text));
  return piece.over.reduce((html, { annotation: { colour, tags: named } }) => {
    const title = named.length === 0 ? '' : ` title="${escapeMarkup(named.join(', '))}"`;
    return `<mark class="${colour}"${title}>${html}</mark>`;
  }, styled);
}

const pieces = (list: readonly Piece[]): string => list.map(pieceHtml).join('');

function blockHtml({ kind, level, clutter, pieces: list }: LaidBlock): string {
  const tag = level > 0 ? `h${level}` : (lineTags[kind] ?? 'p');
  const name = clutter ? 'clutter' : kind;
  const classes = tag === 'p' && name !== 'paragraph' ? ` class="${name}"` : '';
  return `<${tag}${classes}>${pieces(list)}</${tag}>`;
}

/** Items that follow each other are one list. */
function cellHtml(blocks: readonly LaidBlock[]): string {
  return blocks
    .map((block, index) => {
      const isItem = (other: LaidBlock | undefined): boolean => other?.kind === 'listItem';
      if (!isItem(block)) return blockHtml(block);
      const open = isItem(blocks[index - 1]) ? '' : '<ul>';
      return `${open}${blockHtml(block)}${isItem(blocks[index + 1]) ? '' : '</ul>'}`;
    })
    .join('\n');
}

const sideName = (side: number): 'source' | 'target' => (side === 0 ? 'source' : 'target');

/** The whole page, UTF-8. Highlights in their colours, numbers that lead to the notes and back, sources with hashes. */
export function writeHtml(
  articles: readonly Article[],
  { titles, rows, ordered, elsewhere }: LaidDocument,
  words: FormWords
): string {
  const cell = (side: number, html: string): string => {
    const lang = escapeMarkup(articles[side]?.language ?? 'und');
    return `<div class="${sideName(side)}" lang="${lang}" dir="auto">${html}</div>`;
  };
  const row = (cells: string[]): string =>
    `<div class="row">\n${cells.map((html, side) => cell(side, html)).join('\n')}\n</div>\n`;
  const head = articles.map((article, side) => {
    const facts = [
      article.byline,
      article.source,
      article.place,
      article.date && words.dateInWords(article.date),
      article.url
    ];
    const name = words.languageName(article.language);
    return `<p class="side">${escapeMarkup(name)}</p>
<h1>${pieces(titles[side] ?? [])}</h1>
<p class="facts">${escapeMarkup(facts.filter(Boolean).join(' · '))}</p>`;
  });
  const noteItem = (entry: OrderedAnnotation): string => noteHtml(entry, articles, words);
  const notes = ordered.filter(({ number }) => number !== null);
  const lost = elsewhere.filter(({ number }) => number === null);
  const stated = ordered.filter(
    (entry) => entry.number === null && entry.annotation.statement && !lost.includes(entry)
  );
  const sources = articles.map(
    (article) => `<li>${escapeMarkup(titleOf(article))}<br>
<span class="facts">${escapeMarkup(article.original.name)}</span><br><span class="hash">SHA-256 ${article.original.sha256}</span></li>`
  );
  const section = (title: string, items: string[], kind: 'ol' | 'ul'): string =>
    items.length === 0
      ? ''
      : `<section>\n<h2>${escapeMarkup(title)}</h2>\n<${kind} class="notes">\n${items.join('\n')}\n</${kind}>\n</section>\n`;
  return `<!DOCTYPE html>
<html lang="${escapeMarkup(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Diptych">
<title>${escapeMarkup(articles.map(titleOf).join(' · '))}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main${articles.length === 1 ? ' class="one"' : ''}>
<header>
<p class="summary">${escapeMarkup(words.summary.join(' · '))}</p>
${row(head)}</header>
${rows.map((cells) => row(cells.map(cellHtml))).join('')}${section(words.notes, notes.map(noteItem), 'ol')}${section(words.statements, stated.map(noteItem), 'ul')}${section(words.elsewhere, lost.map(noteItem), 'ul')}${section(words.sources, sources, 'ul')}</main>
</body>
</html>
`;
}

function noteHtml(
  { annotation, number }: OrderedAnnotation,
  articles: readonly Article[],
  words: FormWords
): string {
  const quoted = quotationsOf(annotation, articles).map(({ side, text }) => {
    const lang = escapeMarkup(articles[side]?.language ?? 'und');
    return `<p><q class="${annotation.colour}" lang="${lang}" dir="auto">${escapeMarkup(text)}</q></p>`;
  });
  const facts = [
    annotation.author,
    words.dateInWords(annotation.modified),
    annotation.tags.join(', '),
    annotation.statement ? words.statement(annotation.statement) : ''
  ].filter((fact) => fact !== '');
  const id = number === null ? '' : ` id="note-${number}" value="${number}"`;
  const back = number === null ? '' : ` <a href="#at-${number}">↑</a>`;
  const note = annotation.note ? noteToHtml(annotation.note) : '';
  return `<li${id}><div class="note">${quoted.join('')}${note}<p class="facts">${escapeMarkup(facts.join(' · '))}${back}</p></div></li>`;
}
