// Lists, tables and notes of a page, as a browser shows them.
import { describe, expect, it } from 'vitest';
import { parseArticle } from './parse-article';

const prose =
  'The mayor said on Tuesday that the bridge would open to traffic before winter. '.repeat(4);

async function blocksOf(body: string): Promise<string[]> {
  const page = `<html><body><article><h1>The bridge opens early</h1><p>${prose}</p>${body}<p>${prose}</p></article></body></html>`;
  const { article } = await parseArticle('page.html', Buffer.from(page));
  return article.blocks
    .filter(({ start, end }) => !article.text.slice(start, end).startsWith('The '))
    .map(({ kind, start, end, level = '', marker = '', cell, clutter = '' }) =>
      [
        kind,
        level,
        marker,
        cell ? `${cell.row},${cell.column}` : '',
        clutter,
        article.text.slice(start, end)
      ]
        .filter((part) => part !== '')
        .join(' ')
    );
}

describe('places of a page', () => {
  // Would catch: spans not counted, so that cells stand under the wrong heading.
  it('are those of cells beside and below spans', async () => {
    expect(
      await blocksOf(
        '<table><tr><th rowspan=2>Year</th><th colspan=2>Boats</th></tr><tr><td>old</td><td>new</td></tr><tr><td>1990</td><td>12</td><td>3</td></tr></table>'
      )
    ).toEqual([
      'tableCell 0,0 Year',
      'tableCell 0,1 Boats',
      'tableCell 1,1 old',
      'tableCell 1,2 new',
      'tableCell 2,0 1990',
      'tableCell 2,1 12',
      'tableCell 2,2 3'
    ]);
  });

  // Would catch: a page laid out by a table read as one.
  it('are none in a table that lays out a page', async () => {
    const blocks = await blocksOf(`<table><tr><td><p>One side.</p></td></tr></table>`);
    expect(blocks).toEqual(['paragraph One side.']);
  });

  // Would catch: numbers lost, counted wrongly or repeated before an item's second paragraph.
  it('are markers and depths of lists', async () => {
    expect(
      await blocksOf(
        '<ol start=3 type=a><li>one<ul><li>within</li></ul></li><li><p>two</p><p>more</p></li></ol><ol reversed><li>x</li><li>y</li></ol><ol type=I><li value=9>z</li></ol>'
      )
    ).toEqual([
      'listItem c. one',
      'listItem 2 within',
      'listItem d. two',
      'listItem more',
      'listItem 2. x',
      'listItem 1. y',
      'listItem IX. z'
    ]);
  });

  // Would catch: notes folded away as asides.
  it('keep footnotes as the article’s own', async () => {
    expect(await blocksOf('<aside role="doc-footnote"><p>A note.</p></aside>')).toEqual([
      'footnote A note.'
    ]);
  });
});
