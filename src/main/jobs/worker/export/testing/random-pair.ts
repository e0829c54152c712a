// Generated pairs of any size, the same for the same seed. For tests and the bench.
import { highlightColours } from '@domain/annotation/colours';
import type { Annotation } from '@domain/annotation/schema';
import type { Pair } from '@domain/align/schema';
import type { Article } from '@domain/article/schema';
import { graphemeBorderAfter, graphemeBorderBefore } from '@domain/anchor/borders';
import { annotation, article, pairOf } from './fixtures';

/** What the sentences of one side are made of. */
export interface Tongue {
  language: string;
  words: readonly string[];
  /** Between words. */
  space: string;
}

export const english: Tongue = {
  language: 'en',
  words:
    'the river gauge office flood affair difficult first minister said that officials will confirm a village report after Tet AVATO fjord “quoted” (aside) 1,234.5'.split(
      ' '
    ),
  space: ' '
};
export const vietnamese: Tongue = {
  language: 'vi',
  words:
    'trận lũ đã làm hư hại nhiều ngôi nhà ở tỉnh Lạc Giang, theo ông Nguyễn Văn Thọ; người dân sẽ được hỗ trợ “ngay” 4.700 đồng Ế Ổ Ẫ ượng'.split(
      ' '
    ),
  space: ' '
};

const longWord =
  'https://example.org/long_address_that_no_column_can_hold_in_one_line_of_its_width?ever=true';

/** Random numbers in [0, 1), repeatable (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class Chance {
  readonly random: () => number;
  constructor(seed: number) {
    this.random = generator(seed);
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.random() * end);
  }

  pick<T>(list: readonly T[], fallback: T): T {
    return list[this.below(list.length)] ?? fallback;
  }

  /** About 300 characters, from 200 to 400; now and then with a word that no line can hold. */
  sentence({ words, space }: Tongue): string {
    const length = 200 + this.below(200);
    let text = this.pick(words, '');
    while (text.length < length) text += space + this.pick(words, '');
    return this.random() < 0.03 && space !== '' ? `${text} ${longWord}.` : `${text}.`;
  }
}

/** Stretches of bold, italic and linked text, one in three blocks, some over each other. */
function marksOf({ blocks }: Article, chance: Chance): Article['marks'] {
  return blocks.slice(1).flatMap(({ start, end }): Article['marks'] => {
    if (chance.random() > 0.34) return [];
    const from = start + chance.below((end - start) / 2);
    const mark = { start: from, end: from + 10 + chance.below(60) };
    const kind = chance.pick(['bold', 'italic', 'link'] as const, 'bold');
    if (kind === 'link') return [{ ...mark, kind, href: 'https://example.org/' }];
    return chance.random() < 0.5
      ? [{ ...mark, kind }]
      : [
          { ...mark, kind },
          { kind: 'italic', start: from + 5, end: from + 40 }
        ];
  });
}

/** Where a highlight lies: any stretch, one right after the last, one character, a whole paragraph, or over several. */
function stretch({ text, blocks }: Article, last: number, chance: Chance): [number, number] {
  const kind = chance.random();
  if (kind < 0.05) {
    const block = chance.pick(blocks.slice(1), undefined);
    if (block) return [block.start, block.end];
  }
  const length = kind < 0.1 ? 900 : kind < 0.15 ? 1 : 5 + chance.below(120);
  const end = text.length - length;
  const start = kind < 0.25 && last < end ? last : chance.below(Math.max(1, end));
  const within: [number, number] = [
    graphemeBorderBefore(text, start),
    graphemeBorderAfter(text, Math.min(text.length, start + length))
  ];
  return text.slice(...within).trim() === '' ? [start, Math.min(text.length, start + 40)] : within;
}

/** `paragraphs` a side and `count` highlights, a half of them with notes. */
export function randomPair(
  seed: number,
  paragraphs: number,
  count: number,
  tongues: readonly [Tongue, Tongue] = [english, vietnamese]
): { articles: [Article, Article]; pair: Pair; annotations: Annotation[] } {
  const chance = new Chance(seed);
  const make = (tongue: Tongue): Article => {
    const texts = Array.from({ length: paragraphs + 1 }, (_, n) =>
      n === 0 ? tongue.words.slice(0, 3).join(tongue.space) : chance.sentence(tongue)
    );
    const made = article(tongue.language, texts);
    return { ...made, marks: marksOf(made, chance) };
  };
  const articles: [Article, Article] = [make(tongues[0]), make(tongues[1])];
  let last = 0;
  const annotations = Array.from({ length: count }, (_, n) => {
    const side = chance.pick(articles, articles[0]);
    const [start, end] = stretch(side, last, chance);
    last = end;
    const made = annotation(`${seed}-${n}`, [[side, side.text.slice(start, end)]], {
      colour: chance.pick(highlightColours, 'yellow'),
      ...(n % 2 === 0 ? { note: `Note ${n}: ${chance.sentence(tongues[1]).slice(0, 90)}` } : {}),
      tags: n % 3 === 0 ? ['tag'] : [],
      author: n % 5 === 0 ? 'Trần Đức (b)' : 'Nguyễn Thu Lan'
    });
    const [target] = made.targets;
    if (target) Object.assign(target.anchor, { start, end });
    return made;
  });
  return { articles, pair: pairOf(...articles), annotations };
}
