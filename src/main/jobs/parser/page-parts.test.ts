import { expect, it } from 'vitest';
import { parseArticle } from './parse-article';

const body =
  'The mayor of the town said on Tuesday that the new bridge over the river would open to traffic before the end of the month, and that the ferry would stay.';

// Would catch: pages without these tags, as hand-written ones and many generators have them, read as empty.
it.each([
  ['head', `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pier</title><body>`],
  ['head and root', `<!doctype html><meta charset="utf-8"><title>Pier</title><body>`],
  ['head and body', `<!doctype html><html lang="en"><title>Pier</title><style>p{}</style>`],
  ['body', `<html><head><title>Pier</title></head>`],
  ['all but words', ``]
])('reads pages that leave out the tags of their %s', async (_name, opening) => {
  const page = `${opening}<p>${body}</p><p>${body} Twice.</p>`;
  const { article } = await parseArticle('a.html', new TextEncoder().encode(page));
  const { text, title } = article;
  expect(text).toContain(`${body} Twice.`);
  expect(text).not.toContain('Pier');
  if (opening !== '') expect(title).toBe('Pier');
});
