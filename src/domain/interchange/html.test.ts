import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import {
  annotation,
  article,
  pairOf,
  tableOf
} from '../../main/jobs/worker/export/testing/fixtures';
import { richNote } from '../../main/jobs/worker/export/testing/rich-note';
import { writeHtml } from './html';
import { layDocument, type FormWords } from './laid-document';

const words: FormWords = {
  language: 'en',
  summary: ['A translation'],
  notes: 'Notes',
  statements: 'Statements',
  sources: 'Sources',
  elsewhere: 'Elsewhere',
  languageName: (tag) => tag,
  dateInWords: (date) => date.slice(0, 10),
  statement: ({ statement }) => statement?.speaker ?? '',
  picture: (alt) => (alt === '' ? '[Picture]' : `[Picture: ${alt}]`)
};
const source = article(
  'en',
  [
    'Title <b>',
    'The bridge & the river.',
    { text: 'one', kind: 'listItem' },
    { text: 'two', kind: 'listItem' },
    { text: 'Menu', kind: 'paragraph', clutter: true }
  ],
  [{ exact: 'bridge', kind: 'link', href: 'https://example.org/?a="b"&c' }]
);
const target = article('ar', ['عنوان', 'الجسر والنهر.', 'واحد', 'اثنان']);
const page = (annotations: Parameters<typeof layDocument>[2], clutter = false) => {
  const laid = layDocument([source, target], pairOf(source, target), annotations, clutter);
  const html = writeHtml([source, target], laid, words);
  return { html, document: parseHTML(html).document };
};
const texts = (within: Document, selector: string): string[] =>
  [...within.querySelectorAll(selector)].map(({ textContent }) => textContent);

