// The alignment of a pair as a table: every sentence of both articles, answered or not.
import type { Pair } from '../align/schema';
import type { Article } from '../article/schema';
import type { TableRows } from './csv';
import { linkedSentences, unlinkedSentences } from './linked-sentences';

const heading = [
  'row',
  'source',
  'target',
  'link',
  'confidence',
  'source_language',
  'target_language',
  'source_file',
  'source_sha256',
  'target_file',
  'target_sha256'
];

interface Line {
  source: string;
  target: string;
  link: string;
  confidence: string;
}

/**
 * One row a link in the source's order; sentences without counterpart stand where they stand in their own article,
 * with the other cell empty. `link` is proposed, confirmed or none. Column names are the same in every language.
 */
export function alignmentTable(
  pair: Pair,
  [source, target]: readonly [Article, Article]
): TableRows {
  const linked = linkedSentences(pair, source, target);
  const free = {
    source: unlinkedSentences(
      source,
      linked.flatMap(({ link }) => link.source)
    ),
    target: unlinkedSentences(
      target,
      linked.flatMap(({ link }) => link.target)
    )
  };
  const lines: Line[] = [];
  const none = { source: '', target: '', link: 'none', confidence: '' };
  const at = { source: 0, target: 0 };
  const flush = (side: 'source' | 'target', before: number): void => {
    for (; (free[side][at[side]]?.start ?? Infinity) < before; at[side] += 1) {
      lines.push({ ...none, [side]: free[side][at[side]]?.words ?? '' });
    }
  };
  for (const { link, source: words, target: answer } of linked) {
    flush('source', link.source[0]?.[0] ?? 0);
    flush('target', link.target[0]?.[0] ?? 0);
    const confidence = link.confidence.toFixed(3);
    lines.push({ source: words, target: answer, link: link.state, confidence });
  }
  flush('source', Infinity);
  flush('target', Infinity);
  const origin = [
    source.language,
    target.language,
    source.original.name,
    source.original.sha256,
    target.original.name,
    target.original.sha256
  ];
  const rows = lines.map((line, index) => [
    index + 1,
    line.source,
    line.target,
    line.link,
    line.confidence,
    ...origin
  ]);
  return [heading, ...rows];
}
