// Notes as a word processor's comments.
import { Paragraph, TextRun, type ICommentOptions } from 'docx';
import type { OrderedAnnotation } from '@domain/annotation/order';
import type { Article } from '@domain/article/schema';
import { quotationsOf, type FormWords } from '@domain/interchange/laid-document';
import { plain } from './block-runs';
import { noteParagraphs } from './note-paragraphs';

/**
 * One comment a note, under the note's number. The first passage is where the comment stands; the others are quoted
 * in it, then the note, what the statement says, and the tags.
 */
export function commentsOf(
  ordered: readonly OrderedAnnotation[],
  articles: readonly Article[],
  words: FormWords
): ICommentOptions[] {
  return ordered.flatMap(({ annotation, number }) => {
    if (number === null) return [];
    const others = quotationsOf(annotation, articles)
      .slice(1)
      .map(({ text }) => `“${text}”`);
    const facts = [
      ...(annotation.statement ? [words.statement(annotation)] : []),
      ...(annotation.tags.length > 0 ? [annotation.tags.map((tag) => `#${tag}`).join(' ')] : [])
    ];
    const { author } = annotation;
    return [
      {
        id: number,
        author: plain(author === '' ? '–' : author),
        initials: plain(initialsOf(author)),
        date: new Date(annotation.modified),
        children: [...others.map(line), ...noteParagraphs(annotation.note), ...facts.map(line)]
      }
    ];
  });
}

const line = (text: string): Paragraph =>
  new Paragraph({ children: [new TextRun({ text: plain(text) })] });

function initialsOf(name: string): string {
  const parts = name.split(/\s+/u).filter(Boolean);
  return parts
    .map((part) => [...part][0] ?? '')
    .join('')
    .slice(0, 4);
}
