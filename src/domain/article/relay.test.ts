import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorResolver, createAnchor } from '../anchor/anchor';
import { foldText } from '../anchor/folded-text';
import { assembleBlocks, type DraftBlock } from './assemble';
import {
  canJoin,
  join,
  layAnew,
  retype,
  split,
  splitPoint,
  stretchOf,
  tellClutter,
  type BlockForm,
  type Relay
} from './relay';
import { relaySchema } from './relay-schema';
import type { BlockKind, Mark } from './schema';

const words = fc
  .array(
    fc.constantFrom(
      'Cầu',
      'mới',
      'ở',
      'sông',
      '橋が',
      'ที่',
      '1,2',
      'km.',
      'a\u00a0b',
      '𠮷',
      'x\u2028y'
    ),
    { minLength: 1, maxLength: 9 }
  )
  .chain((list) => fc.constantFrom(' ', '  ', '\t').map((space) => list.join(space)));
const kinds = ['paragraph', 'heading', 'quote', 'listItem', 'tableCell', 'code', 'figure'] as const;
const draft: fc.Arbitrary<DraftBlock> = fc
  .record({
    text: words,
    kind: fc.constantFrom<BlockKind>(...kinds),
    clutter: fc.option(fc.constantFrom('teaser' as const, 'hand' as const), { nil: undefined }),
    picture: fc.boolean(),
    ends: fc.array(fc.tuple(fc.nat(60), fc.nat(60), fc.constantFrom('bold', 'link')), {
      maxLength: 3
    })
  })
  .map(({ text, kind, clutter, picture, ends }) => ({
    text,
    kind,
    ...(kind === 'heading' ? { level: 2 } : {}),
    ...(kind === 'listItem' ? { level: 2, marker: '3.' } : {}),
    ...(kind === 'tableCell' ? { cell: { row: 0, column: 0 } } : {}),
    ...(clutter ? { clutter } : {}),
    ...(picture ? { pictures: [{ sha256: 'a'.repeat(64) }] } : {}),
    marks: ends.map(([one, other, mark]): Mark => {
      const span = { start: Math.min(one, other), end: Math.max(one, other) };
      return mark === 'link'
        ? { kind: 'link', href: 'https://example.org/', ...span }
        : { kind: 'bold', ...span };
    })
  }));
const forms: BlockForm[] = [
  { kind: 'paragraph' },
  { kind: 'heading', level: 1 },
  { kind: 'quote' },
  { kind: 'listItem' },
  { kind: 'code' }
];
/** Numbers that choose an act and what it is about. */
const act = fc.tuple(fc.nat(4), fc.nat(), fc.nat(), fc.nat());

type Laid = ReturnType<typeof assembleBlocks>;

/** The act that the numbers stand for; null where there is no such thing to do. */
function chosen(article: Laid, [what, one, other, third]: readonly number[]): Relay | null {
  const count = article.blocks.length;
  const first = (one ?? 0) % count;
  const last = Math.min(count - 1, first + ((other ?? 0) % 3));
  const indexes = [first, last];
  if (what === 0) return retype(article, indexes, forms[(third ?? 0) % forms.length] as BlockForm);
  if (what === 1) return tellClutter(article, indexes, (third ?? 0) % 2 === 0);
  if (what === 2) return canJoin(article, first, last) ? join(article, first, last) : null;
  const point = splitPoint(article, (third ?? 0) % article.text.length);
  return point === null ? null : split(article, point);
}

function expectWhole({ text, blocks, marks }: Laid): void {
  let at = 0;
  for (const { start, end } of blocks) {
    expect(start).toBe(at);
    expect(text.slice(start, end)).not.toContain('\n');
    expect(text.slice(start, end).trim()).not.toBe('');
    if (end < text.length) expect(text.charAt(end)).toBe('\n');
    at = end + 1;
  }
  expect(at).toBe(text.length + 1);
  for (const mark of marks) {
    expect(mark.end).toBeGreaterThan(mark.start);
    expect(
      blocks.some(({ start, end }) => start <= mark.start && mark.end <= end),
      JSON.stringify(mark)
    ).toBe(true);
  }
}

