import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeFacts, changesByHand, factNames, inverseChanges, keepEdited } from './details';
import { factChangesSchema } from './details-schema';
import { articleSchema, parsedArticleSchema, type Article } from './schema';

const article: Article = articleSchema.parse({
  format: 'diptych-article/1',
  id: '00000000-0000-4000-8000-000000000001',
  title: 'A bridge opens',
  byline: 'Nobody',
  date: '2025-08-02',
  language: 'en',
  charset: 'utf-8',
  normaliserVersion: 1,
  text: 'A bridge opens',
  blocks: [{ kind: 'heading', level: 1, start: 0, end: 14 }],
  marks: [],
  imported: '2026-11-21T09:41:00.000Z',
  original: { name: 'a.txt', extension: 'txt', byteLength: 14, sha256: '0'.repeat(64) }
});

const typedFacts = fc.record(
  {
    title: fc.stringMatching(/^[a-z]{1,9}$/),
    byline: fc.option(fc.stringMatching(/^[a-z]{1,9}$/)),
    date: fc.constantFrom('2025-08', '2024-02-29', null),
    place: fc.option(fc.stringMatching(/^[a-z]{1,9}$/)),
    section: fc.option(fc.stringMatching(/^[a-z]{1,9}$/)),
    source: fc.option(fc.stringMatching(/^[a-z]{1,9}$/)),
    language: fc.constantFrom('en', 'vi', 'pt-br'),
    url: fc.constantFrom('https://example.org/a', null),
    accessed: fc.constantFrom('2026-11-21', null)
  },
  { requiredKeys: [] }
);

// Would catch: undo of an edit that leaves a fact, or the mark that it was set by hand, other than before.
it('any run of edits is taken back exactly, and every state is a whole article', () => {
  fc.assert(
    fc.property(fc.array(typedFacts, { maxLength: 6 }), (edits) => {
      let now = article;
      const back: [Article, ReturnType<typeof inverseChanges>][] = [];
      for (const typed of edits) {
        const changes = factChangesSchema.parse(changesByHand(now, typed));
        back.push([now, inverseChanges(now, changes)]);
        now = articleSchema.parse(changeFacts(now, changes));
        for (const [name, value] of Object.entries(typed)) {
          expect(now[name as 'byline'] ?? null).toBe(value);
        }
      }
      for (const [before, inverse] of back.reverse()) {
        now = changeFacts(now, factChangesSchema.parse(inverse));
        expect(now).toEqual(before);
      }
    })
  );
});

// Would catch: a new reading of the file that brings back a byline which a person took away, or their own date lost.
it('a fresh reading keeps what was set by hand and takes the rest', () => {
  const edited = changeFacts(
    article,
    changesByHand(article, {
      byline: null,
      date: '2025-08-03',
      accessed: '2026-11-21',
      place: null
    })
  );
  expect(edited.edited).toEqual(['byline', 'date', 'accessed']);
  const parsed = parsedArticleSchema.strip().parse(article);
  const fresh = { ...parsed, title: 'A bridge is opened', place: 'Huế', text: 'New' };
  const kept = keepEdited(fresh, edited);
  expect(kept).toEqual({
    ...fresh,
    byline: undefined,
    date: '2025-08-03',
    accessed: '2026-11-21',
    edited: ['byline', 'date', 'accessed']
  });
  expect(kept).not.toHaveProperty('byline');
  expect(keepEdited(fresh, article)).toEqual(fresh);
});

// Would catch: an address stored that the link question would later refuse, or a title emptied.
it('refuses what is no such fact', () => {
  const set = (name: string, value: string | null) => ({ [name]: { value, byHand: true } });
  for (const wrong of [
    set('title', null),
    set('title', '  '),
    set('language', null),
    set('url', 'javascript:alert(1)'),
    set('url', 'file:///etc/passwd'),
    set('url', 'https://exa mple.org'),
    set('date', '2025-13'),
    set('date', '2025-02-30'),
    set('accessed', '2025-02'),
    set('text', 'x')
  ]) {
    expect(factChangesSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  }
  expect(factNames).toHaveLength(Object.keys(factChangesSchema.shape).length);
});
