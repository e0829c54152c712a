// What must hold of any two documents, whatever the verdict.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentSentences } from '../text/sentences';
import { alignTexts } from './align';
import { realigned } from './corrections';
import { isDisagreement } from './doubts';
import { verdicts, type Bead, type Link, type Span } from './schema';
import type { Side } from './side';
import { sideOf } from './testing/paragraphs';

const runs = { numRuns: 40 };

const cities = ['Lisbon', 'Havana', 'Oslo', 'Quito', 'Nairobi', 'Riga', 'Tunis'];

/** A story of numbered facts, some denied, some told in two sentences; both languages tell fact n alike. */
function tell(language: string, facts: readonly number[]): string[] {
  return facts.map((fact) => {
    const [city, ships] = [cities[fact % cities.length] ?? '', String(fact * 17 + 200)];
    if (language === 'en') {
      const more = fact % 3 === 0 ? ' It rained in Japan.' : '';
      return `The port of ${city} ${fact % 5 === 0 ? 'did not take' : 'took'} ${ships} ships.${more}`;
    }
    const more = fact % 4 === 0 ? ' Trời mưa ở Nhật Bản.' : '';
    return `Cảng ${city} ${fact % 5 === 0 ? 'không đón' : 'đón'} ${ships} tàu.${more}`;
  });
}

const facts = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 });
const verdict = fc.constantFrom(...verdicts, undefined);
const menu = fc.array(fc.constantFrom('!Home', '!Port of Oslo, 217 ships', '!Nhật Bản'), {
  maxLength: 4
});

function sentencesOf({ text, blocks, language }: Side): Span[] {
  return segmentSentences(text, blocks, language).map(({ start, end }): Span => [start, end]);
}

function confirm(source: Span, target: Span, state: Link['state'] = 'confirmed'): Link {
  return { id: 'hand', source: [source], target: [target], confidence: 1, reasons: [], state };
}

const pick = <T>(list: readonly T[], index: number): T => {
  const chosen = list[index % list.length];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
};

describe('alignTexts, under any verdict', () => {
  // Would catch a sentence linked twice, cut, or lost between a bead and what is left out.
  it('makes beads of whole sentences, each in one bead at most', () => {
    fc.assert(
      fc.property(facts, facts, verdict, (one, other, given) => {
        const sides = {
          source: sideOf('en', tell('en', one)),
          target: sideOf('vi', tell('vi', other))
        };
        const { beads } = alignTexts(sides.source, sides.target, { verdict: given });
        for (const name of ['source', 'target'] as const) {
          const known = sentencesOf(sides[name]).map(String);
          const linked = beads.flatMap((bead) => bead[name]).map(String);
          expect(new Set(linked).size).toBe(linked.length);
          expect(linked.filter((span) => !known.includes(span))).toEqual([]);
          expect(beads.every((bead) => bead[name].length > 0)).toBe(true);
        }
      }),
      runs
    );
  });

  it('says the same twice, and the mirrored for the sides swapped, reasons and all', () => {
    const turned = (value: string | undefined) =>
      value
        ?.split(/ (?=[=≠] )/u)
        .reverse()
        .join(' ');
    const plain = ({ source, target, confidence, reasons }: Bead, swap: boolean) => ({
      source: swap ? target : source,
      target: swap ? source : target,
      confidence,
      reasons: reasons.map(({ kind, weight }) => [kind, weight])
    });
    expect(turned('a')).toBe('a');
    fc.assert(
      fc.property(facts, facts, verdict, (one, other, given) => {
        const [source, target] = [sideOf('en', tell('en', one)), sideOf('vi', tell('vi', other))];
        const there = alignTexts(source, target, { verdict: given });
        expect(alignTexts(source, target, { verdict: given })).toEqual(there);
        const back = alignTexts(target, source, { verdict: given });
        const order = (list: Bead[], swap: boolean) =>
          list
            .map((bead) => plain(bead, swap))
            .sort((a, b) => (a.source[0]?.[0] ?? 0) - (b.source[0]?.[0] ?? 0));
        expect(order(back.beads, true)).toEqual(order(there.beads, false));
        expect([back.verdict, back.evidence]).toEqual([there.verdict, there.evidence]);
        if (given) expect(there.verdict).toBe(given);
      }),
      runs
    );
  });

  // Would catch menus that push hand work aside once an article is read anew with more of the page.
  it('keeps a confirmed link through a new alignment, whatever clutter comes to the page', () => {
    fc.assert(
      fc.property(
        facts,
        facts,
        menu,
        menu,
        verdict,
        fc.nat(),
        (one, other, top, end, given, at) => {
          const source = sideOf('en', [...top, ...tell('en', one), ...end]);
          const target = sideOf('vi', [...end, ...tell('vi', other), ...top]);
          const link = confirm(pick(sentencesOf(source), at), pick(sentencesOf(target), at));
          const alignment = alignTexts(source, target, { locked: [link], verdict: given });
          let count = 0;
          const { links } = realigned([link], alignment.beads, () => `new ${String(count++)}`);
          expect(links).toContainEqual(link);
          const [[from, to]] = [link.source[0] ?? [0, 0]];
          const others = links.filter(({ id }) => id !== link.id).flatMap((each) => each.source);
          expect(others.some(([start, stop]) => start < to && stop > from)).toBe(false);
        }
      ),
      runs
    );
  });

  it('links neither clutter nor what the user rejected', () => {
    fc.assert(
      fc.property(facts, menu, verdict, (one, top, given) => {
        const [source, target] = [
          sideOf('en', [...top, ...tell('en', one)]),
          sideOf('vi', [...top, ...tell('vi', one)])
        ];
        const first = alignTexts(source, target, { verdict: given });
        const locked = first.beads
          .slice(0, 1)
          .map((bead): Link => ({ ...bead, id: 'no', state: 'rejected' }));
        const { beads } = alignTexts(source, target, { verdict: first.verdict, locked });
        const spans = ({ source: s, target: t }: Pick<Bead, 'source' | 'target'>) => String([s, t]);
        for (const bead of beads) expect(locked.map(spans)).not.toContain(spans(bead));
        const menus = source.blocks.filter(({ clutter }) => clutter !== undefined);
        for (const [start] of beads.flatMap((bead) => bead.source)) {
          expect(menus.some((block) => start >= block.start && start < block.end)).toBe(false);
        }
      }),
      runs
    );
  });
});

