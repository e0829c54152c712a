import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentSentences } from '../text/sentences';
import { candidatesFor, type LinkedSides } from './candidates';
import type { Link, Span } from './schema';
import type { Side } from './side';
import { otherSide, sideNames } from './side-names';
import { sideOf } from './testing/paragraphs';

const source = sideOf('en', [
  'The new harbour of Quy Nhon opened on July 25, 2025, after three years of work.',
  'Minister Tran Van Ba said that it would serve 340 ships a year, of which 120 come from Japan and Germany.',
  'The old lighthouse was painted white.',
  'Two fishermen disagreed with the minister.',
  'It cost 1.2 million dollars.'
]);
const target = sideOf('vi', [
  'Chi phí xây dựng lên tới 1,2 triệu đô la.',
  'Bến cảng mới của Quy Nhơn mở cửa ngày 25/7/2025 sau ba năm xây dựng.',
  'Bộ trưởng Trần Văn Ba nói cảng sẽ phục vụ 340 tàu mỗi năm. Trong đó 120 tàu đến từ Nhật Bản và Đức.',
  'Hai ngư dân không đồng ý với ông bộ trưởng.'
]);
const pair: LinkedSides = { source, target, verdict: 'translation', links: [] };

const spanOf = (of: Side, words: string): Span => {
  const start = of.text.indexOf(words);
  if (start < 0) throw new Error(words);
  const sentence = segmentSentences(of.text, of.blocks, of.language).find(
    (each) => each.start <= start && start < each.end
  );
  return [sentence?.start ?? 0, sentence?.end ?? 0];
};
const link = (from: string, to: string, state: Link['state']): Link => ({
  id: from,
  source: [spanOf(source, from)],
  target: to === '' ? [] : [spanOf(target, to)],
  confidence: 0.9,
  reasons: [],
  state
});
const textOf = (of: Side, spans: readonly Span[]): string =>
  spans.map(([from, to]) => of.text.slice(from, to)).join(' + ');

/** The candidates as text, best first. */
const asked = (of: LinkedSides, words: string, from: 'source' | 'target' = 'source'): string[] =>
  candidatesFor(of, from, [spanOf(of[from], words)]).map(({ spans }) =>
    textOf(of[otherSide(from)], spans)
  );

