// A note changed as plain text, keeping the form of all that was not touched. Where one line was changed, its words
// keep theirs as far as they can: of a paragraph or heading what stands before and after the change, of a row the other
// cells. Where lines come or go, the list, table or block that they were in gives way to plain lines, as they are shown.
import {
  cellText,
  inlinesText,
  inlineText,
  isForeign,
  noteLines,
  type NoteBlock,
  type NoteDocument,
  type NoteInline,
  type NoteParagraph,
  type NoteRow
} from './note';

/** The note's text for {@link editPlain}: as `notePlainText`, but not trimmed. */
export const plainLines = (note: NoteDocument | null): string =>
  note ? noteLines(note.content).join('\n') : '';

const textNode = (text: string): NoteInline[] => (text === '' ? [] : [{ type: 'text', text }]);
function paragraph(text: string): NoteParagraph {
  const content = textNode(text);
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

/** Items before and after what two lists do not share. */
function sharedEnds<T>(before: ArrayLike<T>, after: ArrayLike<T>): { start: number; end: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    end += 1;
  }
  return { start, end };
}

/**
 * The note whose {@link plainLines} are `text`. Blocks none of whose lines changed stay the same objects. Null where no
 * visible character is left.
 */
export function editPlain(note: NoteDocument | null, text: string): NoteDocument | null {
  if (text.trim() === '') return null;
  const lines = text.split('\n');
  const content = note ? editBlocks(note.content, lines) : lines.map(paragraph);
  return { type: 'doc', content };
}

function editBlocks(blocks: readonly NoteBlock[], after: readonly string[]): NoteBlock[] {
  const owned = blocks.map((block) => noteLines([block]));
  const before = owned.flat();
  const { start, end } = sharedEnds(before, after);
  if (start === before.length && start === after.length) return [...blocks];
  // The blocks that hold a changed line; none where lines came between two.
  let first = 0;
  let from = 0;
  while (first < blocks.length && from + (owned[first]?.length ?? 0) <= start) {
    from += owned[first]?.length ?? 0;
    first += 1;
  }
  let last = blocks.length;
  let to = before.length;
  while (last > first && to - (owned[last - 1]?.length ?? 0) >= before.length - end) {
    to -= owned[last - 1]?.length ?? 0;
    last -= 1;
  }
  const changed = after.slice(from, after.length - (before.length - to));
  const only = last - first === 1 ? blocks[first] : undefined;
  const edited = only ? editBlock(only, owned[first] ?? [], changed) : changed.map(paragraph);
  return [...blocks.slice(0, first), ...edited, ...blocks.slice(last)];
}

/** One block whose lines became others; plain lines where they could not be read in its form again. */
function editBlock(
  block: NoteBlock,
  before: readonly string[],
  after: readonly string[]
): NoteBlock[] {
  const edited = reshape(block, before, after);
  return noteLines(edited).join('\n') === after.join('\n') ? edited : after.map(paragraph);
}

