// One article in English and in Vietnamese, made into each format by other people's programs, must come back: words in
// order, headings, lists, emphasis and links.
import { afterAll, describe, expect, it } from 'vitest';
import { parsedArticleSchema, type ParsedArticle } from '@domain/article/schema';
import { parseArticle } from './parse-article';
import { fidelity, read, written, type Shown } from './test-fixtures/compare';
import { madeArticles } from './test-fixtures/made-article';
import { htmlArticle } from './test-fixtures/made-html';
import { docxArticle, epubArticle, markdownArticle } from './test-fixtures/made-files';
import {
  chromiumMhtml,
  chromiumPdf,
  closeChromium,
  typstArticle,
  typstPdf
} from './test-fixtures/made-pdf';

const languages = ['en', 'vi'] as const;
type Language = (typeof languages)[number];

afterAll(closeChromium);

async function parsed(name: string, bytes: Uint8Array, language: Language): Promise<ParsedArticle> {
  const { article } = await parseArticle(name, bytes);
  parsedArticleSchema.parse(article);
  expect(article.language).toBe(language);
  expect(article.title).toBe(written(madeArticles[language]).text.split('\n')[0]);
  return article;
}

/** Typst's own raised letters are other shapes of its font: nothing in the file tells them from plain ones. */
const realScripts = '#set super(typographic: false)\n#set sub(typographic: false)\n';
const columns =
  '#set par(justify: true)\n#set text(hyphenate: true)\n#show: body => columns(2, body)\n';
const printed = (style: string): string => `<style>body{font:11pt serif}${style}</style>`;
const pdfs: [string, (language: Language) => Promise<Uint8Array>][] = [
  [
    'set by Typst, tagged',
    (language) => typstPdf(typstArticle(madeArticles[language], language, realScripts))
  ],
  [
    'set by Typst in two columns, hyphenated, tagged',
    (language) => typstPdf(typstArticle(madeArticles[language], language, realScripts + columns))
  ],
  [
    'printed by Chromium, tagged',
    (language) => chromiumPdf(htmlArticle(madeArticles[language], language))
  ]
];
const untaggedPdfs: typeof pdfs = [
  [
    'set by Typst',
    (language) => typstPdf(typstArticle(madeArticles[language], language, realScripts), false)
  ],
  [
    'set by Typst in two columns, hyphenated',
    (language) =>
      typstPdf(typstArticle(madeArticles[language], language, realScripts + columns), false)
  ],
  [
    'printed by Chromium',
    (language) =>
      chromiumPdf(htmlArticle(madeArticles[language], language), {
        tagged: false,
        header: 'The Quarterly of Rivers'
      })
  ],
  [
    'printed by Chromium in two columns, hyphenated',
    (language) =>
      chromiumPdf(
        htmlArticle(
          madeArticles[language],
          language,
          printed('article{columns:2;hyphens:auto;text-align:justify}')
        ),
        { tagged: false }
      )
  ]
];

const isNote = (block: string): boolean => block === 'footnote';

describe.each(languages)('PDF in %s', (language) => {
  const wanted = written(madeArticles[language]);

  // Would catch: lines taken for paragraphs, columns read across, hyphens of line ends left in words or taken out of
  // them, running heads in the text, tags not read.
  it.each(pdfs)('%s comes back', async (name, make) => {
    const found = read(await parsed('a.pdf', await make(language), language));
    expect(found.text.split('\n')).toEqual(wanted.text.split('\n'));
    // Chromium prints a note as a paragraph like any other.
    const notes = name.includes('Chromium')
      ? wanted.blocks.map((block) => (isNote(block) ? 'paragraph' : block))
      : wanted.blocks;
    expect(found.blocks).toEqual(notes);
    expect(found.marks.toSorted()).toEqual(expect.arrayContaining(wanted.marks.toSorted()));
  });

  // Of tables, quotations and bullets drawn as shapes nothing tells but the tags.
  it.each(untaggedPdfs)('%s comes back without tags', async (name, make) => {
    const found = read(await parsed('a.pdf', await make(language), language));
    const bare = (shown: Shown): string => shown.text.replace(/\s+/g, ' ');
    const long = wanted.text.split('\n').filter((line) => line.length > 80);
    expect(found.text.split('\n').filter((line) => long.includes(line))).toEqual(long);
    expect(fidelity(bare(wanted), bare(found))).toBeGreaterThan(0.995);
    const kinds = name.includes('Chromium')
      ? /^heading [123]|^listItem 1/
      : /^(heading|listItem|caption|footnote)/;
    const told = (shown: Shown): string[] => shown.blocks.filter((block) => kinds.test(block));
    expect(told(found)).toEqual(told(wanted));
    expect(found.marks.toSorted()).toEqual(expect.arrayContaining(wanted.marks.toSorted()));
  });
});

const others: [string, (language: Language) => Uint8Array | Promise<Uint8Array>][] = [
  ['a.md', (language) => Buffer.from(markdownArticle(madeArticles[language], language))],
  ['a.docx', (language) => docxArticle(madeArticles[language])],
  ['a.html', (language) => Buffer.from(htmlArticle(madeArticles[language], language))],
  ['a.mhtml', (language) => chromiumMhtml(htmlArticle(madeArticles[language], language))],
  ['a.epub', (language) => epubArticle(madeArticles[language], language)]
];
/** What HTML's reader tells of lists and tables is for its own tests to say. */
const plainKind = (block: string): string => block.replace(/^(listItem|tableCell).*/, '$1');

describe.each(languages)('In %s', (language) => {
  const wanted = written(madeArticles[language]);

  // Would catch: notes without their numbers, counts of lists lost, cells run together, words of links lost.
  it.each(others)('%s comes back', async (name, make) => {
    const found = read(await parsed(name, await make(language), language));
    expect(found.text.split('\n')).toEqual(wanted.text.split('\n'));
    const told = /html|epub/.test(name) ? plainKind : (block: string) => block;
    // Markdown has no captions.
    const kinds = wanted.blocks.map((block) =>
      name === 'a.md' && block === 'caption' ? 'paragraph' : block
    );
    expect(found.blocks.map(told)).toEqual(kinds.map(told));
    expect(found.marks.toSorted()).toEqual(wanted.marks.toSorted());
  });
});
