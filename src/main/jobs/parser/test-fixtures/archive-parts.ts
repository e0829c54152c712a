// The parts of a DOCX and an EPUB file as tests put them together.
import type { ZipPart } from './make-zip';

export const sentence =
  'The mayor of the town said on Tuesday that the new bridge over the river would open to traffic before the end of the month.';
export const wordSpace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
export const relationType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const p = (runs: string, style = ''): string =>
  `<w:p>${style ? `<w:pPr>${style}</w:pPr>` : ''}${runs}</w:p>`;
export const r = (text: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const styled = (id: string): string => `<w:pStyle w:val="${id}"/>`;

export const docxParts = (body: string, more: ZipPart[] = []): ZipPart[] => [
  {
    name: '_rels/.rels',
    content: `<Relationships><Relationship Id="r1" Type="${relationType}/officeDocument" Target="word/document.xml"/></Relationships>`
  },
  {
    name: 'word/document.xml',
    content: `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document ${wordSpace}><w:body>${body}</w:body></w:document>`
  },
  {
    name: 'word/styles.xml',
    content: `<w:styles ${wordSpace}>
      <w:style w:styleId="Titre"><w:name w:val="Title"/></w:style>
      <w:style w:styleId="T2"><w:name w:val="heading 2"/></w:style>
      <w:style w:styleId="Own"><w:name w:val="Mine"/><w:basedOn w:val="T2"/></w:style>
      <w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>
      <w:style w:styleId="Round"><w:name w:val="a"/><w:basedOn w:val="Round"/></w:style>
      <w:style w:styleId="Abc"><w:name w:val="b"/><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style></w:styles>`
  },
  ...more
];
const container =
  '<container><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
export const epubParts = (more: ZipPart[] = []): ZipPart[] => [
  { name: 'mimetype', content: 'application/epub+zip' },
  { name: 'META-INF/container.xml', content: container },
  {
    name: 'OPS/book.opf',
    content: `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Rivers &amp; bridges</dc:title><dc:creator>Tran Chau</dc:creator><dc:language>en</dc:language><dc:date>2026-03-14</dc:date></metadata>
      <manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="two" href="text/chapter%202.xhtml" media-type="application/xhtml+xml"/><item id="one" href="text/../text/1.xhtml" media-type="application/xhtml+xml"/><item id="out" href="../../../etc/hostname" media-type="application/xhtml+xml"/><item id="img" href="a.png" media-type="image/png"/></manifest>
      <spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/><itemref idref="img"/></spine></package>`
  },
  {
    name: 'OPS/nav.xhtml',
    content: '<html><body><nav><ol><li>Chapter one</li></ol></nav></body></html>'
  },
  {
    name: 'OPS/text/1.xhtml',
    content: `<?xml version="1.0" encoding="utf-8"?><html xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body><h1><a id="x"/>Chapter one</h1><p>${sentence} <b>Bold</b>.</p><img src="http://a.example/x.png"/><aside epub:type="footnote"><p>1 A note.</p></aside></body></html>`
  },
  {
    name: 'OPS/text/chapter 2.xhtml',
    content: `<html><body><h1>Chapter two</h1><ul><li>First thing</li></ul><script>alert(1)</script></body></html>`
  },
  ...more
];
