// Real articles in edited versions: what was annotated in one must be found in the other, or be lost where it was cut.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  editedVersions,
  middles,
  seeded,
  unedited,
  variants,
  withCharacterEdits,
  withoutParagraphs,
  withWordEdits
} from '../../../bench/edited-versions';
import { targetCarrier } from '../version/carry';
import { plainTextArticle } from '../version/testing/plain-text-article';
import { anchorResolver, createAnchor } from './anchor';
import type { AnchorState } from './schema';

const corpora = join('..', 'shared', 'corpora', 'dev');
type Version = ReturnType<typeof editedVersions>[number];
type Find = (span: [number, number]) => { start: number; end: number; state: AnchorState };

const byAnchorAlone = ({ before, after }: Version): Find => {
  const resolve = anchorResolver(after);
  return ([start, end]) => resolve(createAnchor(before, start, end));
};
/** As when a new version comes in: the older text is at hand. */
const alongOlderText = ({ before, after }: Version): Find => {
  const { id: articleId } = plainTextArticle('');
  const carry = targetCarrier({ text: before }, { text: after, normaliserVersion: 1 });
  return ([start, end]) => {
    const anchor = createAnchor(before, start, end);
    const { anchor: found, state } = carry({ articleId, anchor, state: 'exact' });
    return { start: found.start, end: found.end, state };
  };
};

const bare = (text: string): string => text.replace(/\s+/gu, '');

/** Shares of the passages that are still there (`right`, `wrong`), and of those that are gone (`orphaned`). */
function measure(versions: Version[], finder: (version: Version) => Find, edited = false) {
  const counts = { kept: 0, right: 0, wrong: 0, gone: 0, orphaned: 0 };
  for (const version of versions) {
    const find = finder(version);
    for (const { was, is } of version.passages) {
      const { start, end, state } = find(was);
      const orphan = state === 'orphan';
      if (!is) {
        counts.gone += 1;
        counts.orphaned += Number(orphan);
        continue;
      }
      const shared = Math.min(end, is[1]) - Math.max(start, is[0]);
      const whole = Math.max(end, is[1]) - Math.min(start, is[0]);
      const same = bare(version.after.slice(start, end)) === bare(version.before.slice(...was));
      const right = edited ? shared / whole > 0.5 : shared > 0 && same;
      counts.kept += 1;
      counts.right += Number(right && !orphan);
      counts.wrong += Number(!right && !orphan);
    }
  }
  const { kept, right, wrong, gone, orphaned } = counts;
  return { kept, right: right / kept, wrong: wrong / kept, orphaned: gone ? orphaned / gone : 1 };
}

describe.skipIf(!existsSync(corpora))('edited versions of real articles', () => {
  // Catches thresholds that lose passages, or take near repetitions for them. Figures of all corpora: `npm run bench anchor`.
  it.each(variants)('finds sentences and words of them again in %s', (variant) => {
    const versions = editedVersions(corpora, variant, 'ntrex-en-vi').slice(0, 60);
    for (const [least, cut] of [
      [0.995, versions],
      [0.99, versions.map(middles)]
    ] as const) {
      for (const finder of [byAnchorAlone, alongOlderText]) {
        const { kept, right, wrong, orphaned } = measure(cut, finder);
        expect(kept).toBeGreaterThan(800);
        expect(right, finder.name).toBeGreaterThan(least);
        expect(wrong, finder.name).toBeLessThan(0.001);
        expect(orphaned, finder.name).toBeGreaterThan(0.98);
      }
    }
  });

  // Catches an older text that is no help any more: between known neighbours nothing need be lost.
  it('loses none and misplaces none where the older text is at hand', () => {
    for (const corpus of ['handbook-en-zh', 'handbook-en-ja', 'd2l', 'udhr-en-th']) {
      for (const variant of ['drop', 'mix']) {
        const versions = editedVersions(corpora, variant, corpus);
        if (versions.length === 0) continue;
        const { right, wrong } = measure(versions, alongOlderText);
        expect(right, `${corpus} ${variant}`).toBeGreaterThan(0.999);
        expect(wrong).toBe(0);
      }
    }
  });

  it.each([
    [
      '3 % of the letters',
      0.99,
      0.004,
      (v: Version, next: Next) => withCharacterEdits(v, 0.03, next)
    ],
    [
      '10 % of the letters',
      0.98,
      0.004,
      (v: Version, next: Next) => withCharacterEdits(v, 0.1, next)
    ],
    ['one word in five', 0.9, 0.01, (v: Version, next: Next) => withWordEdits(v, 0.2, next)]
  ])('finds reworded sentences: %s', (_, least, most, edit) => {
    const next = seeded(7);
    const originals = unedited(editedVersions(corpora, 'base', 'ntrex-en-vi')).slice(0, 24);
    const versions = originals.map((version) => edit(withoutParagraphs(version, next), next));
    const { right, wrong, orphaned } = measure(versions, byAnchorAlone, true);
    expect(right).toBeGreaterThan(least);
    expect(wrong).toBeLessThan(most);
    expect(orphaned).toBeGreaterThan(0.97);
  });
});

type Next = ReturnType<typeof seeded>;
