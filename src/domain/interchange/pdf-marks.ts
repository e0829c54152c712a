// Highlights and notes that any program put into a PDF, and what they are as annotations of ours.
import { highlightColours, type HighlightColour } from '../annotation/colours';
import { noteFromPlainText, notePlainText } from '../annotation/note';
import type { AnnotationId, ArticleId } from '../ids';
import type { ReadAnnotation, ReadTarget } from './json-ld-read';

/** A passage in the text that was read from the PDF. Offsets are UTF-16 code units, half-open. */
export interface MarkedPassage {
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
}

export interface PdfMark {
  /** /NM; '' where it has none or nobody looked. */
  name: string;
  /** From 1. */
  page: number;
  /** What the mark says, replies to it behind it; '' for a bare highlight. */
  contents: string;
  /** '' for none. */
  author: string;
  /** Red, green and blue, 0–255. */
  colour: readonly [number, number, number] | null;
  /** ISO instants in UTC. */
  created: string | null;
  modified: string | null;
  /** The words it stands on, in the order they are read in; none where the text read has none of them. */
  passages: MarkedPassage[];
  /** The words drawn under it, as far as there are any. */
  words: string;
}

/** Degrees of the colour circle at which our inks lie. */
const hues: Record<HighlightColour, number> = {
  yellow: 50,
  green: 105,
  blue: 210,
  pink: 335,
  violet: 265,
  orange: 28
};
/** Less difference between the strongest and the weakest channel than this is grey. */
const grey = 12;

/** The ink nearest in hue; yellow for what has none. */
export function nearestColour(colour: PdfMark['colour']): HighlightColour {
  if (!colour) return 'yellow';
  const [red, green, blue] = colour;
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range < grey) return 'yellow';
  const sector =
    most === red
      ? (green - blue) / range
      : most === green
        ? 2 + (blue - red) / range
        : 4 + (red - green) / range;
  const hue = (sector * 60 + 360) % 360;
  const distance = (other: number): number => {
    const apart = Math.abs(hue - other);
    return Math.min(apart, 360 - apart);
  };
  return highlightColours.toSorted((a, b) => distance(hues[a]) - distance(hues[b]))[0] ?? 'yellow';
}

const wellFormed = (words: string): string => words.replace(/\p{Cs}/gu, '');

const plain = (words: string): string =>
  words
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // What a file or a reader may have lost on the way.
    .replace(/[\p{Cc}\p{Cs}]+/gu, (found) => (/[\n\t]/.test(found) ? ' ' : ''))
    .replace(/\s+/g, ' ')
    .trim();

/** An annotation holds so many passages. */
const mostTargets = 16;

/**
 * The mark as an annotation of the article that was read with it. Without a passage it has the words under it, or what
 * it says, as a quotation that will not be found: an orphan, with its note. A note that only repeats the words is none.
 */
export function annotationOfMark(mark: PdfMark, articleId: ArticleId): ReadAnnotation {
  const words = mark.passages.map(({ exact }) => exact).join(' ') || mark.words;
  const note =
    plain(mark.contents) === plain(words) ? null : noteFromPlainText(wellFormed(mark.contents));
  const lost = wellFormed((words || mark.contents || `${mark.page}`).slice(0, 2000));
  const quotes: ReadTarget['quote'][] =
    mark.passages.length > 0
      ? mark.passages.slice(0, mostTargets)
      : [{ exact: lost, prefix: '', suffix: '' }];
  return {
    id: null,
    revision: null,
    base: null,
    targets: quotes.map(({ ...quote }) => ({
      articleId,
      quote,
      state: null,
      normaliserVersion: null,
      sha256: null
    })),
    colour: nearestColour(mark.colour),
    tags: [],
    note,
    statement: null,
    related: [],
    author: mark.author === '' ? null : wellFormed(mark.author.slice(0, 200)),
    created: mark.created,
    modified: mark.modified
  };
}

/** The annotation that a highlight of our own export belongs to, by its /NM; null for other programs' names. */
export function ownName(name: string): { id: string; continued: boolean } | null {
  const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:#t\d+)?(#p\d+)?$/i.exec(name);
  return found?.[1] ? { id: found[1].toLowerCase(), continued: found[2] !== undefined } : null;
}

export interface EditsSince {
  /** What the PDF carried, with the notes and colours that its highlights have by now; `gone` where they are deleted. */
  annotations: ReadAnnotation[];
  /** Marks that are none of ours. */
  added: PdfMark[];
}

/**
 * Compares what an exported PDF carries with the highlights it has by now. `drawn` says which of the annotations had one:
 * others cannot be deleted there. Where not one of ours is left they were flattened or taken out by a program that drops
 * all, and nothing counts as deleted.
 */
export function editsSince(
  carried: readonly ReadAnnotation[],
  marks: readonly PdfMark[],
  drawn: (id: AnnotationId) => boolean
): EditsSince {
  const ids = new Set(carried.flatMap(({ id }) => id ?? []) as string[]);
  const own = new Map<string, PdfMark[]>();
  const added: PdfMark[] = [];
  const left = new Set<string>();
  for (const mark of marks) {
    const name = ownName(mark.name);
    if (!name || !ids.has(name.id)) {
      added.push(mark);
      continue;
    }
    left.add(name.id);
    if (!name.continued) own.set(name.id, [...(own.get(name.id) ?? []), mark]);
  }
  const annotations = carried.map((annotation): ReadAnnotation => {
    const { id } = annotation;
    if (!id || left.size === 0) return annotation;
    if (!left.has(id)) return drawn(id) ? { ...annotation, gone: true } : annotation;
    return edited(annotation, own.get(id) ?? []);
  });
  return { annotations, added };
}

/** With the first of its highlights that says something else than the note. */
function edited(annotation: ReadAnnotation, marks: readonly PdfMark[]): ReadAnnotation {
  const was = plain(notePlainText(annotation.note));
  const said = marks.find(({ contents }) => plain(contents) !== was);
  const dyed = marks.find(({ colour }) => colour && nearestColour(colour) !== annotation.colour);
  const change = said ?? dyed;
  if (!change) return annotation;
  return {
    ...annotation,
    ...(said ? { note: noteFromPlainText(wellFormed(said.contents)) } : {}),
    ...(dyed ? { colour: nearestColour(dyed.colour) } : {}),
    base: annotation.modified,
    modified: later(annotation.modified, change.modified)
  };
}

/** A change is later than what it changed, also where the other program kept no time. */
function later(before: string | null, after: string | null): string | null {
  if (before === null) return after;
  const least = Date.parse(before) + 1000;
  const time = after === null ? NaN : Date.parse(after);
  return new Date(time > least ? time : least).toISOString();
}
