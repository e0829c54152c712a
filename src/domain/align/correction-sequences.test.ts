// Corrections one after the other, taken back, done again, and the aligner run around them in between.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentSentences } from '../text/sentences';
import { alignTexts } from './align';
import {
  confirmLinks,
  linkByHand,
  mergeLinks,
  proposedUpTo,
  realigned,
  splitLink,
  unlink
} from './corrections';
import { isLive, verdicts, type Link, type Span, type Verdict } from './schema';
import type { Side } from './side';
import { sideNames } from './side-names';
import { sideOf } from './testing/paragraphs';

const source = sideOf('en', [
  'Harbour opens after three years',
  'The new harbour of Quy Nhon opened on July 25, 2025, after three years of work. It cost 1.2 million dollars.',
  'Minister Tran Van Ba said that the harbour would serve 340 ships a year. Two fishermen disagreed.',
  'The old lighthouse was painted white.',
  'Ships from Japan and Germany will come in September.'
]);
const target = sideOf('vi', [
  'Bến cảng mở cửa sau ba năm',
  'Bến cảng mới của Quy Nhơn mở cửa ngày 25/7/2025 sau ba năm xây dựng. Chi phí là 1,2 triệu đô la.',
  'Bộ trưởng Trần Văn Ba nói bến cảng sẽ phục vụ 340 tàu mỗi năm. Hai ngư dân không đồng ý.',
  'Tàu từ Nhật Bản và Đức sẽ đến vào tháng 9.'
]);
const spansOf = ({ text, blocks, language }: Side): Span[] =>
  segmentSentences(text, blocks, language).map(({ start, end }) => [start, end]);
const sentences = { source: spansOf(source), target: spansOf(target) };

/** What is shown and stored; undo keeps whole lists, as the app does. */
interface Work {
  links: readonly Link[];
  undone: (readonly Link[])[];
  done: (readonly Link[])[];
}
type Act = (links: readonly Link[], id: () => string) => Link[];
interface Step {
  name: string;
  run: (work: Work, id: () => string) => Work;
}

const acted = (name: string, act: Act): Step => ({
  name,
  run: ({ links, done }, id) => ({ links: act(links, id), done: [...done, links], undone: [] })
});
const undo: Step = {
  name: 'undo',
  run: (work) => {
    const before = work.done.at(-1);
    if (!before) return work;
    return { links: before, done: work.done.slice(0, -1), undone: [...work.undone, work.links] };
  }
};
const redo: Step = {
  name: 'redo',
  run: (work) => {
    const after = work.undone.at(-1);
    if (!after) return work;
    return { links: after, done: [...work.done, work.links], undone: work.undone.slice(0, -1) };
  }
};

const handWork = (links: readonly Link[]): Link[] =>
  links.filter(({ state }) => state !== 'proposed');
const sidesOf = ({ source: from, target: to }: Link): string => JSON.stringify([from, to]);

/** The aligner itself, around what was said. */
function rerun(links: readonly Link[], verdict: Verdict | undefined, id: () => string): Link[] {
  const locked = handWork(links);
  const { beads } = alignTexts(source, target, { locked, ...(verdict && { verdict }) });
  const { links: next, added, removed } = realigned(links, beads, id);

  expect(handWork(next)).toEqual(locked);
  const rejected = locked.filter(({ state }) => state === 'rejected').map(sidesOf);
  for (const link of next.filter(({ state }) => state === 'proposed')) {
    expect(rejected).not.toContain(sidesOf(link));
  }
  const gone = new Set(removed.map((link) => link.id));
  const expected = [...links.filter((link) => !gone.has(link.id)), ...added].map((link) => link.id);
  expect(next.map((link) => link.id).sort()).toEqual(expected.sort());
  // What is known already is not told as new.
  const again = realigned(next, beads, id);
  expect([again.added, again.removed]).toEqual([[], []]);
  expect(again.links).toEqual(next);
  return next;
}

