import { expect, it } from 'vitest';
import { fieldOf } from './field';
import { parseQuery } from './query';
import { searchDocuments, type SearchDocument } from './search';
import { foundRanges, snippetOf } from './snippet';

const documentOf = (id: string, body: string, head = '', clutter = ''): SearchDocument<string> => ({
  id,
  head: head ? fieldOf(head) : null,
  body: fieldOf(body),
  clutter: clutter ? fieldOf(clutter) : null
});
const find = (query: string, ...documents: SearchDocument<string>[]): string[] =>
  searchDocuments(documents, parseQuery(query)).map(({ document }) => document.id);
const texts = (...bodies: string[]): SearchDocument<string>[] =>
  bodies.map((body, at) => documentOf(String(at), body));
const marked = (body: string, query: string): string[] => {
  const field = fieldOf(body);
  return foundRanges(field, parseQuery(query)).map(([start, end]) => field.text.slice(start, end));
};

// Would catch: Vietnamese that can only be found with every mark and đ typed, or capitals that count.
it('folds case, marks and đ', () => {
  for (const query of ['duong', 'Đường', 'ha noi', 'HÀ NỘI']) {
    expect(find(query, ...texts('Con ĐƯỜNG về Hà Nội')), query).toEqual(['0']);
  }
});

// Would catch: ranks that put a look-alike before the word that was typed, with marks or without any.
it('puts what reads as typed first', () => {
  const all = texts('đương thời, duong, dưỡng', 'trên đường', 'a trung of letters', 'trứng gà');
  expect(find('đường', ...all)).toEqual(['1', '0']);
  expect(find('trung', ...all)).toEqual(['2', '3']);
  expect(find('trứng', ...all)).toEqual(['3', '2']);
});

it('puts words that stand together before the same words apart, and the title before the body', () => {
  const apart = documentOf('apart', 'Nội dung. Hà ra ngoài. Hà Giang, Nội Bài. nội nội nội hà hà');
  const together = documentOf('together', 'Ở Hà Nội');
  const title = documentOf('title', 'Ở đó', 'Hà Nội hôm nay');
  expect(find('hà nội', apart, together, title)).toEqual(['title', 'together', 'apart']);
});

it('finds what was folded away as clutter last, and only there where it stands nowhere else', () => {
  const clutter = documentOf('clutter', 'Other words', '', 'Related: missing servicemen missing');
  const body = documentOf('body', 'Two servicemen have been reported by others');
  expect(find('servicemen', clutter, body)).toEqual(['body', 'clutter']);
});

// Would catch: 'men' found in 'women', an unfinished word that finds nothing, or 'art' before a finished word.
it('takes whole words, but for the last one, which may be unfinished', () => {
  const all = texts('the women statement', 'the men state');
  expect(find('men', ...all)).toEqual(['1']);
  expect(find('state', ...all)).toEqual(['1', '0']);
  expect(find('state men', ...all)).toEqual(['1']);
  expect(find('wome', ...all)).toEqual(['0']);
});

it('takes quoted words as they are quoted, whatever the quotes and dashes look like', () => {
  const all = texts('The “search mission” ended', 'search for the mission', 'the search missions');
  expect(find('"search mission"', ...all)).toEqual(['0']);
  expect(find('“search mission” ended', ...all)).toEqual(['0']);
  expect(find('«the search', ...all)).toEqual(['2']);
  expect(find("vietnam's", ...texts('Vietnam’s answer'))).toEqual(['0']);
});

// Would catch: scripts without spaces in which only the whole query as typed is found, or 京都 in 東京都 before Kyoto.
it('tells words apart in scripts without spaces', () => {
  expect(find('東京大学', ...texts('大学は東京にある'))).toEqual(['0']);
  expect(find('京都', ...texts('東京都の人', '京都の人'))).toEqual(['1', '0']);
  expect(find('แมวกินปลา', ...texts('ปลาและแมวชอบกิน'))).toEqual(['0']);
  expect(find('미국', ...texts('미국이 발표했다'))).toEqual(['0']);
  expect(find('AI', ...texts('使用AI的人'))).toEqual(['0']);
});

it('finds nothing for nothing', () => {
  for (const query of ['', '  ', '""', '“', '?!', '\u00ad'])
    expect(find(query, ...texts('a b'))).toEqual([]);
});

// Would catch: marks drawn beside the words, where folding makes a text longer or shorter.
it('marks the words in the text as it stands', () => {
  expect(marked('Straße, ﬁnance and đường đi', 'strasse')).toEqual(['Straße']);
  expect(marked('Straße, ﬁnance and đường đi', 'finance duong')).toEqual(['ﬁnance', 'đường']);
  expect(marked('Hà Nội. Hà xa Nội', 'hà nội')).toEqual(['Hà Nội']);
  expect(marked('đương đường', 'đường')).toEqual(['đường']);
  expect(marked('so\u0323 and số', 'so')).toEqual(['sọ', 'số']);
});

it('shows the lines with most of the words, cut between words', () => {
  const filler = 'chữ nào đó '.repeat(60);
  const field = fieldOf(`missing here\n${filler}the missing servicemen ${filler}\nthe end`);
  const snippet = snippetOf(field, parseQuery('servicemen missing'))!;
  expect(snippet.text).toMatch(/^… \S.*the missing servicemen .*\S …$/);
  expect(snippet.text.length).toBeLessThan(240);
  expect(snippet.ranges.map(([start, end]) => snippet.text.slice(start, end))).toEqual([
    'missing',
    'servicemen'
  ]);
  expect(field.text.slice(...snippet.place)).toBe('missing');
});
