// The pieces of a block as runs: marks, inks as shading, and the ends of comments.
import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  ExternalHyperlink,
  ShadingType,
  TextRun,
  type IRunOptions
} from 'docx';
import type { Article, Mark } from '@domain/article/schema';
import type { Piece } from '@domain/interchange/laid-document';
import { paperColour } from '../highlight-colours';

/** What XML cannot hold: controls, halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** The words as a document can hold them; what it cannot becomes U+FFFD. */
export const plain = (text: string): string => text.replace(forbidden, '\uFFFD');

const rightToLeft = new Set(['ar', 'he', 'fa', 'ur', 'ps', 'yi', 'dv', 'ckb']);
const isLink = (mark: Mark): mark is Mark & { href: string } =>
  mark.kind === 'link' && /^(?:https?|mailto):/i.test(mark.href ?? '');

type Style = Pick<IRunOptions, 'color' | 'size'>;
/** The library types a paragraph's children narrowly; all of these may be among them. */
type Child = TextRun;

export class BlockRuns {
  /** Comments that stand in the text. */
  comments = 0;

  constructor(private readonly articles: readonly Article[]) {}

  isRightToLeft(side: number, language: string | undefined): boolean {
    const tag = language ?? this.articles[side]?.language ?? '';
    return rightToLeft.has(tag.toLowerCase().split('-')[0] ?? '');
  }

  /** `language`: where it is another than the article's. A comment is opened at the first piece it covers here. */
  of(
    pieces: readonly Piece[],
    side: number,
    language: string | undefined,
    style: Style = {}
  ): Child[] {
    const tag = language ?? this.articles[side]?.language ?? 'und';
    const ends = new Set(pieces.flatMap((piece) => (isFirst(piece) ? [piece.number] : [])));
    const open = new Set<number>();
    const children: unknown[] = [];
    for (const piece of pieces) {
      if (piece.kind === 'break') children.push(new TextRun({ break: 1 }));
      else if (piece.kind === 'text') {
        for (const { number } of piece.over) {
          if (number === null || !ends.has(number) || open.has(number)) continue;
          open.add(number);
          children.push(new CommentRangeStart(number));
        }
        children.push(this.#run(piece, tag, style));
      } else if (piece.first) children.push(...this.#end(piece.number, open));
      else children.push(new TextRun({ text: String(piece.number), superScript: true }));
    }
    return children as Child[];
  }

  #end(number: number, open: ReadonlySet<number>): unknown[] {
    this.comments += 1;
    const reference = new TextRun({ children: [new CommentReference(number)] });
    return open.has(number)
      ? [new CommentRangeEnd(number), reference]
      : [new CommentRangeStart(number), new CommentRangeEnd(number), reference];
  }

  #run({ text, marks, over }: Extract<Piece, { kind: 'text' }>, tag: string, style: Style) {
    const has = (kind: Mark['kind']): boolean => marks.some((mark) => mark.kind === kind);
    const ink = over.at(-1)?.annotation.colour;
    const fill = ink && hex(paperColour(ink));
    const run = new TextRun({
      ...style,
      text: plain(text),
      bold: has('bold'),
      italics: has('italic'),
      superScript: has('superscript'),
      subScript: has('subscript'),
      ...(has('code') ? { font: 'Consolas' } : {}),
      language: { value: tag, eastAsia: tag, bidirectional: tag },
      rightToLeft: this.isRightToLeft(0, tag),
      ...(fill ? { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } } : {})
    });
    const link = marks.find(isLink);
    return link ? new ExternalHyperlink({ link: link.href, children: [run] }) : run;
  }
}

const isFirst = (piece: Piece): piece is Extract<Piece, { kind: 'number' }> =>
  piece.kind === 'number' && piece.first;

function hex(channels: readonly number[]): string {
  return channels
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0')
    )
    .join('')
    .toUpperCase();
}
