import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainTextBlocks } from '../article/plain-text';
import { alignTexts } from './align';
import type { Alignment, Link, Span } from './schema';
import type { Side } from './side';
import { sideOf } from './testing/paragraphs';

const english = [
  'Harbour opens after three years',
  'The new harbour of Quy Nhon opened on July 25, 2025, after three years of work. It cost 1.2 million dollars.',
  'Minister Tran Van Ba said that the harbour would serve 340 ships a year. Two fishermen disagreed.',
  'The old lighthouse was painted white.',
  'Ships from Japan and Germany will come in September.'
];
const vietnamese = [
  'Bến cảng mở cửa sau ba năm',
  'Bến cảng mới của Quy Nhơn mở cửa ngày 25/7/2025 sau ba năm xây dựng. Chi phí là 1,2 triệu đô la.',
  'Bộ trưởng Trần Văn Ba nói bến cảng sẽ phục vụ 340 tàu mỗi năm. Hai ngư dân không đồng ý.',
  'Tàu từ Nhật Bản và Đức sẽ đến vào tháng 9.'
];

/** Linked sentences as text, `source | target`. */
function texts(alignment: Alignment, source: Side, target: Side): string[] {
  const words = (of: Side, spans: Span[]) =>
    spans.map(([from, to]) => of.text.slice(from, to)).join(' + ');
  return alignment.beads.map(
    (bead) => `${words(source, bead.source)} | ${words(target, bead.target)}`
  );
}

function link(source: Side, target: Side, from: string, to: string, state: Link['state']): Link {
  const span = (of: Side, words: string): Span => {
    const start = of.text.indexOf(words);
    return [start, start + words.length];
  };
  return {
    id: `${from} ${to}`,
    source: [span(source, from)],
    target: [span(target, to)],
    confidence: 1,
    reasons: [],
    state
  };
}

const [en, vi] = [sideOf('en', english), sideOf('vi', vietnamese)];

