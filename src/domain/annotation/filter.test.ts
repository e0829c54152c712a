import { describe, expect, it } from 'vitest';
import { createAnchor } from '../anchor/anchor';
import type { AnchorState } from '../anchor/states';
import { annotationIdSchema, articleIdSchema, collectionIdSchema, pairIdSchema } from '../ids';
import { groupAnnotations, sortAnnotations, type Listed, type SortOrder } from './arrange';
import {
  annotationMatcher,
  filterAnnotations,
  narrows,
  type AnnotationFilter,
  type FilterWorld
} from './filter';
import { noteFromPlainText } from './note';
import type { Annotation } from './schema';

const uuid = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const vi = articleIdSchema.parse(uuid(1));
const en = articleIdSchema.parse(uuid(2));
const gone = articleIdSchema.parse(uuid(3));
const texts = new Map([
  [vi, 'Ông Lâm khẳng định cầu dài 1,2 km. Người dân phản đối thuỷ điện ở Đà Nẵng.'],
  [en, 'Mr Lam said the bridge is long. Residents object to the dam in Da Nang.'],
  [gone, 'An older page.']
]);

let made = 0;
function note(
  article: typeof vi,
  exact: string,
  fields: Partial<Annotation> = {},
  state: AnchorState = 'exact'
): Annotation {
  const text = texts.get(article) ?? '';
  const start = text.indexOf(exact);
  if (start < 0) throw new Error(`not in the text: ${exact}`);
  made += 1;
  return {
    id: annotationIdSchema.parse(uuid(1000 + made)),
    targets: [
      { articleId: article, anchor: createAnchor(text, start, start + exact.length), state }
    ],
    colour: 'yellow',
    tags: [],
    note: null,
    author: 'Lan',
    created: '2026-11-21T12:00:00.000Z',
    modified: '2026-11-21T12:00:00.000Z',
    ...fields
  };
}

const collection = collectionIdSchema.parse(uuid(10));
const pair = pairIdSchema.parse(uuid(11));
const tree: Record<string, string[]> = { Policy: ['Policy', 'energy', 'dams'] };
const world: FilterWorld = {
  languageOf: (id) => (id === vi ? 'vi' : id === en ? 'en' : undefined),
  articlesOf: (scope) =>
    scope.kind === 'article' ? [scope.id] : scope.kind === 'collection' ? [en] : [vi, en],
  tagsUnder: (name) => tree[name] ?? [name]
};

const statement = { speaker: 'Ông Lâm', act: 'denies', topic: 'Thuỷ điện' } as const;
const denial = note(vi, 'Người dân phản đối', { statement, tags: ['dams'] });
const bridge = note(en, 'the bridge', { note: noteFromPlainText('Dài 1,2 km'), author: 'Minh' });
const lost = note(vi, 'Đà Nẵng', { colour: 'pink', tags: ['POLICY'] }, 'orphan');
const plain = note(en, 'Da Nang', { created: '2026-11-20T12:00:00.000Z' });
const all = [denial, bridge, lost, plain];

const passed = (filter: AnnotationFilter): Annotation[] =>
  filterAnnotations(all, annotationMatcher(filter, world), (one) => one);

