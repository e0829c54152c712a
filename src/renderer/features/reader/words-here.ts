// What the words at the cursor or in the selection hold.
import type { ReaderState } from './reader-state.svelte';

/** The words of the subject as plain text, for the clipboard; null without one. */
export function wordsToCopy(reader: ReaderState): string | null {
  const { subject } = reader;
  const text = subject && reader.at(subject.side)?.article.text;
  return subject && text ? text.slice(subject.start, subject.end).replaceAll('\u2028', '\n') : null;
}

/** The address of the first link in the cursor's sentence; null where there is none. */
export function addressHere(reader: ReaderState): string | null {
  const sentence = reader.sentenceOf(reader.cursor);
  const article = reader.at(reader.cursor.side)?.article;
  if (!sentence || !article) return null;
  const link = article.marks.find(
    (mark) => mark.kind === 'link' && mark.start < sentence.end && mark.end > sentence.start
  );
  return link?.href ?? null;
}
