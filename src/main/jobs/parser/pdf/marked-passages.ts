// How the words under a highlight go the whole way from glyphs to the article's text: as marks of their own beside the
// text's emphasis, which every step of the reading moves along, and which are taken out at the end.
import type { AssembledText } from '@domain/article/assemble';
import type { Mark } from '@domain/article/schema';
import { createAnchor } from '@domain/anchor/anchor';
import type { MarkedPassage, PdfMark } from '@domain/interchange/pdf-marks';
import type { PageMark } from './page-marks';

/** No link of an article begins so: see `safeHref`. */
const sign = '#';

export function passageMark(index: number, start: number, end: number): Mark {
  return { kind: 'link', href: `${sign}${index}`, start, end };
}

/** Takes the passages out of the text's marks, and gives each mark of the PDF its own. */
export function takePassages(
  { text, blocks, marks }: AssembledText,
  found: readonly PageMark[]
): { marks: Mark[]; found: PdfMark[] } {
  const spans = found.map((): [number, number][] => []);
  const rest = marks.filter(({ kind, href, start, end }) => {
    if (kind !== 'link' || !href?.startsWith(sign)) return true;
    spans[Number(href.slice(1))]?.push([start, end]);
    return false;
  });
  const whole = (at: number): [number, number][] => {
    const block = blocks.find(({ start, end }) => start <= at && at < end);
    return block ? [[block.start, block.end]] : [];
  };
  return {
    marks: rest,
    found: found.map(({ place, ...mark }, index) => {
      const own = spans[index] ?? [];
      const [first] = own;
      const ranges = place === 'beside' && first ? whole(first[0]) : bridged(text, own);
      return { ...mark, passages: ranges.map((range) => passage(text, range)) };
    })
  };
}

/** Those with nothing but white space between them are one. */
function bridged(text: string, spans: readonly [number, number][]): [number, number][] {
  const all: [number, number][] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && text.slice(last[1], start).trim() === '') last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

function passage(text: string, [start, end]: [number, number]): MarkedPassage {
  const { exact, prefix, suffix } = createAnchor(text, start, end);
  return { exact, prefix, suffix, start, end };
}
