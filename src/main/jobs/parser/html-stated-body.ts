// An article's text as its page states it in structured data (schema.org articleBody), held against the page's blocks.
import { textWeight } from '@domain/text/measure';
import type { HtmlBlock } from './html-blocks';

const word = /[\p{L}\p{N}]+/gu;
const run = 4;
const likely = 0.6;

export interface StatedBody {
  /** Per block whether its words stand in the stated text. */
  matched: boolean[];
  /** The first and the last block of running text that does. */
  first: number;
  last: number;
  /** Share of the stated text that stands on the page. */
  covered: number;
}

/** Null where the statement is another text than the page shows, or too short to tell. */
export function matchStatedBody(
  blocks: readonly HtmlBlock[],
  statement: string
): StatedBody | null {
  const stated = runsOf(statement);
  if (stated.size < 20) return null;
  const found = new Set<string>();
  const matched = blocks.map(({ text }) => {
    const own = [...runsOf(text)];
    const hits = own.filter((words) => stated.has(words));
    if (own.length === 0 || hits.length < likely * own.length) return false;
    for (const words of hits) found.add(words);
    return true;
  });
  const running = blocks.flatMap(({ text }, index) =>
    matched[index] && textWeight(text) >= 60 ? [index] : []
  );
  const covered = found.size / stated.size;
  if (covered < 0.6 || running.length === 0) return null;
  return { matched, first: running[0] ?? 0, last: running.at(-1) ?? 0, covered };
}

/** Runs of four words; of fewer words all as one. */
function runsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(word) ?? [];
  const runs = new Set<string>();
  if (words.length === 0) return runs;
  for (let at = 0; at < Math.max(1, words.length - run + 1); at += 1) {
    runs.add(words.slice(at, at + run).join(' '));
  }
  return runs;
}
