// A pair as large as a book in a real library: 2 × 10,000 paragraphs of made-up Vietnamese and English, some 24,000
// links as the aligner stores them, 2,000 highlights. Beside it the same pair without highlights.
import { createAnchor } from '@domain/anchor/anchor';
import { highlightColours } from '@domain/annotation/colours';
import { noteFromPlainText } from '@domain/annotation/note';
import type { Operation } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { Link, LinkReason, Pair, Span } from '@domain/align/schema';
import type { Block, ParsedArticle } from '@domain/article/schema';
import { segmentSentences } from '@domain/text/sentences';
import {
  annotationIdSchema,
  operationIdSchema,
  pairIdSchema,
  type AnnotationId,
  type ArticleId
} from '@domain/ids';
import { openLibrary } from '../src/main/library/open-library';
import { seeded } from './edited-versions';

export const paragraphCount = 10_000;
export const highlightCount = 2_000;
const at = '2026-11-26T08:00:00.000Z';

type Random = (below: number) => number;

const onsets = 'b c ch d đ g h kh l m n ng nh ph qu r s t th tr v x'.split(' ');
const rimes = (
  'a á à ả ã ạ an án àn ạn anh ánh ành ao áo ào at ạt ăn ắn ằn ăng ắng ặng âm ấm ầm ân ấn ần âu ấu ầu ay ấy ậy e é ' +
  'en ẹn ê ế ề ên ến ền êu ều i í ì iên iến iền iệt inh ính ình o ó ò on ón ong óng òng ô ố ồ ộ ôn ốn ồn ông ống ' +
  'ồng ơ ớ ờ ơn ớn ời u ú ù ung úng ùng uôn uốn uồng ư ứ ừ ữ ự ưa ứa ương ướng ường ước ược y ý yên'
).split(' ');
const stems =
  'bridge river council water minister market harvest teacher village province report measure signal border harbour engine rain north winter morning promise budget question letter station window number evening people company'.split(
    ' '
  );
const endings = ['', 's', 'ed', 'ing', 'ly', 'er', 'al', 'ment'];
const small = 'the of and to in that for on with as by at from it was were has have will not'.split(
  ' '
);

const pick = <T>(list: readonly T[], random: Random): T =>
  list[Math.floor(random(list.length))] as T;

const syllable = (random: Random): string => pick(onsets, random) + pick(rimes, random);
const englishWord = (random: Random): string =>
  random(1) < 0.4 ? pick(small, random) : pick(stems, random) + pick(endings, random);

function sentence(word: (random: Random) => string, length: number, random: Random): string {
  let words = word(random);
  words = words.charAt(0).toUpperCase() + words.slice(1);
  while (words.length < length) words += ` ${word(random)}`;
  if (random(1) < 0.15) words += ` ${Math.floor(random(900) + 100)}`;
  return `${words}.`;
}

interface Side {
  article: ParsedArticle;
  /** By paragraph. */
  sentences: Span[][];
}

/** Paragraphs of one to three sentences, a hundred letters in the mean; every fortieth is a heading. */
function side(language: 'vi' | 'en', title: string, seed: number): Side {
  const random = seeded(seed);
  const word = language === 'vi' ? syllable : englishWord;
  const blocks: Block[] = [];
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < paragraphCount; index += 1) {
    const heading = index % 40 === 0;
    const count = heading ? 1 : 1 + Math.floor(random(3));
    const length = heading ? 30 : (62 + random(78)) / count;
    const text =
      index === 0
        ? title
        : Array.from({ length: count }, () => sentence(word, length, random)).join(' ');
    const end = start + text.length;
    blocks.push({
      kind: heading ? 'heading' : 'paragraph',
      start,
      end,
      ...(heading ? { level: index === 0 ? 1 : 2 } : {})
    });
    parts.push(text);
    start = end + 1;
  }
  const text = parts.join('\n');
  const sentences: Span[][] = blocks.map(() => []);
  for (const { block, start: from, end } of segmentSentences(text, blocks, language)) {
    sentences[block]?.push([from, end]);
  }
  const article = {
    title,
    language,
    charset: 'utf-8',
    normaliserVersion: 1,
    text,
    blocks,
    marks: []
  };
  return { article, sentences };
}

const reasons: LinkReason[] = [
  { kind: 'length', weight: 0.8 },
  { kind: 'word', value: 'cầu = bridge', weight: 2.1, origin: 'dictionary' },
  { kind: 'name', value: 'Hà Nội = Hanoi', weight: 3.4, origin: 'names' },
  { kind: 'number', value: '1.2', weight: 2.7 },
  { kind: 'position', weight: 0.3 }
];

