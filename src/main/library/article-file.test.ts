import { expect, it } from 'vitest';
import { articleSchema } from '@domain/article/schema';
import { articleBytes, readArticle } from './article-file';
import { jsonBytes } from './files';
import { parsedArticle } from './test-fixtures/facts';

const article = articleSchema.parse({
  ...parsedArticle(),
  format: 'diptych-article/1',
  id: crypto.randomUUID(),
  imported: '2026-11-21T09:41:00.000Z',
  original: { name: 'a.txt', extension: 'txt', byteLength: 1, sha256: 'a'.repeat(64) }
});

// Would catch: a word changed by an editor passing as the one that was imported; an older library that no longer opens.
it('tells an article changed by another program, and takes one without a seal as it stands', () => {
  expect(readArticle(articleBytes(article))).toEqual({ article, altered: false });
  const edited = Buffer.from(articleBytes(article)).toString().replace('dài 1,2 km', 'dài 2,1 km');
  expect(readArticle(Buffer.from(edited))).toMatchObject({ altered: true });
  expect(readArticle(jsonBytes(article))).toEqual({ article, altered: false });
  // Laid out anew, as a formatter does, it says the same.
  const laid = JSON.stringify(JSON.parse(Buffer.from(articleBytes(article)).toString()), null, 8);
  expect(readArticle(Buffer.from(laid))).toMatchObject({ altered: false });
});