describe('a page for a browser', () => {
  // Catches words lost or doubled by highlights that overlap, and colours on the wrong words.
  it('marks overlapping highlights in their colours and keeps every word', () => {
    const { document } = page([
      annotation('a', [[source, 'bridge & the']], { colour: 'green' }),
      annotation('b', [[source, 'the river']], { colour: 'pink' })
    ]);
    expect(texts(document, '.row > .source p:not([class])')[0]).toBe('The bridge & the river.');
    expect(texts(document, 'mark.green')).toEqual(['bridge', ' & ', 'the']);
    expect(texts(document, 'mark.pink').join('')).toBe('the river');
    expect(texts(document, 'mark mark')).toEqual(['the']);
  });

  // Catches a number that leads nowhere, a note without its quotation, and one that is printed twice.
  it('leads from the text to the note and back', () => {
    const both = annotation(
      'n',
      [
        [source, 'bridge'],
        [target, 'الجسر']
      ],
      { note: 'Sai <i>' }
    );
    const { document } = page([both]);
    expect(texts(document, 'sup')).toEqual(['1', '1']);
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      expect(document.querySelectorAll(link.getAttribute('href') ?? '')).toHaveLength(1);
    }
    expect(texts(document, '#note-1 q')).toEqual(['bridge', 'الجسر']);
    expect(texts(document, '#note-1 .note > p')).toContain('Sai <i>');
    expect(
      document.querySelector('#note-1 q + q, #note-1 p:nth-child(2) q')?.getAttribute('lang')
    ).toBe('ar');
  });

  // Catches a note that loses its form, and mentions that lead nowhere or out of the page.
  it('keeps the form of a note, and leads to the notes it mentions', () => {
    const mentioned = annotation('m', [[source, 'river']], { note: 'Kept.' });
    const rich = annotation('r', [[source, 'bridge']], { note: richNote(mentioned.id) });
    const { document } = page([rich, mentioned]);
    expect(texts(document, '#note-1 a[href="#note-2"]')).toEqual(['@thị trưởng']);
    expect(texts(document, '#note-1 :is(h3, h4, h5)')).toEqual(['So sánh số liệu', 'Bảng', 'Kết']);
    expect(texts(document, '#note-1 :is(th, td)')).toEqual(['Năm', 'Hộ', '2025', '26.000 | hộ']);
    expect(texts(document, '#note-1 pre code')).toEqual(['if (a < b) {\n  ghi(`x`)\n}']);
    const alone = page([rich]).document;
    expect(alone.querySelector('#note-1 .note > p > a[href^="#note"]')).toBeNull();
    expect(texts(alone, '#note-1 .note > p')).toContain(
      'Xem @thị trưởng và #số liệu; lệnh npm ci.'
    );
  });

  // Catches tags and statements that are lost with a highlight that has no note.
  it('keeps tags and statement of a plain highlight', () => {
    const said = annotation('s', [[source, 'river']], {
      tags: ['x "y"'],
      statement: { speaker: 'Le Van Tho' }
    });
    const { document } = page([said]);
    expect(document.querySelector('mark')?.getAttribute('title')).toBe('x "y"');
    expect(texts(document, '.notes .facts')[0]).toContain('Le Van Tho');
  });

  // Catches a note that vanishes with folded clutter.
  it('says what stands nowhere in the text', () => {
    const hidden = annotation('h', [[source, 'Menu']]);
    expect(texts(page([hidden]).document, 'q')).toEqual(['Menu']);
    expect(texts(page([hidden], true).document, 'q')).toEqual([]);
    expect(texts(page([hidden], true).document, '.clutter mark')).toEqual(['Menu']);
  });

  // Catches markup of an article that becomes the page's own, and anything fetched or run.
  it('runs nothing, fetches nothing, and names the sources', () => {
    const { html, document } = page([annotation('n', [[source, 'one']], { note: '<script>' })]);
    expect(texts(document, 'h1')).toEqual(['Title <b>', 'عنوان']);
    expect(document.querySelector('h1 b, script, img, link, iframe')).toBeNull();
    expect(html).not.toMatch(/url\(|@import|src=|\son\w+=/);
    expect(document.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain(
      "default-src 'none'"
    );
    expect(document.querySelector('a[href^=https]')?.getAttribute('href')).toBe(
      'https://example.org/?a="b"&c'
    );
    expect(
      texts(document, 'ul li').filter((item) => item === 'one1' || item === 'two')
    ).toHaveLength(2);
    expect(html).toContain(`SHA-256 ${source.original.sha256}`);
    expect(html).toContain(`SHA-256 ${target.original.sha256}`);
  });

  const item = (text: string, marker?: string, level?: number) => ({
    text,
    kind: 'listItem' as const,
    ...(marker === undefined ? {} : { marker }),
    ...(level === undefined ? {} : { level })
  });
  const pageOf = (
    one: typeof source,
    annotations: Parameters<typeof layDocument>[2] = [],
    other?: typeof source
  ) => {
    const articles = other ? [one, other] : [one];
    const pair = other ? pairOf(one, other) : null;
    const laid = layDocument(articles, pair, annotations, false);
    return parseHTML(writeHtml(articles, laid, words)).document;
  };
  const tablesIn = (within: Document, side = 'source'): string[][][] =>
    [...within.querySelectorAll(`.row > .${side} table`)].map((table) =>
      [...table.querySelectorAll('tr')].map((row) =>
        [...row.querySelectorAll('td')].map(({ textContent }) => textContent)
      )
    );

  // Catches cells in one heap, an empty place that closes up, tables run together, a highlight or number lost in a cell.
  it('sets cells as tables, with highlights and numbers in them', () => {
    const figures = [
      ['Length', '1.2 km', ''],
      ['Cost', '', '90 <million>']
    ];
    const one = article('en', [
      'Title',
      ...tableOf(figures),
      ...tableOf([['Another', 'table']]),
      ...tableOf([['Alone']])
    ]);
    const two = article('vi', [
      'Tên',
      ...tableOf([
        ['Dài', '1,2 km', ''],
        ['Giá', '', '90 triệu']
      ])
    ]);
    expect(tablesIn(pageOf(one))).toEqual([figures, [['Another', 'table']]]);
    expect(texts(pageOf(one), 'p.tableCell')).toEqual(['Alone']);
    const note = annotation('n', [[one, 'km\nCost']], { note: 'Both.' });
    const pair = pageOf(one, [note], two);
    expect(texts(pair, 'td mark')).toEqual(['km', 'Cost']);
    expect(texts(pair, 'td')).toContain('Cost1');
    expect(tablesIn(pair, 'target')).toEqual([
      [
        ['Dài', '1,2 km', ''],
        ['Giá', '', '90 triệu']
      ]
    ]);
  });

  // Catches numbered steps turned into bullets or counted anew, letters lost, nesting flattened or left open.
  it('sets items with their markers, nested by level', () => {
    const items = [
      item('first', '3.'),
      item('inner', undefined, 2),
      item('deep', 'b)', 3),
      item('second', '7.'),
      item('round', '8)'),
      item('plain')
    ];
    const shown = pageOf(article('en', ['Title', ...items]));
    expect(texts(shown, '.source > ol > li[value="3"] > ul > li > ul.marked > li')).toEqual([
      'b) deep'
    ]);
    expect(texts(shown, '.source > ol > li[value="7"]')).toEqual(['second']);
    expect(shown.querySelector('li[value="8"]')?.getAttribute('style')).toContain("'8) '");
    expect(texts(shown, '.source > ul:not(.marked) > li')).toEqual(['plain']);
    expect(shown.querySelectorAll('.source > ol')).toHaveLength(2);
    const [step, ...rest] = items.map(({ text }) => text);
    const paired = pageOf(
      article('en', ['Title', ...items]),
      [],
      article('vi', ['Tên', step ?? '', ...rest])
    );
    expect(texts(paired, '.source > ul[style*="1.5em"] > li')).toEqual(['inner']);
  });

  // Catches a passage read in the wrong language, a picture dropped without a word, and one described twice.
  it('says a block’s own language and what its pictures show', () => {
    const sha256 = 'a'.repeat(64);
    const shown = pageOf(
      article('en', [
        'Title',
        { text: 'السلام', kind: 'quote', language: 'ar' },
        {
          text: 'At dawn',
          kind: 'caption',
          language: 'en',
          pictures: [{ sha256, alt: 'A <bridge>' }, { sha256, alt: 'At dawn' }, { sha256 }]
        }
      ])
    );
    const quote = shown.querySelector('blockquote');
    expect([quote?.getAttribute('lang'), quote?.getAttribute('dir')]).toEqual(['ar', 'auto']);
    expect(shown.querySelector('p.caption')?.hasAttribute('lang')).toBe(false);
    expect(texts(shown, 'p.caption')).toEqual(['[Picture: A <bridge>][Picture][Picture]At dawn']);
  });
});
