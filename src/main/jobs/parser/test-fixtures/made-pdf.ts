// PDFs for tests: set by Typst, printed by Chromium.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../../../../e2e/chromium.mjs';
import type { Part, Words } from './made-article';

const fontFolder = (name: string): string =>
  dirname(createRequire(import.meta.url).resolve(`@expo-google-fonts/${name}/package.json`));
const faces = ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic'];

/** Typst's own markup set as a PDF. `tagged` is on unless said otherwise. */
export async function typstPdf(source: string, tagged = true): Promise<Uint8Array> {
  const folder = fontFolder('source-serif-4');
  const fontBlobs = await Promise.all(
    faces.map((face) => readFile(join(folder, face, `SourceSerif4_${face}.ttf`)))
  );
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  const compiled = compiler.compile({ mainFileContent: source });
  if (!compiled.result)
    throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
  return compiler.pdf(compiled.result, { pdfTags: tagged });
}

let browser: Promise<Browser> | null = null;

async function openPage(html: string): Promise<Page> {
  browser ??= chromiumLaunch().then((options) => chromium.launch(options));
  const page = await (await browser).newPage();
  await page.setContent(html);
  return page;
}

export async function closeChromium(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

/** A page of HTML as Chromium prints or saves it. */
export async function chromiumPdf(
  html: string,
  { tagged = true, header = '' }: { tagged?: boolean; header?: string } = {}
): Promise<Uint8Array> {
  const page = await openPage(html);
  try {
    const shown = header !== '';
    const band = (words: string): string =>
      `<div style="font-size:8px;margin:0 2cm">${words}</div>`;
    return await page.pdf({
      format: 'A5',
      tagged,
      displayHeaderFooter: shown,
      headerTemplate: band(header),
      footerTemplate: band('<span class="pageNumber"></span>'),
      margin: { top: '2cm', bottom: '2cm', left: '1.6cm', right: '1.6cm' }
    });
  } finally {
    await page.close();
  }
}

/** The page saved as one MHTML file, as the browser's «Save as» does. */
export async function chromiumMhtml(html: string): Promise<Uint8Array> {
  const page = await openPage(html);
  try {
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' });
    return Buffer.from(data, 'latin1');
  } finally {
    await page.close();
  }
}

const typstString = (text: string): string => JSON.stringify(text);

function typstWords(words: readonly Words[], note: string): string {
  return words
    .map(({ text, bold, italic, superscript, subscript, href, note: isNote }) => {
      if (isNote) return `#footnote[#${typstString(note)}]`;
      const plain = `#${typstString(text)}`;
      if (bold) return `#strong[${plain}]`;
      if (italic) return `#emph[${plain}]`;
      if (superscript) return `#super[${plain}]`;
      if (subscript) return `#sub[${plain}]`;
      return href ? `#link(${typstString(href)})[${plain}]` : plain;
    })
    .join('');
}

/** The article in Typst's markup. `preamble` sets columns, hyphenation and the like. */
export function typstArticle(parts: readonly Part[], language: string, preamble = ''): string {
  const note = noteOf(parts);
  const lines = parts.map((part) => {
    if (part.kind === 'table') {
      const cells = part.rows.flat().map((cell) => `[#${typstString(cell)}]`);
      return `#table(columns: ${part.rows[0]?.length ?? 1}, ${cells.join(', ')})\n`;
    }
    const inner = typstWords(part.words, note);
    switch (part.kind) {
      case 'heading':
        return `${'='.repeat(part.level)} ${inner}\n`;
      case 'quote':
        return `#quote(block: true)[${inner}]\n`;
      case 'listItem':
        return `${'  '.repeat(part.level - 1)}${part.number === undefined ? '-' : '+'} ${inner}`;
      case 'footnote':
        return '';
      case 'paragraph':
      case 'caption':
        return `\n${inner}\n`;
    }
  });
  return `#set document(title: "Made")
#set page("a5", margin: (x: 1.6cm, y: 1.8cm), numbering: "1", header: [#text(size: 8pt)[The Quarterly of Rivers]])
#set text(font: "Source Serif 4", size: 10pt, lang: "${language}")
${preamble}
${lines.join('\n')}`;
}

/** The words of the one footnote, without its number. */
export function noteOf(parts: readonly Part[]): string {
  const note = parts.find(({ kind }) => kind === 'footnote');
  const text = note && note.kind !== 'table' ? note.words.map((each) => each.text).join('') : '';
  return text.replace(/^\d+ /, '');
}
