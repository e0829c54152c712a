import { describe, expect, it } from 'vitest';
import { anchorSchema } from './schema';
import { createAnchor, resolveAnchor } from './anchor';

/** The anchor of the first occurrence of `words` in `text`. */
const anchorOf = (text: string, words: string) =>
  createAnchor(text, text.indexOf(words), text.indexOf(words) + words.length);

describe('createAnchor', () => {
  it('quotes the slice and keeps 32 units on each side', () => {
    const text = `${'a'.repeat(50)}QUOTE${'b'.repeat(50)}`;
    expect(createAnchor(text, 50, 55)).toEqual({
      exact: 'QUOTE',
      prefix: 'a'.repeat(32),
      suffix: 'b'.repeat(32),
      start: 50,
      end: 55,
      normaliserVersion: 1
    });
  });

  // Catches half a surrogate pair, or a family emoji torn to its members, at the far end of a context.
  it('never cuts a grapheme in its context', () => {
    const family = '👨‍👩‍👧‍👦';
    const text = `${family.repeat(3)}x${'\u0e01\u0e33'.repeat(20)}`;
    const anchor = createAnchor(text, family.length * 3, family.length * 3 + 1);
    expect(anchor.prefix).toBe(family.repeat(2));
    expect(anchor.suffix).toBe('\u0e01\u0e33'.repeat(16));
    expect(anchorSchema.parse(anchor)).toEqual(anchor);
  });

  it('refuses an empty passage and one outside the text', () => {
    expect(() => createAnchor('abc', 1, 1)).toThrow(RangeError);
    expect(() => createAnchor('abc', 1, 4)).toThrow(RangeError);
  });
});

describe('resolveAnchor', () => {
  const vietnamese =
    'Bộ Ngoại giao cho biết hôm thứ Ba. Người phát ngôn nhấn mạnh rằng hai bên sẽ tiếp tục đối thoại. Hà Nội hoan nghênh.';

  it('finds it where it was', () => {
    const anchor = anchorOf(vietnamese, 'hai bên sẽ tiếp tục');
    expect(resolveAnchor(vietnamese, anchor)).toEqual({
      state: 'exact',
      start: anchor.start,
      end: anchor.end,
      score: 1
    });
  });

  it('finds the words moved by text put in before', () => {
    const anchor = anchorOf(vietnamese, 'hai bên sẽ tiếp tục');
    const edited = `Tin mới. ${vietnamese}`;
    expect(resolveAnchor(edited, anchor)).toMatchObject({
      state: 'moved',
      start: anchor.start + 9
    });
  });
});
