import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorSchema } from './schema';
import { anchorResolver, createAnchor, type Passage, type Resolution } from './anchor';
import { foldText } from './folded-text';

const resolveAnchor = (text: string, anchor: Passage): Resolution => anchorResolver(text)(anchor);

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

describe('anchorResolver', () => {
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

  const quoteAt = (text: string, found: { start: number; end: number }) =>
    text.slice(found.start, found.end);

  it.each([
    ['Vietnamese', vietnamese, 'hai bên sẽ tiếp tục đối thoại', 'hôm thứ Ba', 'vào sáng thứ Tư'],
    [
      'Chinese',
      '外交部星期二表示，双方将继续对话。河内对此表示欢迎。',
      '双方将继续对话',
      '星期二',
      '星期三上午'
    ],
    [
      'Thai',
      'กระทรวงระบุว่าทั้งสองฝ่ายจะเจรจาต่อไปในวันอังคาร',
      'ทั้งสองฝ่ายจะเจรจาต่อไป',
      'กระทรวง',
      'กระทรวงการต่างประเทศ'
    ],
    [
      'Arabic',
      'قالت الوزارة يوم الثلاثاء إن الجانبين سيواصلان الحوار. رحبت هانوي بذلك.',
      'سيواصلان الحوار',
      'الثلاثاء',
      'الأربعاء الماضي'
    ]
  ])('finds %s words moved by an edit before them', (_, text, words, old, replacement) => {
    const anchor = anchorOf(text, words);
    const edited = text.replace(old, replacement);
    const found = resolveAnchor(edited, anchor);
    expect(found.state).toBe('moved');
    expect(quoteAt(edited, found)).toBe(words);
  });

  // Catches a highlight lost because another program decomposed the quote, or shifted because the text is decomposed.
  it('finds words in either normal form, at whole graphemes', () => {
    const anchor = anchorOf(vietnamese, 'tiếp tục đối thoại');
    const decomposed = `Thêm. ${vietnamese}`.normalize('NFD');
    const found = resolveAnchor(decomposed, anchor);
    expect(quoteAt(decomposed, found)).toBe('tiếp tục đối thoại'.normalize('NFD'));
    const foreign = { exact: 'tiếp tục đối thoại'.normalize('NFD'), prefix: '', suffix: '' };
    expect(quoteAt(vietnamese, resolveAnchor(vietnamese, foreign))).toBe('tiếp tục đối thoại');
  });

  it('does not mind line breaks, spaces, invisible characters and the style of quotation marks', () => {
    const anchor = anchorOf(
      'Ông nói: "Cầu dài 1,2 km - dài nhất vùng". Hết.',
      '"Cầu dài 1,2 km - dài nhất vùng"'
    );
    const edited = 'Sáng nay ông nói: “Cầu\u00a0dài\n1,2 km\u200b – dài nhất vùng”. Hết.';
    const found = resolveAnchor(edited, anchor);
    expect(found.state).toBe('moved');
    expect(quoteAt(edited, found)).toBe('“Cầu\u00a0dài\n1,2 km\u200b – dài nhất vùng”');
    expect(
      resolveAnchor('双方将\n\n继续对话', anchorOf('双方将继续对话', '将继续')).state
    ).not.toBe('orphan');
  });

  it('finds a reworded passage by like words, and ends at whole words', () => {
    const anchor = anchorOf(vietnamese, 'nhấn mạnh rằng hai bên sẽ tiếp tục đối thoại');
    const edited = vietnamese.replace('hai bên sẽ tiếp tục', 'cả hai bên vẫn tiếp tục');
    const found = resolveAnchor(edited, anchor);
    expect(found.state).toBe('changed');
    expect(quoteAt(edited, found)).toBe('nhấn mạnh rằng cả hai bên vẫn tiếp tục đối thoại');
  });

  // Catches passages lost to how a file was made, or told as changed though nobody changed a word.
  it.each([
    [
      'a ligature',
      'The ﬁrst oﬃcial ﬁgures were published',
      'The first official figures were published'
    ],
    [
      'a word parted at a line end',
      'the new infor-\nmation policy was praised',
      'the new information policy was praised'
    ],
    [
      'the older place of a tone mark',
      'lời kêu gọi hòa bình và thủy lợi',
      'lời kêu gọi hoà bình và thuỷ lợi'
    ],
    [
      'a presentation of Hangul',
      '외교부는 대화를 계속한다'.normalize('NFD'),
      '외교부는 대화를 계속한다'
    ]
  ])('does not mind %s', (_, one, other) => {
    const [was, is] = [`Mở đầu. ${one}. Hết.`, `Nay thêm. Mở đầu. ${other}. Hết.`];
    for (const [before, after, words, wanted] of [
      [was, is, one, other],
      [is, was, other, one]
    ] as const) {
      const found = resolveAnchor(after, anchorOf(before, words));
      expect(found.state).toBe('moved');
      expect(quoteAt(after, found)).toBe(wanted);
    }
  });

  it('finds words that lost their diacritics or their case, and says that they changed', () => {
    const anchor = anchorOf(vietnamese, 'hai bên sẽ tiếp tục đối thoại');
    const plain = vietnamese.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    const found = resolveAnchor(plain, anchor);
    expect(found.state).toBe('changed');
    expect(quoteAt(plain, found)).toBe('HAI BEN SE TIEP TUC ĐOI THOAI');
  });

  // Catches a note put on the next sentence because a line of it is like the one that was cut.
  it('orphans a heading that was cut, though what follows has its words', () => {
    const text =
      'It was asked for by many.\n\nAuthentication, encryption\n\nAuthentication and encryption are often mentioned together.';
    const edited = text.replace('Authentication, encryption\n\n', '');
    const anchor = anchorOf(text, 'Authentication, encryption');
    expect(resolveAnchor(edited, anchor).state).toBe('orphan');
    expect(resolveAnchor(`Mới. ${text}`, anchor).state).toBe('moved');
  });

  it('finds the whole of a passage whose first and last words changed, by what stands around it', () => {
    const text =
      'The council met. Yesterday a large crowd gathered outside. Nobody was hurt there.';
    const anchor = anchorOf(text, 'Yesterday a large crowd gathered outside');
    const edited = text.replace('Yesterday', 'On Monday').replace('outside', 'in front of it');
    const found = resolveAnchor(edited, anchor);
    expect(found.state).toBe('changed');
    expect(quoteAt(edited, found)).toBe('On Monday a large crowd gathered in front of it');
  });

  it.each([
    ['a very short one', 'Có.', 'Ông hỏi: “Có thật không?” Bà đáp: “Có.” Rồi họ đi về.'],
    ['one over a block border', 'đi về.\nSáng', 'Rồi họ cùng nhau đi về.\nSáng hôm sau trời mưa.'],
    ['Thai', 'เจรจาต่อไป', 'กระทรวงระบุว่าทั้งสองฝ่ายจะเจรจาต่อไปในวันอังคาร'],
    ['Hebrew with points', 'שָׁלוֹם', 'הוא אמר שָׁלוֹם לכולם והלך הביתה בערב.']
  ])('finds %s after text was put in before it', (_, words, text) => {
    const start = text.lastIndexOf(words);
    const anchor = createAnchor(text, start, start + words.length);
    expect(resolveAnchor(`Tin mới nhất.\n${text}`, anchor)).toMatchObject({
      state: 'moved',
      start: start + 14
    });
  });

  it('tells repeated words apart by what stands around them', () => {
    const text = 'Bà Mai nói không. Ông Tư nói không. Cô Ba nói không.';
    const second = text.indexOf('không', text.indexOf('Tư'));
    const anchor = createAnchor(text, second, second + 'không'.length);
    const edited = `Hôm qua, trước đông đủ bà con: ${text}`;
    expect(resolveAnchor(edited, anchor)).toMatchObject({ state: 'moved', start: second + 31 });
  });

  // Catches a guess: the reader would find the note at words that never were marked.
  it('orphans what two places could equally be', () => {
    const quote = { exact: 'không', prefix: '', suffix: '' };
    expect(resolveAnchor('không, không', quote)).toMatchObject({ state: 'orphan', score: 0 });
  });

  it.each([
    ['its sentence is gone', 'Bộ Ngoại giao cho biết hôm thứ Ba. Hà Nội hoan nghênh.'],
    [
      'only its words occur, elsewhere',
      'Trong bài khác hẳn, có người viết hai bên rồi thôi, chẳng liên quan.'
    ],
    ['the text is empty', '']
  ])('orphans a passage where %s', (_, text) => {
    expect(resolveAnchor(text, anchorOf(vietnamese, 'hai bên')).state).toBe('orphan');
  });

  it('finds a long passage that was changed in its middle, by its two ends', () => {
    const sentences = Array.from(
      { length: 30 },
      (_, n) => `Câu thứ ${n} nói về chuyện số ${n * 7}.`
    );
    const text = `Mở đầu.\n${sentences.join(' ')}\nKết thúc.`;
    const anchor = anchorOf(text, sentences.join(' '));
    const edited = text.replace(sentences[15] ?? '', 'Một câu hoàn toàn khác ở đây.');
    const found = resolveAnchor(edited, anchor);
    expect(found.state).toBe('changed');
    expect(quoteAt(edited, found)).toMatch(/^Câu thứ 0 [\s\S]* chuyện số 203\.$/);
  });

  // Catches folding that loses count of an offset in some script, and a cut grapheme.
  it('finds every passage of any text where it is, and after any insertion before it', () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(texts, texts, fc.nat(), fc.nat(), (text, inserted, from, length) => {
        const units = [...new Intl.Segmenter('und').segment(text)].map(({ index }) => index);
        const start = units[from % units.length] ?? 0;
        const end =
          [...units, text.length].find((index) => index > start + (length % 40)) ?? text.length;
        const anchor = createAnchor(text, start, end);
        expect(resolveAnchor(text, anchor)).toEqual({ state: 'exact', start, end, score: 1 });
        const edited = `${inserted}\n${text}`;
        const found = resolveAnchor(edited, anchor);
        // Very short or repeated words may be lost, but never be found cut or as other words.
        if (found.state === 'moved') {
          const same = (words: string) => foldText(words).text.trim();
          expect(same(quoteAt(edited, found))).toBe(same(anchor.exact));
        }
      }),
      { numRuns: 500 }
    );
  });

  // Catches a passage painted on other words: whatever is edited around it, it is found as it is, or said to be changed.
  it('never calls other words the same, at any edits of the text', () => {
    const words = fc.array(
      fc.constantFrom('cầu', 'sông', 'dài', 'mới', 'người', 'xem', 'hôm', 'nay', 'và', 'đã'),
      {
        minLength: 8,
        maxLength: 60
      }
    );
    fc.assert(
      fc.property(words, words, fc.nat(), fc.nat(), fc.nat(), (text, other, from, length, cut) => {
        const whole = text.join(' ');
        const first = from % text.length;
        const start = text.slice(0, first).join(' ').length + (first > 0 ? 1 : 0);
        const quote = text.slice(first, first + 1 + (length % 6)).join(' ');
        const at = cut % (whole.length + 1);
        const edited = `${whole.slice(0, at)} ${other.join(' ')} ${whole.slice(at + (length % 9))}`;
        const found = resolveAnchor(edited, createAnchor(whole, start, start + quote.length));
        expect(found.start).toBeLessThanOrEqual(found.end);
        if (found.state === 'orphan' || found.state === 'changed') return;
        expect(foldText(quoteAt(edited, found)).text.trim()).toBe(quote);
      }),
      { numRuns: 400, seed: 5 }
    );
  });

  // Catches time and memory that grow with the square of the text: notes are looked for in the main process.
  it('gives up a long quote that is everywhere', () => {
    const text = 'a'.repeat(30_000);
    const quote = { exact: `${'a'.repeat(600)}b`, prefix: '', suffix: '' };
    expect(resolveAnchor(text, quote).state).toBe('orphan');
  }, 10_000);
});