describe('annotationMatcher', () => {
  // Catches a criterion that is forgotten, turned round, or that reads another field.
  it.each<[string, AnnotationFilter, Annotation[]]>([
    ['nothing asked', {}, all],
    ['words of the quotation without marks', { words: 'phan doi' }, [denial]],
    ['words of the note', { words: '1,2 km' }, [bridge]],
    ['words of the statement and a tag', { words: 'dams thuy dien' }, [denial]],
    ['words that are not there together', { words: 'dams bridge' }, []],
    ['one of two colours', { colours: ['pink', 'green'] }, [lost]],
    ['a tag with what stands below it, whatever its case', { tags: ['Policy'] }, [denial, lost]],
    ['a tag below', { tags: ['dams'] }, [denial]],
    ['an article', { scope: { kind: 'article', id: vi } }, [denial, lost]],
    ['a pair', { scope: { kind: 'pair', id: pair } }, all],
    ['a collection', { scope: { kind: 'collection', id: collection } }, [bridge, plain]],
    ['a language', { language: 'vi' }, [denial, lost]],
    ['an author', { author: 'Minh' }, [bridge]],
    ['unsigned ones', { author: '' }, []],
    ['with a note', { note: true }, [bridge]],
    ['without a note', { note: false }, [denial, lost, plain]],
    ['with a statement', { statement: true }, [denial]],
    ['without a statement', { statement: false }, [bridge, lost, plain]],
    ['a speaker by some letters', { said: { speaker: 'lam' } }, [denial]],
    ['another act', { said: { speaker: 'lam', act: 'asserts' } }, []],
    ['a topic', { said: { topic: 'THUY' } }, [denial]],
    ['lost ones', { states: ['orphan'] }, [lost]],
    ['all of it at once', { words: 'nang', language: 'vi', colours: ['pink'] }, [lost]]
  ])('%s', (_, filter, expected) => {
    expect(passed(filter)).toEqual(expected);
  });

  // Catches a fold of đ that is lost, and hits in other letters put before what was typed.
  it('puts what reads exactly as typed first', () => {
    expect(passed({ words: 'da nang' })).toEqual([plain, lost]);
    expect(passed({ words: 'đà nẵng' })).toEqual([lost, plain]);
  });

  // Catches days taken in another time zone than the reader's, and an end that is left out.
  it('takes days whole, both ends included', () => {
    const at = new Date(2026, 10, 20, 23, 59);
    const late = note(en, 'Mr Lam', { created: at.toISOString() });
    const within = (from: string, to: string): boolean =>
      annotationMatcher({ created: { from, to } }, world)(late) !== null;
    expect(within('2026-11-20', '2026-11-20')).toBe(true);
    expect(within('2026-11-19', '2026-11-19')).toBe(false);
    expect(within('2026-11-21', '2026-12-01')).toBe(false);
    expect(annotationMatcher({ modified: { to: '2026-11-20' } }, world)(late)).toBeNull();
  });

  // Catches a filter that remembers a changed note by its old words.
  it('reads the words an annotation has now', () => {
    const changed = { ...bridge, note: noteFromPlainText('khác hẳn') };
    const matcher = annotationMatcher({ words: 'khac han' }, world);
    expect([matcher(bridge), matcher(changed)]).toEqual([null, 'folded']);
  });

  it('knows when it leaves nothing out', () => {
    expect([{}, { words: ' ' }, { colours: undefined as never }].map(narrows)).toEqual(
      Array(3).fill(false)
    );
    expect(narrows({ note: false })).toBe(true);
  });
});

describe('sortAnnotations', () => {
  const sorted = (order: SortOrder, descending = false): Annotation[] =>
    sortAnnotations(all, [en, vi], { order, descending }, 'vi').map(({ annotation }) => annotation);

  // Catches passages out of the text's order, lost ones among the others, and names by code unit.
  it.each<[SortOrder, boolean, Annotation[]]>([
    ['reading', false, [bridge, plain, denial, lost]],
    ['reading', true, [lost, denial, plain, bridge]],
    ['article', true, [denial, lost, bridge, plain]],
    ['created', false, [plain, bridge, denial, lost]],
    ['created', true, [bridge, denial, lost, plain]],
    ['colour', true, [lost, bridge, plain, denial]],
    ['tag', false, [denial, lost, bridge, plain]],
    ['tag', true, [lost, denial, bridge, plain]],
    ['author', true, [bridge, plain, denial, lost]]
  ])('%s, descending: %s', (order, descending, expected) => {
    expect(sorted(order, descending)).toEqual(expected);
  });

  it('leaves out what touches none of the articles', () => {
    const elsewhere = note(gone, 'older');
    const listed = sortAnnotations(
      [elsewhere, plain],
      [en],
      { order: 'reading', descending: false },
      'en'
    );
    expect(listed.map(({ annotation }) => annotation)).toEqual([plain]);
  });
});

describe('groupAnnotations', () => {
  const listed: Listed[] = sortAnnotations(
    [
      ...all,
      note(en, 'Residents', { tags: ['dams', 'policy'], statement: { speaker: 'ONG LAM' } })
    ],
    [en, vi],
    { order: 'reading', descending: false },
    'vi'
  );
  const keys = (by: Parameters<typeof groupAnnotations>[1]): [string, number][] =>
    groupAnnotations(listed, by, 'vi').map((group) => [group.key, group.listed.length]);

  // Catches annotations dropped from groups, one name split by its case, and "none" before the named.
  it('makes one group a name, those without any last', () => {
    expect(keys('tag')).toEqual([
      ['dams', 2],
      ['policy', 2],
      ['', 2]
    ]);
    expect(keys('speaker')).toEqual([
      ['ONG LAM', 2],
      ['', 3]
    ]);
    expect(keys('colour')).toEqual([
      ['yellow', 4],
      ['pink', 1]
    ]);
    expect(keys('state')).toEqual([
      ['orphan', 1],
      ['exact', 4]
    ]);
    expect(keys('article')).toEqual([
      [en, 3],
      [vi, 2]
    ]);
    expect(keys('author')).toEqual([
      ['Lan', 4],
      ['Minh', 1]
    ]);
    expect(keys('date').map(([, count]) => count)).toEqual([4, 1]);
  });
});