describe('alignTexts', () => {
  it('links a translation sentence by sentence and leaves out what the other side lacks', () => {
    const alignment = alignTexts(en, vi);
    expect(alignment.verdict).toBe('translation');
    expect(texts(alignment, en, vi)).toEqual([
      'Harbour opens after three years | Bến cảng mở cửa sau ba năm',
      'The new harbour of Quy Nhon opened on July 25, 2025, after three years of work. | Bến cảng mới của Quy Nhơn mở cửa ngày 25/7/2025 sau ba năm xây dựng.',
      'It cost 1.2 million dollars. | Chi phí là 1,2 triệu đô la.',
      'Minister Tran Van Ba said that the harbour would serve 340 ships a year. | Bộ trưởng Trần Văn Ba nói bến cảng sẽ phục vụ 340 tàu mỗi năm.',
      'Two fishermen disagreed. | Hai ngư dân không đồng ý.',
      'Ships from Japan and Germany will come in September. | Tàu từ Nhật Bản và Đức sẽ đến vào tháng 9.'
    ]);
  });

  it('says why: figures by value, dates, names folded, countries', () => {
    const { beads } = alignTexts(en, vi);
    const reasons = beads.flatMap((bead) =>
      bead.reasons.map(({ kind, value }) => `${kind} ${value ?? ''}`)
    );
    expect(reasons).toContain('number 1.2 million = 1,2 triệu');
    expect(reasons).toContain('date July = 25/7/2025');
    expect(reasons).toContain('number 340');
    expect(reasons).toContain('name Quy Nhon = Quy Nhơn');
    expect(reasons).toContain('name Germany = Đức');
    for (const { reasons: own } of beads) {
      const shared = own.filter(({ value }) => value !== undefined).map(({ weight }) => weight);
      expect(shared).toEqual([...shared].sort((a, b) => b - a));
    }
  });

  it('joins sentences that one sentence of the other side says', () => {
    const source = sideOf('en', [
      'One harbour.',
      'It opened on 25 July with 340 ships. Then 1,700 guests ate in Berlin.',
      'The end came.'
    ]);
    const target = sideOf('vi', [
      'Một bến cảng.',
      'Bến mở ngày 25/7 với 340 tàu, rồi 1.700 khách ăn ở Berlin.',
      'Kết thúc đã đến.'
    ]);
    expect(texts(alignTexts(source, target), source, target)).toContain(
      'It opened on 25 July with 340 ships. + Then 1,700 guests ate in Berlin. | Bến mở ngày 25/7 với 340 tàu, rồi 1.700 khách ăn ở Berlin.'
    );
  });

  it('joins up to four sentences that one says', () => {
    const source = sideOf('en', [
      ...english,
      'Three captains came from Lisbon. They loaded 517 barrels. They paid 63,000 euros. They sailed for Havana.'
    ]);
    const target = sideOf('vi', [
      ...vietnamese,
      'Ba thuyền trưởng đến từ Lisbon bốc 517 thùng hàng, trả 63.000 euro rồi lên đường đi Havana.'
    ]);
    expect(texts(alignTexts(source, target), source, target)).toContain(
      'Three captains came from Lisbon. + They loaded 517 barrels. + They paid 63,000 euros. + They sailed for Havana. | Ba thuyền trưởng đến từ Lisbon bốc 517 thùng hàng, trả 63.000 euro rồi lên đường đi Havana.'
    );
  });

  it('calls different stories comparable and links nothing', () => {
    const other = sideOf('vi', [
      'Giá cà phê giảm mạnh',
      'Nông dân ở Đắk Lắk cho biết giá cà phê giảm 15% trong tháng 3. Họ chờ mưa.',
      'Các nhà rang xay ở Ý mua ít hơn vì kho còn đầy.',
      'Chuyên gia Lê Thị Hoa dự báo giá sẽ tăng lại vào năm 2027.'
    ]);
    expect(alignTexts(en, other)).toMatchObject({ verdict: 'comparable', beads: [] });
  });

  it('links no clutter, however alike it is', () => {
    const menu = '!Harbour of Quy Nhon, July 25, 2025: 340 ships';
    const [source, target] = [
      sideOf('en', [menu, ...english]),
      sideOf('vi', [menu, ...vietnamese])
    ];
    const { beads } = alignTexts(source, target);
    expect(beads).toHaveLength(6);
    for (const { source: spans } of beads)
      expect(Math.min(...spans.flat())).toBeGreaterThan(menu.length - 1);
  });

  it('keeps what the user confirmed and never brings back what they rejected', () => {
    const confirmed = link(
      en,
      vi,
      'Two fishermen disagreed.',
      'Tàu từ Nhật Bản và Đức sẽ đến vào tháng 9.',
      'confirmed'
    );
    const rejected = link(
      en,
      vi,
      'It cost 1.2 million dollars.',
      'Chi phí là 1,2 triệu đô la.',
      'rejected'
    );
    const got = texts(alignTexts(en, vi, { locked: [confirmed, rejected] }), en, vi);
    expect(got.join('\n')).not.toMatch(/fishermen|Nhật Bản|\$|It cost[^|+]*\| Chi phí/u);
    expect(got.some((bead) => bead.includes('340 ships'))).toBe(true);
  });

  it.each([
    ['', ''],
    ['', 'Một câu.'],
    ['A sentence.', ''],
    ['...', '…'],
    ['\u2028', 'x']
  ])('does not stumble over %j and %j', (one, other) => {
    const { beads, verdict } = alignTexts(sideOf('en', [one]), sideOf('vi', [other]));
    expect(beads).toEqual([]);
    expect(verdict).toBe('comparable');
  });
});

/** Documents of up to 12 sentences from a pool, each side lacking some. */
const pool = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });
const made = (language: string, numbers: number[]) =>
  sideOf(
    language,
    numbers.map((number) =>
      language === 'en'
        ? `Port ${String(number)} took ${String(number * 17)} ships${number % 3 === 0 ? '. It rained' : ''}.`
        : `Cảng ${String(number)} đón ${String(number * 17)} tàu${number % 5 === 0 ? '. Trời mưa' : ''}.`
    )
  );

