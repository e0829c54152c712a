// Catches text lost or doubled where highlights and marks cross, and addresses that must not get into a file.
import { describe, expect, it } from 'vitest';
import { orderAnnotations } from '@domain/annotation/order';
import type { Article } from '@domain/article/schema';
import type { Marker, PieceMarker } from '../pdf/annotate';
import { annotation, article } from '../testing/fixtures';
import { collectPassages } from '@domain/annotation/passages';
import { PieceCutter, webAddress } from './pieces';
import type { Inline } from './typeset-document';

function cut(
  made: Article,
  exacts: string[],
  numberAt?: number
): { inlines: Inline[]; markers: PieceMarker[] } {
  const annotations = exacts.map((exact) => annotation(exact, [[made, exact]]));
  const [passages = []] = collectPassages(orderAnnotations(annotations, [made.id]), [made]);
  const markers: Marker[] = [];
  const [, block] = made.blocks;
  if (!block) throw new Error('no block');
  const noteNumber = { number: 1, colour: '#000000', marker: 9 };
  const numbers = numberAt === undefined ? [] : [{ offset: block.start + numberAt, noteNumber }];
  const inlines = new PieceCutter(made, passages, markers).cut(block, numbers);
  return { inlines, markers: markers.flatMap((each) => ('passages' in each ? [each] : [])) };
}

describe('PieceCutter', () => {
  it('cuts at every border and says over each piece which passages lie', () => {
    const made = article('en', ['T', 'one two three four'], [{ exact: 'two three', kind: 'bold' }]);
    const { inlines, markers } = cut(made, ['one two', 'two three four']);
    expect(inlines).toEqual([
      { text: 'one ', marker: 0 },
      { text: 'two', bold: true, marker: 1 },
      { text: ' three', bold: true, marker: 2 },
      { text: ' four', marker: 3 }
    ]);
    expect(markers.map(({ passages }) => passages)).toEqual([[0], [0, 1], [1], [1]]);
  });

  it('keeps the address of a highlighted link on the marker, of any other on the piece', () => {
    const href = 'https://example.org/';
    const made = article(
      'en',
      ['T', 'see the page here'],
      [{ exact: 'the page', kind: 'link', href }]
    );
    const { inlines, markers } = cut(made, ['page here']);
    expect(inlines).toEqual([
      { text: 'see ' },
      { text: 'the ', href },
      { text: 'page', marker: 0, linked: true },
      { text: ' here', marker: 1 }
    ]);
    expect(markers.map((marker) => marker.href)).toEqual([href, null]);
  });

  it('lets a long word break though a highlight cuts it into short pieces', () => {
    const made = article('en', ['T', 'abcdefgh'.repeat(4)]);
    const { inlines } = cut(made, ['abcdefghabcd']);
    expect(inlines).toEqual([
      { text: 'abcdefgh\u200Babcd', marker: 0 },
      { text: 'efgh\u200Babcdefgh\u200Babcdefgh' }
    ]);
  });

  it('puts a number where it belongs, at the end too, and breaks lines', () => {
    const made = article('en', ['T', 'ab\u2028cd']);
    const kinds = (at: number): string[] =>
      cut(made, [], at).inlines.map((entry) =>
        'noteNumber' in entry ? '#' : 'lineBreak' in entry ? '|' : entry.text
      );
    expect(kinds(1)).toEqual(['a', '#', 'b', '|', 'cd']);
    expect(kinds(5)).toEqual(['ab', '|', 'cd', '#']);
  });
});

it('webAddress lets the web and mail through, in ASCII', () => {
  expect(webAddress('https://ví-dụ.vn/cầu?x=đ')).toMatch(
    /^https:\/\/xn--[\w-]+\.vn\/c%E1%BA%A7u\?x=%C4%91$/
  );
  expect(webAddress('mailto:a@example.org')).toBe('mailto:a@example.org');
  for (const bad of ['file:///etc/passwd', 'javascript:alert(1)', '/relative', '', undefined]) {
    expect(webAddress(bad)).toBeNull();
  }
});