const pick = (links: readonly Link[], n: number): string => links[n % links.length]?.id ?? '';
const chosen = fc
  .tuple(
    fc.subarray(sentences.source, { maxLength: 3 }),
    fc.subarray(sentences.target, { maxLength: 3 })
  )
  .filter(([from, to]) => from.length + to.length > 0);
const step: fc.Arbitrary<Step> = fc.oneof(
  chosen.map(([from, to]) =>
    acted('link', (links, id) => linkByHand(links, { source: from, target: to }, id()))
  ),
  fc.nat().map((n) => acted('unlink', (links) => unlink(links, pick(links, n)))),
  fc.nat().map((n) => acted('confirm', (links) => confirmLinks(links, new Set([pick(links, n)])))),
  fc
    .nat(source.text.length)
    .map((offset) => acted('to here', (links) => confirmLinks(links, proposedUpTo(links, offset)))),
  fc
    .tuple(fc.nat(), fc.nat())
    .map(([n, m]) =>
      acted('merge', (links, id) => mergeLinks(links, [pick(links, n), pick(links, m)], id()))
    ),
  fc
    .tuple(fc.nat(), fc.nat(2), fc.nat(2))
    .map(([n, from, to]) =>
      acted('split', (links, id) =>
        splitLink(links, pick(links, n), { source: from, target: to }, [id(), id()])
      )
    ),
  fc
    .option(fc.constantFrom(...verdicts), { nil: undefined })
    .map((verdict) => acted('re-run', (links, id) => rerun(links, verdict, id))),
  fc.constantFrom(undo, redo)
);

function expectWhole(links: readonly Link[]): void {
  const standing = links.filter(({ state }) => state !== 'rejected');
  for (const name of sideNames) {
    const starts = standing.flatMap((link) => link[name].map(([start]) => start));
    expect(new Set(starts).size).toBe(starts.length);
  }
  expect(new Set(links.map(({ id }) => id)).size).toBe(links.length);
  for (const link of standing) {
    expect(isLive(link) || link.state === 'confirmed').toBe(true);
  }
}

describe('a sequence of corrections', () => {
  // Catches an act that changes what undo gives back, a re-run that touches hand work or proposes what was refused,
  // sentences in two links, and a preview that tells other changes than it makes.
  it('keeps hand work through every re-run, and comes back step by step', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        let count = 0;
        const id = (): string => `n${String(count++)}`;
        let work: Work = { links: rerun([], undefined, id), done: [], undone: [] };
        const first = structuredClone(work.links);
        const seen = [structuredClone(work)];
        for (const each of steps) {
          work = each.run(work, id);
          expectWhole(work.links);
          seen.push(structuredClone(work));
        }
        // No step changed what an earlier one had left.
        expect(work).toEqual(seen.at(-1));
        const last = work.links;
        const depth = work.done.length;
        for (let back = 0; back < depth; back += 1) work = undo.run(work, id);
        expect(work.links).toEqual(first);
        for (let forth = 0; forth < depth; forth += 1) work = redo.run(work, id);
        expect(work.links).toEqual(last);
        expect(work.undone).toEqual(seen.at(-1)?.undone);
      }),
      { numRuns: 120 }
    );
  });

  // Catches a bead over a sentence that a person linked elsewhere, however the links cross.
  it('lets links by hand cross, and the aligner keeps clear of them', () => {
    const [a, b] = [sentences.source[0], sentences.target.at(-1)];
    if (!a || !b) throw new Error('no sentences');
    const crossed = linkByHand(
      rerun([], undefined, () => crypto.randomUUID()),
      { source: [a], target: [b] },
      'x'
    );
    for (const verdict of [undefined, ...verdicts]) {
      const next = rerun(crossed, verdict, () => crypto.randomUUID());
      expectWhole(next);
      expect(next.find((link) => link.id === 'x')).toMatchObject({ source: [a], target: [b] });
    }
  });
});
