// What of real saved pages is taken for the article, against what a person marked in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { articleBody } from '@domain/article/body';
import { parseArticle } from './parse-article';

const folder = join(import.meta.dirname, '../../../../../shared/corpora/html-articles');

/** Runs of four words with how often each occurs; for shorter texts all words as one. */
function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - 3) && words.length > 0; at += 1) {
    const run = words.slice(at, at + 4).join(' ');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

const sum = (counts: Iterable<number>): number =>
  [...counts].reduce((total, count) => total + count, 0);

async function bodyOf(name: string): Promise<string> {
  const { article } = await parseArticle(name, readFileSync(join(folder, 'html', name)));
  return articleBody(article);
}

describe.skipIf(!existsSync(folder))(
  '58 saved pages (skipped where ../shared/corpora is absent)',
  () => {
    // Would catch: paragraphs folded away with the page's menus, or menus and related headlines left in the text.
    it('keep their articles and lose the page around them', async () => {
      const names = readdirSync(join(folder, 'html'));
      let precision = 0;
      let recall = 0;
      for (const name of names) {
        const gold = shingles(
          readFileSync(join(folder, 'gold', name.replace(/\.html$/, '.txt')), 'utf8')
        );
        const kept = shingles(await bodyOf(name));
        const both = sum([...gold].map(([run, count]) => Math.min(count, kept.get(run) ?? 0)));
        precision += both / Math.max(1, sum(kept.values())) / names.length;
        recall += both / Math.max(1, sum(gold.values())) / names.length;
      }
      expect(recall).toBeGreaterThan(0.98);
      expect((2 * precision * recall) / (precision + recall)).toBeGreaterThan(0.975);
    });
  }
);
