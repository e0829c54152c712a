// Generated pairs of any size, the same for the same seed. For tests and the bench.
import type { Annotation } from '@domain/annotation/schema';
import { highlightColours } from '@domain/annotation/colours';
import type { Article } from '@domain/article/schema';
import type { Pair } from '@domain/align/schema';
import { annotation, article, pairOf } from './fixtures';

const english =
  'the river gauge office flood affair difficult first minister said that officials will confirm a village report after Tet AVATO fjord “quoted” (aside) 1,234.5'.split(
    ' '
  );
const vietnamese =
  'trận lũ đã làm hư hại nhiều ngôi nhà ở tỉnh Lạc Giang, theo ông Nguyễn Văn Thọ; người dân sẽ được hỗ trợ “ngay” 4.700 đồng Ế Ổ Ẫ ượng'.split(
    ' '
  );

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

/** `paragraphs` a side and `count` highlights, a half of them with notes, one in twenty over several paragraphs. */
export function randomPair(
  seed: number,
  paragraphs: number,
  count: number
): { articles: [Article, Article]; pair: Pair; annotations: Annotation[] } {
  const random = generator(seed);
  const pick = <T>(list: readonly T[], fallback: T): T =>
    list[Math.floor(random() * list.length)] ?? fallback;
  const sentence = (words: string[]): string =>
    Array.from({ length: 25 + Math.floor(random() * 60) }, () => pick(words, '')).join(' ') +
    (random() < 0.03 ? ` ${longWord}.` : '.');
  const make = (language: string, words: string[]): Article =>
    article(
      language,
      Array.from({ length: paragraphs + 1 }, (_, n) =>
        n === 0 ? `Title ${language} ${seed}` : sentence(words)
      )
    );
  const articles: [Article, Article] = [make('en', english), make('vi', vietnamese)];
  const annotations = Array.from({ length: count }, (_, n) => {
    const side = pick(articles, articles[0]);
    const length = random() < 0.05 ? 900 : 5 + Math.floor(random() * 120);
    const start = Math.floor(random() * (side.text.length - length));
    const made = annotation(`${seed}-${n}`, [[side, side.text.slice(start, start + length)]], {
      colour: pick(highlightColours, 'yellow'),
      ...(n % 2 === 0 ? { note: `Note ${n}: ${sentence(vietnamese).slice(0, 90)}` } : {}),
      tags: n % 3 === 0 ? ['tag'] : []
    });
    const [target] = made.targets;
    if (target) Object.assign(target.anchor, { start, end: start + length });
    return made;
  });
  return { articles, pair: pairOf(...articles), annotations };
}
