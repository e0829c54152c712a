// Cuts a block at every border of a highlight, a mark or a line, so that each piece has one style and one link.
import type { Article, Block, Mark } from '@domain/article/schema';
import { HARD_BREAK } from '@domain/text/normalise';
import type { Marker } from '../pdf/annotate';
import type { Inline, NoteNumber, Piece } from './typeset-document';
import type { ArticlePassage } from '@domain/annotation/passages';
import { breakOffsets, openAt } from './printable';

/** A number to set at an offset of the article's text. */
export interface NumberPlace {
  offset: number;
  noteNumber: NoteNumber;
}

/** The address in the ASCII form PDF wants; null for anything but http, https and mailto. */
export function webAddress(href: string | undefined): string | null {
  if (href === undefined || !URL.canParse(href)) return null;
  const url = new URL(href);
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
}

const fullWidth = /[\u3000-\u30FF\uFF00-\uFFEF\p{Script=Han}“”‘’]/u;

const inlineMarks = {
  bold: 'bold',
  italic: 'italic',
  code: 'code',
  superscript: 'raised',
  subscript: 'lowered'
} as const;

function style(piece: Piece, mark: Mark): void {
  if (mark.kind !== 'link') piece[inlineMarks[mark.kind]] = true;
}

/** By block what overlaps it, in the order given. Looks at no pair of the two that lies apart. */
function inBlocks<T extends { start: number; end: number }>(
  blocks: readonly Block[],
  ranges: readonly T[]
): Map<Block, T[]> {
  const found = new Map<Block, T[]>();
  for (const range of ranges) {
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[middle]?.end ?? 0) > range.start) high = middle;
      else low = middle + 1;
    }
    for (let at = low; ; at += 1) {
      const block = blocks[at];
      if (!block || block.start >= range.end) break;
      const list = found.get(block);
      if (list) list.push(range);
      else found.set(block, [range]);
    }
  }
  return found;
}

/** Makes the inlines of one article's blocks; every highlighted piece adds a marker to `markers`. */
export class PieceCutter {
  readonly #passages: Map<Block, ArticlePassage[]>;
  readonly #marks: Map<Block, Mark[]>;

  constructor(
    private readonly article: Article,
    passages: ArticlePassage[],
    private readonly markers: Marker[]
  ) {
    this.#passages = inBlocks(article.blocks, passages);
    this.#marks = inBlocks(article.blocks, article.marks);
  }

  /** `numbers` in the order they are to stand where offsets are equal. */
  cut(block: Block, numbers: NumberPlace[]): Inline[] {
    const { text } = this.article;
    const passages = this.#passages.get(block) ?? [];
    const marks = this.#marks.get(block) ?? [];
    const borders = new Set([block.start, block.end]);
    const add = (offset: number): void => {
      if (offset > block.start && offset < block.end) borders.add(offset);
    };
    for (const { start, end } of [...passages, ...marks]) {
      add(start);
      add(end);
    }
    for (const { offset } of numbers) add(offset);
    for (let at = block.start; at < block.end; at += 1) {
      if (text[at] === HARD_BREAK) {
        add(at);
        add(at + 1);
      }
    }

    const breaks = breakOffsets(text.slice(block.start, block.end)).map((at) => at + block.start);
    const inlines: Inline[] = [];
    const offsets = [...borders].sort((a, b) => a - b);
    for (const [n, start] of offsets.entries()) {
      for (const place of numbers) {
        if (place.offset === start) inlines.push({ noteNumber: place.noteNumber });
      }
      const end = offsets[n + 1];
      if (end !== undefined) this.#push(inlines, start, end, passages, marks, breaks);
    }
    return inlines;
  }

  #push(
    inlines: Inline[],
    start: number,
    end: number,
    passages: ArticlePassage[],
    marks: Mark[],
    breaks: number[]
  ): void {
    const slice = this.article.text.slice(start, end);
    if (slice === HARD_BREAK) {
      inlines.push({ lineBreak: true });
      return;
    }
    const shown = openAt(
      slice,
      breaks.filter((at) => at > start && at <= end).map((at) => at - start)
    );
    if (shown === '') return;
    const covers = (range: { start: number; end: number }): boolean =>
      range.start < end && range.end > start;
    const piece: Piece = { text: shown };
    let href: string | null = null;
    for (const mark of marks.filter(covers)) {
      style(piece, mark);
      if (mark.kind === 'link') href = webAddress(mark.href) ?? href;
    }
    const over = passages.filter(covers).map(({ index }) => index);
    if (over.length > 0) {
      const wide = fullWidth.test(slice) ? { fullWidth: true as const } : {};
      piece.marker = this.markers.push({ passages: over, href, ...wide }) - 1;
      if (href !== null) piece.linked = true;
    } else if (href !== null) {
      piece.href = href;
    }
    inlines.push(piece);
  }
}