describe('candidates', () => {
  // Catches evidence that is not looked at, and an order of text that outweighs it.
  it('put the counterpart first, also where it stands elsewhere, from either side', () => {
    expect(asked(pair, 'It cost')[0]).toBe('Chi phí xây dựng lên tới 1,2 triệu đô la.');
    expect(asked(pair, 'Chi phí', 'target')[0]).toBe('It cost 1.2 million dollars.');
    expect(asked(pair, 'The new harbour')[0]).toMatch(/^Bến cảng mới/u);
    expect(asked(pair, 'Minister')[0]).toBe(
      'Bộ trưởng Trần Văn Ba nói cảng sẽ phục vụ 340 tàu mỗi năm. + Trong đó 120 tàu đến từ Nhật Bản và Đức.'
    );
  });

  // Catches candidates that one may not link with, and those that a person has already refused.
  it('leave out what is confirmed, marked as without counterpart, or rejected', () => {
    const confirmed = link('The new harbour', 'Chi phí', 'confirmed');
    const first = asked({ ...pair, links: [confirmed] }, 'It cost');
    expect(first.join()).not.toContain('Chi phí');
    expect(first.length).toBeGreaterThan(3);
    const alone: Link = { ...confirmed, source: [] };
    expect(asked({ ...pair, links: [alone] }, 'It cost').join()).not.toContain('Chi phí');
    const rejected = link('It cost', 'Chi phí', 'rejected');
    const rest = asked({ ...pair, links: [rejected] }, 'It cost');
    expect(rest).not.toContain('Chi phí xây dựng lên tới 1,2 triệu đô la.');
    expect(rest.join()).toContain('Chi phí xây dựng lên tới 1,2 triệu đô la. + ');
    expect(asked({ ...pair, links: [rejected] }, 'lighthouse').join()).toContain('Chi phí');
  });

  // Catches a list that cannot be told from a sure one where nothing answers, and a guess by lengths alone.
  it('are unsure where nothing speaks for any, and name the reasons where something does', () => {
    const of = (words: string, verdict: LinkedSides['verdict'] = 'translation') =>
      candidatesFor({ ...pair, verdict }, 'source', [spanOf(source, words)])[0];
    expect(of('The new harbour')?.confidence).toBeGreaterThan(0.9);
    expect(of('lighthouse')?.confidence).toBeLessThan(0.5);
    expect(of('lighthouse', 'comparable')).toBeUndefined();
    const kinds = (verdict: LinkedSides['verdict']) =>
      new Set(of('It cost', verdict)?.reasons.map(({ kind }) => kind));
    expect(kinds('translation')).toContain('length');
    expect(kinds('comparable')).not.toContain('length');
    expect(of('It cost', 'comparable')?.reasons).toContainEqual(
      expect.objectContaining({ kind: 'number', value: '1.2 million = 1,2 triệu' })
    );
  });

  // Catches links around that are not asked, or the wrong link of the sentence itself that is.
  it('lean on the links around where the words say nothing', () => {
    const words = (language: string) =>
      sideOf(
        language,
        Array.from(
          { length: 9 },
          (_, index) => `${'xyzuvwpqr'.charAt(index).repeat(4)} ${'m'.repeat(6)}.`
        )
      );
    const plain = { source: words('en'), target: words('de') };
    plain.target.text = plain.target.text.replaceAll(/[a-z]/gu, 'k');
    const at = (of: Side, index: number): Span => {
      const block = of.blocks[index];
      return [block?.start ?? 0, block?.end ?? 0];
    };
    const to = (index: number): Link => ({
      ...link('It cost', '', 'proposed'),
      id: String(index),
      source: [at(plain.source, index)],
      // As many as there are, in order, but the asked one with the last.
      target: [at(plain.target, index === 3 ? 8 : index)],
      state: index === 3 ? 'proposed' : 'confirmed'
    });
    const links = [1, 2, 3, 5].map(to);
    const found = candidatesFor({ ...plain, verdict: 'translation', links }, 'source', [
      at(plain.source, 3)
    ]);
    expect(found[0]?.spans).toEqual([at(plain.target, 3)]);
    expect(found[0]?.reasons).toContainEqual(expect.objectContaining({ kind: 'position' }));
  });

  it('are none where the spans hold no sentence, or the other side has none', () => {
    expect(candidatesFor(pair, 'source', [[0, 0]])).toEqual([]);
    expect(candidatesFor({ ...pair, target: sideOf('vi', ['']) }, 'source', [[0, 40]])).toEqual([]);
  });

  // Catches a run over a confirmed sentence or a gap, a candidate given twice, more than the interface can show.
  it('are few, whole, unlike each other and best first, whatever is linked and asked', () => {
    const sentencesOf = (of: Side): Span[] =>
      segmentSentences(of.text, of.blocks, of.language).map(({ start, end }) => [start, end]);
    const all = { source: sentencesOf(source), target: sentencesOf(target) };
    const some = (of: Span[]) => fc.subarray(of, { minLength: 1, maxLength: 2 });
    const links = fc.array(
      fc.record({
        id: fc.uuid(),
        source: some(all.source),
        target: some(all.target),
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
        reasons: fc.constant<Link['reasons']>([]),
        state: fc.constantFrom('proposed' as const, 'confirmed' as const, 'rejected' as const)
      }),
      { maxLength: 4 }
    );
    const query = fc
      .constantFrom(...sideNames)
      .chain((from) =>
        fc.record({ from: fc.constant(from), spans: fc.subarray(all[from], { minLength: 1 }) })
      );
    const verdict = fc.constantFrom(
      'translation' as const,
      'partial' as const,
      'comparable' as const
    );
    fc.assert(
      fc.property(links, query, verdict, (made, { from, spans }, judged) => {
        const found = candidatesFor({ ...pair, verdict: judged, links: made }, from, spans);
        const other = otherSide(from);
        const held = made
          .filter((each) => each.state === 'confirmed')
          .flatMap((each) => each[other].map(String));
        expect(found.length).toBeLessThanOrEqual(8);
        expect(new Set(found.map((each) => JSON.stringify(each.spans))).size).toBe(found.length);
        for (const { spans: run, confidence } of found) {
          const places = run.map((span) =>
            all[other].findIndex((each) => String(each) === String(span))
          );
          expect(places).toEqual(places.map((_, index) => (places[0] ?? 0) + index));
          expect(run.length).toBeLessThanOrEqual(3);
          expect(run.some((span) => held.includes(String(span)))).toBe(false);
          expect(confidence).toBeLessThanOrEqual(1);
        }
        const sure = found.map(({ confidence }) => confidence);
        expect(sure).toEqual(sure.toSorted((a, b) => b - a));
        expect(sure.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1.001);
      }),
      { numRuns: 60 }
    );
  });
});
