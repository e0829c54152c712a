// Puts a parser's blocks together as an article's text: normalised, trimmed, joined by one `\n`, marks moved along.
import { HARD_BREAK, normaliseText, normaliseWithMap } from '../text/normalise';
import type { Block, BlockKind, ClutterReason, Mark, Picture } from './schema';

/** A block as a parser finds it. Offsets of marks are UTF-16 code units in `text`, half-open. */
export interface DraftBlock {
  kind: BlockKind;
  level?: number;
  marker?: string;
  cell?: { row: number; column: number };
  pictures?: Picture[];
  clutter?: ClutterReason;
  /** As in the file; white space at its ends is dropped, a `\n` in it becomes a space, in code a hard break. */
  text: string;
  marks: Mark[];
}

export interface AssembledText {
  text: string;
  blocks: Block[];
  marks: Mark[];
}

/** Drafts without a visible character vanish. Marks are clipped to their block; empty ones vanish. */
export function assembleBlocks(drafts: readonly DraftBlock[]): AssembledText {
  let text = '';
  const blocks: Block[] = [];
  const marks: Mark[] = [];
  for (const draft of drafts) {
    const { text: whole, offsets } =
      draft.marks.length > 0
        ? normaliseWithMap(draft.text)
        : { text: normaliseText(draft.text), offsets: null };
    const words = whole.trim();
    if (words === '') continue;
    const dropped = whole.length - whole.trimStart().length;
    const start = text === '' ? 0 : text.length + 1;
    text +=
      (text === '' ? '' : '\n') + words.replaceAll('\n', draft.kind === 'code' ? HARD_BREAK : ' ');
    const { kind, level, marker, cell, pictures, clutter } = draft;
    blocks.push({
      kind,
      start,
      end: text.length,
      ...(level === undefined ? {} : { level }),
      ...(marker === undefined ? {} : { marker }),
      ...(cell === undefined ? {} : { cell }),
      ...(pictures === undefined ? {} : { pictures }),
      ...(clutter === undefined ? {} : { clutter })
    });
    for (const mark of draft.marks) {
      const place = (offset: number): number =>
        Math.min(Math.max((offsets?.[offset] ?? 0) - dropped, 0), words.length) + start;
      const moved = { ...mark, start: place(mark.start), end: place(mark.end) };
      if (moved.end > moved.start) marks.push(moved);
    }
  }
  return { text, blocks, marks: joinMarks(marks) };
}

/** Marks of one kind that touch become one. */
function joinMarks(marks: readonly Mark[]): Mark[] {
  const joined: Mark[] = [];
  const last = new Map<string, Mark>();
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const key = `${mark.kind} ${mark.href ?? ''}`;
    const before = last.get(key);
    if (before && before.end >= mark.start) before.end = Math.max(before.end, mark.end);
    else {
      const own = { ...mark };
      joined.push(own);
      last.set(key, own);
    }
  }
  return joined;
}

/** The draft with `prefix` before its words. */
export function prefixed<Draft extends DraftBlock>(draft: Draft, prefix: string): Draft {
  const marks = draft.marks.map((mark) => ({
    ...mark,
    start: mark.start + prefix.length,
    end: mark.end + prefix.length
  }));
  return { ...draft, text: prefix + draft.text, marks };
}

const linkable = /^(?:https?:\/\/|mailto:)/i;

/** The address if a link may keep it: http, https or mailto, absolute, at most 4,000 characters; else null. */
export function safeHref(address: string | null): string | null {
  const href = (address ?? '').trim();
  return linkable.test(href) && href.length <= 4000 && !/[\s\p{Cc}]/u.test(href) ? href : null;
}
