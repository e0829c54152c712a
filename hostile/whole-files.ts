// Files of every format that are as they should be: what hostile ones are made of.
import {
  docxParts,
  epubParts,
  p,
  r,
  styled
} from '../src/main/jobs/parser/test-fixtures/archive-parts';
import type { ZipPart } from '../src/main/jobs/parser/test-fixtures/make-zip';
import { makeMhtml } from './make-mhtml';
import { makePages } from './make-pdf';

export const formats = ['txt', 'md', 'html', 'mhtml', 'docx', 'pdf', 'epub'] as const;
export type Format = (typeof formats)[number];

/** A file; one of several parts is not packed yet, so that harm can be done inside of them. */
export interface WholeFile {
  name: string;
  content: Uint8Array | ZipPart[];
}

const title = 'New bridge over the river opens early';
const english = [
  'ASHFORD, March 14, 2026 – The mayor of the town said on Tuesday that the new bridge over the river would open to traffic before the end of the month.',
  '“We counted every bolt twice,” said the engineer, Ruth Albrook, who has led the work since 2021. The bridge is 1.2 km long and cost 42 million.',
  'People from both banks had asked for a crossing for thirty years; the ferry carried its last passengers on Sunday evening.'
];
const vietnameseTitle = 'Cầu mới qua sông khánh thành sớm';
const vietnamese = [
  'Ngày 14/3/2026, thị trưởng cho biết cây cầu mới bắc qua sông sẽ thông xe trước cuối tháng này.',
  '“Chúng tôi đã kiểm tra từng con ốc hai lần”, kỹ sư Trần Châu, người phụ trách công trình từ năm 2021, nói. Cầu dài 1,2 km, tốn 42 triệu đô la.',
  'Người dân hai bờ đã mong có cầu suốt ba mươi năm; chuyến phà cuối cùng chở khách vào tối Chủ nhật.'
];

const plain = (head: string, paragraphs: readonly string[]): string =>
  `${head}\n\n${paragraphs.join('\n\n')}\n`;

const markdown = `---
title: "${title}"
author: Tran Chau
date: 2026-03-14
---

# ${title}

${english[0]}

> ${english[1]}

## What comes next

- First the *lights*, then the **rails**
- Then [the opening](https://example.org/opening)

| Bank | Trips |
| ---- | ----- |
| East | 12 |
| West | 14 |

![The bridge at dawn](https://example.org/bridge.jpg "The bridge at dawn")

${english[2]}[^1]

[^1]: Counted by the ferry's owners.
`;

const page = (head: string, paragraphs: readonly string[], lang: string): string => `<!DOCTYPE html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${head}</title>
<meta property="article:published_time" content="2026-03-14T08:00:00Z"><meta name="author" content="Tran Chau">
<style>p { margin: 0 }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>${head}</h1><figure><img src="bridge.png" alt=""><figcaption>The bridge at dawn.</figcaption></figure>
<p>${paragraphs[0]}</p><blockquote>${paragraphs[1]}</blockquote>
<ul><li>First the <em>lights</em></li><li>Then the <b>rails</b></li></ul>
<table><tr><th>Bank</th><th>Trips</th></tr><tr><td>East</td><td>12</td></tr></table>
<p>${paragraphs[2]} <a href="https://example.org/opening">More</a>.</p></article>
<footer>© 2026</footer><script>var counted = 1;</script></body></html>
`;

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64'
);

const savedPage = (head: string, paragraphs: readonly string[], lang: string): Uint8Array =>
  makeMhtml([
    {
      type: 'text/html; charset=utf-8',
      location: 'https://example.org/bridge',
      content: page(head, paragraphs, lang)
    },
    { type: 'image/png', location: 'https://example.org/bridge.png', content: pixel },
    { type: 'text/css', location: 'https://example.org/a.css', content: 'p { margin: 0 }' }
  ]);

const word = (head: string, paragraphs: readonly string[]): ZipPart[] =>
  docxParts(
    [
      p(r(head), styled('Titre')),
      ...paragraphs.map((text) => p(r(text) + r(' Set in bold', '<w:b/>'))),
      p(r('First thing'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'),
      `<w:tbl><w:tr><w:tc>${p(r('East'))}</w:tc><w:tc>${p(r('12'))}</w:tc></w:tr></w:tbl>`
    ].join('')
  );

const asLatin1 = (text: string): string => text.replace(/[“”]/g, '"').replace('–', '-');
const wrapped = (text: string): string[] => asLatin1(text).match(/.{1,80}(?:\s|$)/g) ?? [];
const pdf = (packed: boolean): Uint8Array =>
  makePages(
    [[title, '', ...english.slice(0, 2).flatMap(wrapped)], english.slice(2).flatMap(wrapped)],
    {
      packed,
      info: `/Title(${title})/Author(Tran Chau)`
    }
  );

const text = (content: string): Uint8Array => Buffer.from(content);

/** Three or so of each format, in both languages. */
export const wholeFiles: Record<Format, readonly WholeFile[]> = {
  txt: [
    { name: 'bridge.txt', content: text(plain(title, english)) },
    { name: 'cầu.txt', content: text(plain(vietnameseTitle, vietnamese)) },
    {
      name: 'utf-16.txt',
      content: Buffer.from(`\ufeff${plain(vietnameseTitle, vietnamese)}`, 'utf16le')
    }
  ],
  md: [
    { name: 'bridge.md', content: text(markdown) },
    { name: 'cầu.md', content: text(`# ${vietnameseTitle}\n\n${vietnamese.join('\n\n')}\n`) }
  ],
  html: [
    { name: 'bridge.html', content: text(page(title, english, 'en')) },
    { name: 'cầu.html', content: text(page(vietnameseTitle, vietnamese, 'vi')) }
  ],
  mhtml: [
    { name: 'bridge.mhtml', content: savedPage(title, english, 'en') },
    { name: 'cầu.mhtml', content: savedPage(vietnameseTitle, vietnamese, 'vi') }
  ],
  docx: [
    { name: 'bridge.docx', content: word(title, english) },
    { name: 'cầu.docx', content: word(vietnameseTitle, vietnamese) }
  ],
  pdf: [
    { name: 'bridge.pdf', content: pdf(false) },
    { name: 'packed.pdf', content: pdf(true) }
  ],
  epub: [{ name: 'rivers.epub', content: epubParts() }]
};
