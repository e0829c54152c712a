import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../article/schema';
import { segmentSentences } from './sentences';

const paragraph = (text: string): Block[] => [{ kind: 'paragraph', start: 0, end: text.length }];

/** `|` in the rows stands where one sentence ends and the next begins. */
const rows: [language: string, text: string][] = [
  ['en', 'He came. |She left! |Why? |Because.'],
  ['en', 'Mr. Smith met Dr. Jones and Gen. Lee of St. Louis. |They talked.'],
  ['en', 'J. K. Rowling and George W. Bush met in the U.S. Senate. |It rained.'],
  ['en', 'He lives in the U.S. |The house is old.'],
  ['en', 'Fruit, e.g. Apples, i.e. Good ones, etc. are sold.'],
  ['en', 'Apple Inc. Chairman Levinson spoke. |Shares of Apple Inc. |The rest fell.'],
  ['en', 'See No. 5 Seed and Fig. 3 Above. |Then stop.'],
  ['en', 'The talks began at 7 p.m. Friday. |They ended at 9 p.m. |Reporters waited.'],
  ['en', 'It happened in 2014. |25 people died. |3.5 million paid 1.25 dollars.'],
  ['en', '“Stop!” he said. |“Go.” |She went.'],
  ['en', 'He said: "Is it so?" and left. |"It is." |Nobody asked.'],
  ['en', 'It ended in 1990.[5] |The next year (see www.example.com/a.b?c=D for more) began.'],
  ['en', '1. The first point. |2. The second point.'],
  ['en', 'Article 5. The parties agree.'],
  ['en', 'I was … Well… |Then I left.'],
  ['vi', 'GS.TS. Nguyễn Văn A gặp PGS.TS. Trần B và ThS. Lê C. |Họ trao đổi.'],
  ['vi', 'Ông P. Tuấn đến Tp. Hồ Chí Minh và TP. Đà Nẵng. |Ông nói.'],
  ['vi', 'Trụ sở ở TP.HCM. |Tình hình ổn định.'],
  ['vi', 'Doanh thu đạt 1.234,5 tỷ đồng trong quý I/2025. |Lợi nhuận tăng.'],
  ['vi', 'Hội nghị họp ngày 25.7.2025 tại Hà Nội. |Ngày 26.7 bế mạc.'],
  ['vi', 'Anh ấy đã đến… |Rồi đi. |“Hết…” |Và rồi thôi.'],
  ['vi', 'Gồm gạo, ngô, v.v. |Các mặt hàng khác giảm.'],
  ['vi', '“Đi đâu?” bà hỏi. |“Không biết.” |Bà im lặng.'],
  ['vi', 'Điều 1. Phạm vi điều chỉnh. |Điều này có hiệu lực.'],
  ['vi', 'a) Khoản thứ nhất. |b) Khoản thứ hai.'],
  ['de', 'Am 3. Oktober kam Dr. Meyer, z.B. Herr K. war da. |Es regnete.'],
  ['fr', 'M. Dupont a vu Mme Durand. |Il est parti.'],
  ['zh', '他说：“好。”|然后走了。|（完。）'],
  ['ja', '「はい。」と言った。|次へ。'],
  [
    'th',
    'ท่าเรือแห่งใหม่ของเมืองเปิดให้บริการอย่างเป็นทางการเมื่อวันศุกร์ที่ผ่านมาหลังจากก่อสร้างมานานกว่าสามปีเต็มตามแผน |รัฐมนตรีกล่าวขอบคุณคนงาน'
  ],
  [
    'th',
    'ท่าเรือแห่งใหม่ของเมืองเปิดให้บริการอย่างเป็นทางการเมื่อวันศุกร์ที่ผ่านมาหลังจากก่อสร้างโดยบริษัท Copenhagen Malmo Port |รัฐมนตรีกล่าวขอบคุณคนงาน ซึ่งทำงานหนัก'
  ],
  [
    'en',
    'The harbour that the people of the town have always called by its old and rather beautiful name of ท่าเรือ opened.'
  ],
  ['th', 'ข้าว ปลา ผัก Google ผลไม้'],
  ['und', 'One. |Two.'],
  ['not a tag', 'One. |Two.']
];

describe('segmentSentences', () => {
  it.each(rows)('%s: %s', (language, marked) => {
    const text = marked.replaceAll('|', '');
    const got = segmentSentences(text, paragraph(text), language);
    expect(got.map(({ start, end }) => text.slice(start, end))).toEqual(
      marked.split('|').map((sentence) => sentence.trim())
    );
  });

  // Would catch offsets counted from the block instead of the text, and clutter handed to the aligner.
  it('counts offsets in the whole text and leaves clutter out', () => {
    const text = 'Title\nShare this. Now.\nOne. Two.';
    const segments = segmentSentences(
      text,
      [
        { kind: 'heading', level: 1, start: 0, end: 5 },
        { kind: 'paragraph', start: 6, end: 22, clutter: 'share' },
        { kind: 'paragraph', start: 23, end: 32 }
      ],
      'en'
    );
    expect(segments).toEqual([
      { start: 0, end: 5, block: 0 },
      { start: 23, end: 27, block: 2 },
      { start: 28, end: 32, block: 2 }
    ]);
  });

  // Would catch a sentence lost or counted twice, whatever punctuation comes together.
  it('puts every character that is no space into exactly one segment', () => {
    const bits = fc.constantFrom(
      'A',
      'a',
      'ở',
      '.',
      '…',
      '?',
      '!',
      ' ',
      '"',
      '”',
      '(',
      '[1]',
      '5',
      '。',
      '「',
      'Mr',
      '\u2028',
      '😀'
    );
    fc.assert(
      fc.property(
        fc.array(bits, { maxLength: 60 }),
        fc.constantFrom('en', 'vi', 'ja', 'de'),
        (parts, language) => {
          const text = parts.join('');
          let from = 0;
          for (const { start, end } of segmentSentences(text, paragraph(text), language)) {
            expect(text.slice(from, start).trim()).toBe('');
            expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
            expect(end).toBeGreaterThan(start);
            from = end;
          }
          expect(text.slice(from).trim()).toBe('');
        }
      )
    );
  });

  // Catches time that grows with the square of a word's length: lists are drawn from this in the main process.
  it('cuts a word of any length in time', () => {
    const text = `${'a'.repeat(300_000)} end. 2 more.`;
    expect(segmentSentences(text, paragraph(text), 'en')).toHaveLength(2);
  }, 10_000);
});
