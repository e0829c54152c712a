// Articles and pairs for tests, built from words alone.
import { NORMALISER_VERSION } from '@domain/text/normalise';
import type { Link, Pair, Span } from '@domain/align/schema';
import type { Article, Block, Mark } from '@domain/article/schema';
import type { ArticleId, PairId } from '@domain/ids';

type Draft = string | ({ text: string } & Partial<Omit<Block, 'start' | 'end'>>);

/** An article of the given blocks; plain strings are paragraphs. */
export function makeArticle(
  language: string,
  drafts: readonly Draft[],
  marks: readonly Mark[] = []
): Article {
  let text = '';
  const blocks: Block[] = [];
  for (const draft of drafts) {
    const {
      text: words,
      kind = 'paragraph',
      ...rest
    } = typeof draft === 'string' ? { text: draft } : draft;
    if (blocks.length > 0) text += '\n';
    blocks.push({ kind, ...rest, start: text.length, end: text.length + words.length });
    text += words;
  }
  return {
    format: 'diptych-article/1',
    id: crypto.randomUUID() as ArticleId,
    title: typeof drafts[0] === 'string' ? drafts[0] : (drafts[0]?.text ?? ''),
    language,
    charset: 'utf-8',
    normaliserVersion: NORMALISER_VERSION,
    text,
    blocks,
    marks: [...marks],
    original: {
      name: `${language}.txt`,
      extension: 'txt',
      byteLength: text.length,
      sha256: '0'.repeat(64)
    },
    imported: '2026-01-01T00:00:00.000Z'
  };
}

/** The span of `words` in the article. Throws where they are not in it. */
export function spanOf(article: Article, words: string): Span {
  const start = article.text.indexOf(words);
  if (start < 0) throw new Error(`not in the article: ${words}`);
  return [start, start + words.length];
}

/** A pair with a link for each couple of passages. */
export function makePair(
  source: Article,
  target: Article,
  links: readonly { source: Span; target: Span; state?: Link['state']; confidence?: number }[]
): Pair {
  return {
    format: 'diptych-pair/1',
    id: crypto.randomUUID() as PairId,
    sourceId: source.id,
    targetId: target.id,
    verdict: 'translation',
    evidence: 0.9,
    alignerVersion: 1,
    links: links.map((link, index) => ({
      id: String(index),
      source: [link.source],
      target: [link.target],
      confidence: link.confidence ?? 0.8,
      reasons: [],
      state: link.state ?? 'proposed'
    })),
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z'
  };
}
