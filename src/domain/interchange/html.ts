// A pair or an article as one page for a browser: no script, nothing fetched.
import { noteNumbers, type OrderedAnnotation } from '../annotation/order';
import type { Article, Mark } from '../article/schema';
import { groupBlocks, type List, type Table } from './groups';
import { htmlStyle } from './html-style';
import {
  quotationsOf,
  type FormWords,
  type LaidBlock,
  type LaidDocument,
  type Piece
} from './laid-document';
import { escapeMarkup } from './markup';
import { noteToHtml, type MentionAddress } from './note-html';
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

/** Attributes of the element that a block stands in. */
function attributes(language: string | undefined, classes = ''): string {
  const named = classes === '' ? '' : ` class="${classes}"`;
  // Words in another language may run the other way.
  return language === undefined ? named : `${named} lang="${escapeMarkup(language)}" dir="auto"`;
}

/** What a block shows within its element. */
function shownHtml({ pictures, pieces: list }: LaidBlock, words: FormWords): string {
  const shown = pictures.map(
    (alt) => `<span class="picture">${escapeMarkup(words.picture(alt))}</span><br>`
  );
  return shown.join('') + pieces(list);
}

function blockHtml(block: LaidBlock, words: FormWords): string {
  const { kind, level, clutter, language } = block;
  const tag = level > 0 ? `h${level}` : (lineTags[kind] ?? 'p');
  const name = clutter ? 'clutter' : kind;
  const classes = tag === 'p' && name !== 'paragraph' ? name : '';
  return `<${tag}${attributes(language, classes)}>${shownHtml(block, words)}</${tag}>`;
}

function listHtml({ marking, skipped, items }: List<LaidBlock>, words: FormWords): string {
  const tag = marking === '.' || marking === ')' ? 'ol' : 'ul';
  const classes = marking === 'words' ? ' class="marked"' : '';
  const indent = skipped > 0 ? ` style="margin-inline-start:${1.5 * skipped}em"` : '';
  const shown = items.map(({ block, number, lists }) => {
    const value = number === null ? '' : ` value="${number}"`;
    const sign = marking === ')' && number !== null ? ` style="list-style-type:'${number}) '"` : '';
    const marker =
      marking === 'words' ? `<span class="marker">${escapeMarkup(block.marker ?? '')}</span> ` : '';
    const nested = lists.map((list) => `\n${listHtml(list, words)}`).join('');
    return `<li${value}${sign}${attributes(block.language)}>${marker}${shownHtml(block, words)}${nested}</li>`;
  });
  return `<${tag}${classes}${indent}>\n${shown.join('\n')}\n</${tag}>`;
}

function tableHtml({ rows }: Table<LaidBlock>, words: FormWords): string {
  const shown = rows.map((row) => {
    const cells = row.map((block) =>
      block ? `<td${attributes(block.language)}>${shownHtml(block, words)}</td>` : '<td></td>'
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="table"><table>\n${shown.join('\n')}\n</table></div>`;
}

function cellHtml(blocks: readonly LaidBlock[], words: FormWords): string {
  return groupBlocks(blocks)
    .map((group) => {
      if (group.kind === 'list') return listHtml(group, words);
      if (group.kind === 'table') return tableHtml(group, words);
      return blockHtml(group.block, words);
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
  const numbers = noteNumbers(ordered);
  const addressOf: MentionAddress = (id) => (numbers.has(id) ? `#note-${numbers.get(id)}` : null);
  const noteItem = (entry: OrderedAnnotation): string =>
    noteHtml(entry, articles, words, addressOf);
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
${rows.map((cells) => row(cells.map((blocks) => cellHtml(blocks, words)))).join('')}${section(words.notes, notes.map(noteItem), 'ol')}${section(words.statements, stated.map(noteItem), 'ul')}${section(words.elsewhere, lost.map(noteItem), 'ul')}${section(words.sources, sources, 'ul')}</main>
</body>
</html>
`;
}

function noteHtml(
  { annotation, number }: OrderedAnnotation,
  articles: readonly Article[],
  words: FormWords,
  addressOf: MentionAddress
): string {
  const quoted = quotationsOf(annotation, articles).map(({ side, text }) => {
    const lang = escapeMarkup(articles[side]?.language ?? 'und');
    return `<p><q class="${annotation.colour}" lang="${lang}" dir="auto">${escapeMarkup(text)}</q></p>`;
  });
  const facts = [
    annotation.author,
    words.dateInWords(annotation.modified),
    annotation.tags.join(', '),
    words.statement(annotation)
  ].filter((fact) => fact !== '');
  const id = number === null ? '' : ` id="note-${number}" value="${number}"`;
  const back = number === null ? '' : ` <a href="#at-${number}">↑</a>`;
  const note = annotation.note ? noteToHtml(annotation.note, { addressOf, headingsUnder: 2 }) : '';
  return `<li${id}><div class="note">${quoted.join('')}${note}<p class="facts">${escapeMarkup(facts.join(' · '))}${back}</p></div></li>`;
}
