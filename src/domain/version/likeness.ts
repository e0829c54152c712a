// Whether a file is another version of an article: how much of its running text is the same.
import type { Article } from '../article/schema';
import { fold } from '../text/fold';

/** Two texts at least this alike are versions of one; see the test for what was measured. */
export const likelyVersion = 0.3;

/** Words, and single letters of scripts that write no spaces. */
const tokens =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}]+/gu;
const shingleLength = 4;
/** Of longer texts the beginning decides. */
const longest = 200_000;

type Text = Pick<Article, 'text' | 'blocks'>;

/** Share of the shorter text's runs of four words that stand in the other too, 0…1. Clutter does not count. */
export function likeness(one: Text, other: Text): number {
  const [fewer, more] = [shingles(one), shingles(other)].sort((a, b) => a.size - b.size) as [
    Set<string>,
    Set<string>
  ];
  if (fewer.size === 0) return 0;
  let shared = 0;
  for (const shingle of fewer) if (more.has(shingle)) shared += 1;
  return shared / fewer.size;
}

function shingles({ text, blocks }: Text): Set<string> {
  const own = blocks.filter(({ clutter }) => clutter === undefined);
  const body = own.map(({ start, end }) => text.slice(start, end)).join('\n');
  const words = fold(body.slice(0, longest)).match(tokens) ?? [];
  const found = new Set<string>();
  for (let at = 0; at + shingleLength <= words.length; at += 1) {
    found.add(words.slice(at, at + shingleLength).join(' '));
  }
  return found;
}

/** Endings that copies and drafts of a file get: ` (2)`, `-v3`, ` copy`, `_final`, ` bản sao`. */
const copyEnding = /[\s._-]*(?:\(\d{1,3}\)|[\s._-]v?\d{1,2}|copy|final|bản sao|bản cuối)$/iu;

/** A file's name without what tells one copy of it from another. */
export function plainFileName(name: string): string {
  let plain = name.normalize('NFC').toLowerCase();
  plain = plain.replace(/\.[a-z0-9]{1,10}$/u, '');
  for (let before = ''; before !== plain;) {
    before = plain;
    plain = plain.replace(copyEnding, '');
  }
  return plain === '' ? name.toLowerCase() : plain;
}
