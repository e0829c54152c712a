// What is pasted or dropped, made into what a note can hold before the editor sees it.
import { noteFromHtml, noteToHtml } from '@domain/interchange/note-html';
import { withWordLists } from '@domain/interchange/word-lists';

/** UTF-16 code units that one paste may bring. */
export const longestPaste = 200_000;

/**
 * Markup of the editor's own without base and styles: even in a detached document, they would have the page's policy
 * tell of them. A title, as which a style element goes, is left out by the editor.
 */
const withoutStyle = (html: string): string =>
  html
    .replace(/<base\b/gi, '<x-base')
    .replace(/<(\/?)style\b/gi, '<$1title')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])style(?=\s*=)/gi, '$1data-style'));

/**
 * Any HTML as HTML of what a note can hold, in NFC; empty where it has no words. What the editor itself copied keeps
 * the marks by which it is put together again.
 */
export function cleanHtml(html: string): string {
  const composed = html.normalize('NFC');
  if (/\sdata-pm-slice=/.test(composed)) return withoutStyle(composed);
  const note = noteFromHtml(withWordLists(composed));
  return note ? noteToHtml(note) : '';
}

/** Two lists' items, or a line that says by itself what it is. */
const looksLikeMarkdown =
  /^#{1,6} \S|^```|^\|.+\|\s*$|\*\*[^\s*][^*]*\*\*|\[[^\]]+\]\((?:https?|mailto):|(?:^(?:[-*+]|\d+[.)]) .*$\s*){2}/m;

/** The text as HTML where it is written in Markdown; else null. Loads what reads it. */
export function markdownReader(text: string): Promise<string> | null {
  if (!looksLikeMarkdown.test(text)) return null;
  return import('markdown-it').then(({ default: MarkdownIt }) =>
    cleanHtml(new MarkdownIt({ html: false, linkify: false }).render(text))
  );
}