function reshape(
  block: NoteBlock,
  before: readonly string[],
  after: readonly string[]
): NoteBlock[] {
  const plain = (): NoteBlock[] => after.map(paragraph);
  if (isForeign(block)) return plain();
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      if (before.length !== after.length) return plain();
      const content = editInlines(block.content ?? [], after.join('\n'));
      return [{ ...block, content }];
    }
    case 'codeBlock':
      return after.join('\n') === ''
        ? [{ type: 'codeBlock' }]
        : [{ type: 'codeBlock', content: [{ type: 'text', text: after.join('\n') }] }];
    case 'table': {
      if (before.length !== after.length) return plain();
      const rows = block.content.map((row, n) =>
        before[n] === after[n] ? row : editRow(row, after[n] ?? '')
      );
      const whole = rows.every((row) => row !== null);
      return whole ? [{ type: 'table', content: rows.filter((row) => row !== null) }] : plain();
    }
    case 'blockquote': {
      const inner = after.map((line) => withoutPrefix(line, '> '));
      if (!inner.every((line) => line !== null)) return plain();
      return [{ type: 'blockquote', content: editBlocks(block.content, inner) }];
    }
    case 'bulletList':
    case 'orderedList': {
      // Items keep their place as long as their lines are as many.
      if (before.length !== after.length) return plain();
      const first = block.type === 'orderedList' ? (block.attrs?.start ?? 1) : null;
      let at = 0;
      const items = block.content.map((item, index) => {
        const bullet = first === null ? '• ' : `${first + index}. `;
        const count = noteLines(item.content).length;
        const lines = after
          .slice(at, at + count)
          .map((line, n) => withoutPrefix(line, n === 0 ? bullet : ' '.repeat(bullet.length)));
        at += count;
        if (!lines.every((line) => line !== null)) return null;
        return { ...item, content: editBlocks(item.content, lines) };
      });
      const whole = items.every((item) => item !== null);
      return whole ? [{ ...block, content: items.filter((item) => item !== null) }] : plain();
    }
  }
}

const withoutPrefix = (line: string, prefix: string): string | null =>
  line.startsWith(prefix) ? line.slice(prefix.length) : null;

const border = ' | ';
/** Null where more than one cell changed. */
function editRow(row: NoteRow, line: string): NoteRow | null {
  const words = row.content.map(cellText);
  for (const at of words.keys()) {
    const before = words
      .slice(0, at)
      .map((text) => text + border)
      .join('');
    const after = words
      .slice(at + 1)
      .map((text) => border + text)
      .join('');
    const fits = line.length >= before.length + after.length;
    if (!fits || !line.startsWith(before) || !line.endsWith(after)) continue;
    const typed = line.slice(before.length, line.length - after.length);
    const content = row.content.map((cell, n) =>
      n === at ? { ...cell, content: [paragraph(typed)] } : cell
    );
    return { type: 'tableRow', content };
  }
  return null;
}

/** What stands before and after the change keeps its form; what it touches becomes text. */
function editInlines(content: readonly NoteInline[], after: string): NoteInline[] {
  const before = inlinesText(content);
  const { start, end } = sharedEnds(before, after);
  // Never half a character.
  const from = /[\uD800-\uDBFF]/.test(before[start - 1] ?? '') ? start - 1 : start;
  const kept = /[\uDC00-\uDFFF]/.test(before[before.length - end] ?? '') ? end - 1 : end;
  const head: NoteInline[] = [];
  const tail: NoteInline[] = [];
  let typed = after.slice(from, after.length - kept);
  let at = 0;
  for (const part of content) {
    const words = inlineText(part);
    const [begin, stop] = [at, at + words.length];
    at = stop;
    const cut = before.length - kept;
    const isText = !isForeign(part) && part.type === 'text';
    if (stop <= from) head.push(part);
    else if (begin >= cut) tail.push(part);
    else if (isText && begin < from && stop > cut && !typed.includes('\n')) {
      head.push({ ...part, text: words.slice(0, from - begin) + typed + words.slice(cut - begin) });
      typed = '';
    } else if (isText) {
      if (begin < from) head.push({ ...part, text: words.slice(0, from - begin) });
      if (stop > cut) tail.push({ ...part, text: words.slice(cut - begin) });
    } else {
      // A thing that was changed by hand is words.
      typed = words.slice(0, Math.max(0, from - begin)) + typed;
      typed += words.slice(Math.max(0, cut - begin));
    }
  }
  const last = head.at(-1);
  if (last && !isForeign(last) && last.type === 'text' && !typed.includes('\n')) {
    head[head.length - 1] = { ...last, text: last.text + typed };
    typed = '';
  }
  const broken = typed
    .split('\n')
    .flatMap((line, n): NoteInline[] => [
      ...(n === 0 ? [] : [{ type: 'hardBreak' as const }]),
      ...textNode(line)
    ]);
  return [...head, ...broken, ...tail];
}
