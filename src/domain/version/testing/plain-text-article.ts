// A text as an article, a paragraph a line, for tests.
import { articleIdSchema } from '../../ids';
import type { Article } from '../../article/schema';

const at = '2026-11-21T09:41:00.000Z';

/** Blank lines part paragraphs too. */
export function plainTextArticle(text: string, language = 'vi', version?: number): Article {
  const lines = text.split(/\n+/u).filter((line) => line !== '');
  let start = 0;
  const blocks = lines.map((line): Article['blocks'][number] => {
    const block = { kind: 'paragraph' as const, start, end: start + line.length };
    start = block.end + 1;
    return block;
  });
  return {
    format: 'diptych-article/1',
    id: articleIdSchema.parse('00000000-0000-4000-8000-000000000001'),
    imported: at,
    title: lines[0] ?? '',
    language,
    charset: 'utf-8',
    normaliserVersion: 1,
    text: lines.join('\n'),
    blocks,
    marks: [],
    original: { name: 'a.txt', extension: 'txt', byteLength: 0, sha256: '0'.repeat(64) },
    ...(version === undefined ? {} : { version })
  };
}