describe('blocks laid anew', () => {
  // Would catch: text that grows or shrinks under annotations, a mark across two blocks, an emphasis or picture lost,
  // and undo that leaves anything other than it was.
  it('stay a whole article with the same words, at any run of acts, and all the way back', () => {
    fc.assert(
      fc.property(
        fc.array(draft, { minLength: 1, maxLength: 7 }),
        fc.array(act, { maxLength: 12 }),
        fc.tuple(fc.nat(), fc.nat(20)),
        (drafts, acts, [from, length]) => {
          const first = assembleBlocks(drafts);
          const start = from % first.text.length;
          const end = Math.min(first.text.length, start + 1 + length);
          const anchor = createAnchor(first.text, start, end);
          let now = first;
          const before: Laid[] = [];
          const done: Relay[] = [];
          for (const numbers of acts) {
            const relay = chosen(now, numbers);
            if (!relay) continue;
            before.push(now);
            done.push(relaySchema.parse(relay));
            now = layAnew(now, relay);
            expectWhole(now);
            expect(now.text.length).toBe(first.text.length);
            // Annotations and links keep their offsets; the words there are the same, white space aside.
            expect(foldText(now.text.slice(start, end)).text).toBe(foldText(anchor.exact).text);
          }
          expect(anchorResolver(now.text)(anchor)).toEqual({
            state: 'exact',
            start,
            end,
            score: 1
          });
          for (const relay of done.reverse()) {
            now = layAnew(now, { before: relay.after, after: relay.before });
            expect(now).toEqual(before.pop());
          }
        }
      ),
      { numRuns: 150 }
    );
  });

  it('join as lines of code with a hard break, else with a space', () => {
    const code = (text: string): DraftBlock => ({ kind: 'code', text, marks: [] });
    const lines = assembleBlocks([code('a'), code('b')]);
    expect(layAnew(lines, join(lines, 0, 1)).text).toBe('a\u2028b');
    const mixed = assembleBlocks([code('a'), { ...code('b'), kind: 'paragraph' }]);
    expect(layAnew(mixed, join(mixed, 0, 1))).toMatchObject({
      text: 'a b',
      blocks: [{ kind: 'code', start: 0, end: 3 }]
    });
  });

  // Would catch: a block parted in the middle of a word, or where nothing stands to become the line feed.
  it('part only where white space stands between words', () => {
    const laid = assembleBlocks([
      { kind: 'heading', level: 1, text: 'Tin mới. Hôm nay', marks: [] },
      { kind: 'paragraph', text: '橋が開通した。人々は喜んだ。', marks: [] }
    ]);
    expect(splitPoint(laid, 0)).toBeNull();
    expect(splitPoint(laid, 5)).toBeNull();
    expect(splitPoint(laid, 9)).toBe(8);
    expect(splitPoint(laid, 8)).toBe(8);
    expect(splitPoint(laid, laid.text.indexOf('橋'))).toBeNull();
    expect(splitPoint(laid, laid.text.indexOf('人'))).toBeNull();
    expect(splitPoint(laid, laid.text.length)).toBeNull();
    expect(layAnew(laid, split(laid, 8)).blocks).toMatchObject([
      { kind: 'heading', level: 1, start: 0, end: 8 },
      { kind: 'paragraph', start: 9, end: 16 },
      { kind: 'paragraph' }
    ]);
  });

  // Would catch: words, links or pictures smuggled in under the name of a new layout.
  it('refuse anything but another layout', () => {
    const laid = assembleBlocks([
      { kind: 'paragraph', text: 'Một hai', marks: [{ kind: 'bold', start: 0, end: 3 }] },
      { kind: 'paragraph', text: 'ba', marks: [] }
    ]);
    const before = stretchOf(laid, 0, 1);
    const [one, two] = before.blocks as [never, never];
    const wrong = (after: Partial<typeof before>, reason: string): void => {
      expect(() => layAnew(laid, { before, after: { ...before, ...after } })).toThrow(reason);
    };
    wrong({ text: 'Mốt hai\nba' }, 'words');
    wrong({ text: 'Một  hai\nba' }, 'words');
    wrong({ text: 'Một\nhai\nba' }, 'blocks');
    wrong({ text: 'Một hai ba' }, 'blocks');
    wrong({ blocks: [one] }, 'blocks');
    wrong({ marks: [] }, 'marks');
    wrong({ marks: [{ kind: 'link', href: 'https://example.org/', start: 0, end: 3 }] }, 'marks');
    wrong({ marks: [{ kind: 'bold', start: 0, end: 9 }] }, 'blocks');
    wrong(
      { blocks: [one, { ...(two as object), pictures: [{ sha256: 'b'.repeat(64) }] } as never] },
      'pictures'
    );
  });
});