/** Sentence by sentence within each paragraph, what is over on one side in the last; a paragraph in thirty unlinked. */
function linksOf(source: Side, target: Side): Link[] {
  const random = seeded(5);
  const links: Link[] = [];
  for (const [index, own] of source.sentences.entries()) {
    const other = target.sentences[index] ?? [];
    if (random(1) < 1 / 30) continue;
    const count = Math.min(own.length, other.length);
    for (let nth = 0; nth < count; nth += 1) {
      const last = nth === count - 1;
      const conflict = random(1) < 0.004;
      links.push({
        id: `l${links.length}`,
        source: last ? own.slice(nth) : own.slice(nth, nth + 1),
        target: last ? other.slice(nth) : other.slice(nth, nth + 1),
        confidence: Math.round((random(1) < 0.03 ? 0.6 : 0.93 + random(0.07)) * 1000) / 1000,
        reasons: [
          ...reasons.filter(() => random(1) < 0.5),
          ...(conflict ? [{ kind: 'number' as const, value: '36 ≠ 63', weight: -4 }] : [])
        ],
        state: random(1) < 0.05 ? 'confirmed' : 'proposed'
      });
    }
  }
  return links;
}

/** Anywhere, of any length up to 400 letters; a third overlaps an earlier one, one in twenty runs over paragraphs. */
function highlights(articles: readonly { id: ArticleId; text: string }[]): Annotation[] {
  const random = seeded(11);
  const starts: number[] = [];
  return Array.from({ length: highlightCount }, (_, nth): Annotation => {
    const article = articles[nth % 2] as { id: ArticleId; text: string };
    const free = Math.floor(random(article.text.length - 3000));
    const beside = starts[nth - 2 * Math.ceil(random(nth / 2))];
    const start = beside !== undefined && random(1) < 0.33 ? beside + Math.floor(random(30)) : free;
    starts[nth] = start;
    const length = random(1) < 0.05 ? 400 + random(1600) : 12 + random(388);
    const end = Math.min(article.text.length, start + Math.floor(length));
    return {
      id: annotationId(nth),
      targets: [
        { articleId: article.id, anchor: createAnchor(article.text, start, end), state: 'exact' }
      ],
      colour: highlightColours[nth % highlightColours.length] ?? 'yellow',
      tags: nth % 7 === 0 ? ['sông', 'cầu'] : [],
      note:
        nth % 2 === 0
          ? noteFromPlainText(`Ghi chú ${nth}: ${article.text.slice(start, start + 40)}`)
          : null,
      author: 'Lan',
      created: new Date(Date.parse(at) + nth * 1000).toISOString(),
      modified: at
    };
  });
}

const annotationId = (nth: number): AnnotationId =>
  annotationIdSchema.parse(`00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`);

export const titles = { marked: 'A large pair with highlights', bare: 'A large pair without' };

/** Puts both pairs into a new library in the folder. Returns the words of one, for a plain page of the same. */
export async function writeLargeLibrary(
  folder: string
): Promise<{ source: ParsedArticle; target: ParsedArticle; links: Link[] }> {
  const library = await openLibrary(folder, { clock: { now: () => new Date(at) }, create: true });
  const apply = async (operations: Operation[]): Promise<void> => {
    for (let from = 0; from < operations.length; from += 500) {
      await library.apply(operations.slice(from, from + 500));
    }
  };
  const common = () => ({
    operationId: operationIdSchema.parse(crypto.randomUUID()),
    baseRevision: 0,
    at
  });
  let written: Awaited<ReturnType<typeof writeLargeLibrary>> | undefined;
  for (const [nth, name] of (['bare', 'marked'] as const).entries()) {
    const source = side('vi', titles[name], 1 + nth);
    const target = side('en', `${titles[name]}, in English`, 3 + nth);
    const add = ({ article }: Side) =>
      library.addArticle(article, {
        name: `${article.title}.txt`,
        bytes: Buffer.from(article.text)
      });
    const { id: sourceId } = await add(source);
    const { id: targetId } = await add(target);
    const links = linksOf(source, target);
    const pair: Pair = {
      format: 'diptych-pair/1',
      id: pairIdSchema.parse(crypto.randomUUID()),
      sourceId,
      targetId,
      verdict: 'translation',
      evidence: 0.9,
      alignerVersion: 1,
      links,
      created: at,
      modified: at
    };
    await apply([{ ...common(), entity: 'pair', id: pair.id, value: pair }]);
    if (name === 'bare') continue;
    const annotations = highlights([
      { id: sourceId, text: source.article.text },
      { id: targetId, text: target.article.text }
    ]);
    await apply(
      annotations.map((value) => ({ ...common(), entity: 'annotation', id: value.id, value }))
    );
    written = { source: source.article, target: target.article, links };
  }
  await library.fold();
  await library.close();
  if (!written) throw new Error('nothing was written');
  return written;
}