describe('alignTexts on any documents', () => {
  // Would catch a reader seeing other links for having opened the translation first.
  it('gives the same beads swapped for the sides swapped', () => {
    fc.assert(
      fc.property(pool, pool, (one, other) => {
        const [source, target] = [made('en', one), made('vi', other)];
        const there = alignTexts(source, target);
        const back = alignTexts(target, source);
        expect(back.beads.map((bead) => [bead.target, bead.source, bead.confidence])).toEqual(
          there.beads.map((bead) => [bead.source, bead.target, bead.confidence])
        );
        expect(back.evidence).toBe(there.evidence);
      }),
      { numRuns: 60 }
    );
  });

  it('never links a sentence twice nor crosses links', () => {
    fc.assert(
      fc.property(pool, pool, (one, other) => {
        const { beads } = alignTexts(made('en', one), made('vi', other));
        for (const spans of [
          beads.flatMap((bead) => bead.source),
          beads.flatMap((bead) => bead.target)
        ]) {
          const flat = spans.flat();
          expect(flat).toEqual([...flat].sort((a, b) => a - b));
        }
      }),
      { numRuns: 60 }
    );
  });

  // Would catch a re-run that moves hand work, or links across it.
  it('links around confirmed links, and neither over nor across them', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), {
      minLength: 6,
      maxLength: 14
    });
    fc.assert(
      fc.property(numbers, fc.nat(13), fc.nat(13), (all, one, other) => {
        const [source, target] = [made('en', all), made('vi', all)];
        const [from, to] = [source.blocks[one % all.length], target.blocks[other % all.length]];
        if (!from || !to) throw new Error('no block');
        const confirmed: Link = {
          id: 'x',
          source: [[from.start, from.end]],
          target: [[to.start, to.end]],
          confidence: 0,
          reasons: [],
          state: 'confirmed'
        };
        for (const bead of alignTexts(source, target, { locked: [confirmed] }).beads) {
          const before = bead.source.every(([, end]) => end <= from.start);
          const after = bead.source.every(([start]) => start >= from.end);
          expect(before || after).toBe(true);
          expect(
            bead.target.every(([start, end]) => (before ? end <= to.start : start >= to.end))
          ).toBe(true);
        }
      }),
      { numRuns: 60 }
    );
  });

  // Would catch a corridor that loses the path where a long part is missing on one side.
  it('finds its way through long texts with a long part missing', () => {
    const numbers = Array.from({ length: 700 }, (_, index) => 1000 + index * 7);
    const [source, target] = [
      made('en', numbers),
      made(
        'vi',
        numbers.filter((_, index) => index < 200 || index >= 330)
      )
    ];
    const { beads } = alignTexts(source, target);
    const right = beads.filter(({ source: [from], target: [to] }) => {
      const number = (of: Side, span?: Span) =>
        /\d+/u.exec(of.text.slice(...(span ?? [0, 0])))?.[0];
      return number(source, from) === number(target, to);
    });
    expect(right.length).toBeGreaterThan(560);
    expect(right.length / beads.length).toBeGreaterThan(0.98);
  });
});

const seeds = ['000_a093653b43277145.txt', '004_b299efa9cbc59ef1.txt'].map(
  (name) => new URL(`../../../../shared/seeds/${name}`, import.meta.url)
);

describe.skipIf(!seeds.every((url) => existsSync(url)))(
  'the two seed articles (skipped where ../shared/seeds is absent)',
  () => {
    it('are comparable: nothing is linked', () => {
      const [source, target] = seeds.map((url, index): Side => {
        const text = readFileSync(url, 'utf8');
        return { text, language: index === 0 ? 'en' : 'vi', blocks: plainTextBlocks(text) };
      });
      if (!source || !target) throw new Error('two seeds');
      expect(alignTexts(source, target)).toMatchObject({ verdict: 'comparable', beads: [] });
    });
  }
);
