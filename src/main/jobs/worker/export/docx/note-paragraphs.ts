// A note as paragraphs of a comment: form where a comment can hold it, tables row by row.
import { ExternalHyperlink, Paragraph, TextRun, type IRunOptions } from 'docx';
import {
  cellText,
  foreignText,
  inlinesText,
  inlineText,
  isForeign,
  knownMarksOf,
  type NoteBlock,
  type NoteDocument,
  type NoteInline,
  type NoteText
} from '@domain/annotation/note';
import { webAddress } from '../content/pieces';
import { plain } from './block-runs';

type Child = TextRun | ExternalHyperlink;
type Style = Pick<IRunOptions, 'bold' | 'italics' | 'font'>;

/** Twentieths of a point to the right for each quotation or list that a paragraph stands in. */
const step = 280;
const codeFont = 'Consolas';

const run = (text: string, style: Style = {}): TextRun =>
  new TextRun({ ...style, text: plain(text) });

/** Runs with a break between lines. */
function runs(text: string, style: Style = {}): Child[] {
  return text
    .split('\n')
    .flatMap((line, n) => [...(n === 0 ? [] : [new TextRun({ break: 1 })]), run(line, style)]);
}

function textRuns(part: NoteText, style: Style): Child[] {
  const marks = knownMarksOf(part);
  const has = (type: string): boolean => marks.some((mark) => mark.type === type);
  const shown = run(part.text, {
    ...style,
    ...(has('bold') ? { bold: true } : {}),
    ...(has('italic') ? { italics: true } : {}),
    ...(has('code') ? { font: codeFont } : {})
  });
  const link = marks.find((mark) => mark.type === 'link');
  const address = webAddress(link?.attrs.href);
  return [address === null ? shown : new ExternalHyperlink({ link: address, children: [shown] })];
}

function inlines(content: readonly NoteInline[] | undefined, style: Style = {}): Child[] {
  return (content ?? []).flatMap((part) =>
    !isForeign(part) && part.type === 'text' ? textRuns(part, style) : runs(inlineText(part), style)
  );
}

/** `lead` stands before the first paragraph. */
function paragraphs(block: NoteBlock, depth: number, lead = ''): Paragraph[] {
  const paragraph = (children: Child[], first: boolean): Paragraph =>
    new Paragraph({
      ...(depth > 0 ? { indent: { left: step * depth } } : {}),
      children: first && lead !== '' ? [run(lead), ...children] : children
    });
  if (isForeign(block)) return [paragraph(runs(foreignText(block)), true)];
  switch (block.type) {
    case 'paragraph':
      return [paragraph(inlines(block.content), true)];
    case 'heading':
      return [paragraph(inlines(block.content, { bold: true }), true)];
    case 'codeBlock':
      return [paragraph(runs(inlinesText(block.content), { font: codeFont }), true)];
    case 'table':
      return block.content.map((row, n) =>
        paragraph(
          row.content.flatMap((cell, at) => [
            ...(at === 0 ? [] : [run(' | ')]),
            run(cellText(cell), cell.type === 'tableHeader' ? { bold: true } : {})
          ]),
          n === 0
        )
      );
    case 'blockquote':
      return block.content.flatMap((child, n) => paragraphs(child, depth + 1, n === 0 ? lead : ''));
    case 'bulletList':
    case 'orderedList': {
      const start = block.type === 'orderedList' ? (block.attrs?.start ?? 1) : null;
      return block.content.flatMap((item, index) => {
        const bullet = start === null ? '• ' : `${start + index}. `;
        return item.content.flatMap((child, n) =>
          paragraphs(child, depth + 1, n === 0 ? lead + bullet : '')
        );
      });
    }
  }
}

/** One paragraph for a note of nothing. */
export function noteParagraphs(note: NoteDocument | null): Paragraph[] {
  const made = note?.content.flatMap((block) => paragraphs(block, 0)) ?? [];
  return made.length > 0 ? made : [new Paragraph({})];
}
