// The made article as Markdown, as Word's DOCX and as an EPUB.
import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  type ParagraphChild
} from 'docx';
import { makeZip } from './make-zip';
import type { Part, Words } from './made-article';
import { htmlBody } from './made-html';
import { noteOf } from './made-pdf';

function markdownWords(words: readonly Words[]): string {
  return words
    .map(({ text, bold, italic, superscript, subscript, href, note }) => {
      if (note) return `[^${text}]`;
      if (bold) return `**${text}**`;
      if (italic) return `*${text}*`;
      if (superscript) return `<sup>${text}</sup>`;
      if (subscript) return `<sub>${text}</sub>`;
      return href ? `[${text}](${href})` : text;
    })
    .join('');
}

export function markdownArticle(parts: readonly Part[], language: string): string {
  const lines = parts.map((part) => {
    if (part.kind === 'table') {
      const [head = [], ...rows] = part.rows.map((row) => `| ${row.join(' | ')} |`);
      return [head, head.toString().replace(/[^|]+/g, '---'), ...rows].join('\n');
    }
    const inner = markdownWords(part.words);
    switch (part.kind) {
      case 'heading':
        return `${'#'.repeat(part.level)} ${inner}`;
      case 'quote':
        return `> ${inner}`;
      case 'listItem':
        return `${part.level === 1 ? '' : '   '}${part.number ? `${part.number}.` : '-'} ${inner}`;
      case 'footnote':
        return `[^1]: ${noteOf(parts)}`;
      case 'paragraph':
      case 'caption':
        return inner;
    }
  });
  return `---\ntitle: ${lines[0]?.slice(2) ?? ''}\nauthor: Lê Thu\nlang: ${language}\n---\n\n${lines.join('\n\n')}\n`;
}

function runs(words: readonly Words[]): ParagraphChild[] {
  return words.map(({ text, bold, italic, superscript, subscript, href, note }) => {
    if (note) return new FootnoteReferenceRun(1);
    const run = new TextRun({
      text,
      ...(bold ? { bold } : {}),
      ...(italic ? { italics: true } : {}),
      ...(superscript ? { superScript: true } : {}),
      ...(subscript ? { subScript: true } : {})
    });
    return href ? new ExternalHyperlink({ link: href, children: [run] }) : run;
  });
}

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];

/** `picture` stands above the caption. */
export async function docxArticle(parts: readonly Part[], picture?: Uint8Array): Promise<Uint8Array> {
  const children = parts.flatMap((part): (Paragraph | Table)[] => {
    if (part.kind === 'table') {
      const rows = part.rows.map(
        (row) => new TableRow({ children: row.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) })
      );
      return [new Table({ rows })];
    }
    const inner = { children: runs(part.words) };
    switch (part.kind) {
      case 'heading':
        return [new Paragraph({ ...inner, heading: headings[part.level - 1] ?? HeadingLevel.TITLE })];
      case 'quote':
        return [new Paragraph({ ...inner, style: 'Quotation' })];
      case 'caption': {
        const image = picture && new ImageRun({ type: 'png', data: picture, transformation: { width: 300, height: 200 }, altText: { name: 'a', description: 'A bridge', title: 'a' } });
        return [...(image ? [new Paragraph({ children: [image] })] : []), new Paragraph({ ...inner, style: 'Caption' })];
      }
      case 'listItem':
        return [new Paragraph({ ...inner, numbering: { reference: part.number ? 'numbers' : 'bullets', level: part.level - 1 } })];
      case 'footnote':
        return [];
      case 'paragraph':
        return [new Paragraph(inner)];
    }
  });
  const level = (depth: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({ level: depth, format, text, alignment: AlignmentType.START });
  const document = new Document({
    styles: { paragraphStyles: [{ id: 'Quotation', name: 'Quote' }, { id: 'Caption', name: 'caption' }] },
    numbering: {
      config: [
        { reference: 'numbers', levels: [level(0, LevelFormat.DECIMAL, '%1.')] },
        { reference: 'bullets', levels: [level(0, LevelFormat.BULLET, '•'), level(1, LevelFormat.BULLET, '◦')] }
      ]
    },
    footnotes: { 1: { children: [new Paragraph(noteOf(parts))] } },
    sections: [{ children }]
  });
  return Packer.toBuffer(document);
}

export function epubArticle(parts: readonly Part[], language: string): Uint8Array {
  const title = parts[0] && parts[0].kind !== 'table' ? parts[0].words.map(({ text }) => text).join('') : '';
  const half = Math.ceil(parts.length / 2) - 4;
  const chapters = [parts.slice(0, half), parts.slice(half)].map(
    (own) => `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="${language}"><head><title/></head><body>${htmlBody(own)}</body></html>`
  );
  return makeZip([
    { name: 'mimetype', content: 'application/epub+zip' },
    { name: 'META-INF/container.xml', content: '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>' },
    {
      name: 'OPS/book.opf',
      content: `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>${title}</dc:title><dc:language>${language}</dc:language></metadata><manifest>${chapters.map((_chapter, index) => `<item id="c${index}" href="${index}.xhtml" media-type="application/xhtml+xml"/>`).join('')}</manifest><spine>${chapters.map((_chapter, index) => `<itemref idref="c${index}"/>`).join('')}</spine></package>`
    },
    ...chapters.map((content, index) => ({ name: `OPS/${index}.xhtml`, content }))
  ]);
}