describe('alignTexts of comparable texts', () => {
  // Would catch two reports linked where they contradict each other.
  it('links no two sentences that are in conflict', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const { beads } = alignTexts(
          sideOf('en', tell('en', one)),
          sideOf('vi', tell('vi', other)),
          {
            verdict: 'comparable'
          }
        );
        expect(beads.flatMap(({ reasons }) => reasons).filter(isDisagreement)).toEqual([]);
      }),
      runs
    );
  });

  const calm = Array.from({ length: 30 }, (_, day) => `On day ${String(day + 3000)} it was calm.`);
  const quiet = Array.from({ length: 30 }, (_, day) => `Trời lặng vào ngày ${String(day + 6000)}.`);
  const reports = (horses: string) => ({
    source: sideOf('en', [
      'Captain Joana Silva left Lisbon with 517 barrels and 63 horses.',
      ...calm,
      'In Havana the Orion burned on 3 March with 24 passengers and 880 crates.'
    ]),
    target: sideOf('vi', [
      'Tại Havana, tàu Orion bốc cháy ngày 3/3 với 24 hành khách và 880 thùng.',
      ...quiet,
      `Thuyền trưởng Joana Silva rời Lisbon với 517 thùng hàng và ${horses} con ngựa.`
    ])
  });
  const linked = (horses: string) => {
    const { source, target } = reports(horses);
    const { beads } = alignTexts(source, target, { verdict: 'comparable' });
    const name = (text: string, [span]: Span[]) =>
      /Joana|Orion/u.exec(text.slice(...(span ?? [0, 0])))?.[0];
    return {
      beads,
      names: beads.map((bead) => [name(source.text, bead.source), name(target.text, bead.target)])
    };
  };

  it('links what two reports both say, crossing, and says why', () => {
    const { beads, names } = linked('63');
    expect(names).toEqual([
      ['Joana', 'Joana'],
      ['Orion', 'Orion']
    ]);
    const reasons = beads.flatMap((bead) => bead.reasons);
    expect(reasons.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['517', '24', 'Orion', 'Lisbon'])
    );
    expect(reasons.map(({ kind }) => kind)).not.toContain('length');
  });

  // One contradicted figure outweighs all that is shared: 63 horses are not 65.
  it('leaves sentences alone of which one contradicts the other', () => {
    expect(linked('65').names).toEqual([['Orion', 'Orion']]);
  });
});
