// What of real saved pages is taken for the article, against what a person marked in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { articleBody } from '@domain/article/body';
import { parseArticle } from './parse-article';
import { scoreBodies } from './test-fixtures/shingles';

const folder = join(import.meta.dirname, '../../../../../shared/corpora/html-articles');

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
      const bodies = [];
      for (const name of names) {
        const gold = readFileSync(join(folder, 'gold', name.replace(/\.html$/, '.txt')), 'utf8');
        bodies.push({ gold, kept: await bodyOf(name) });
      }
      const { recall, f1 } = scoreBodies(bodies);
      expect(recall).toBeGreaterThan(0.98);
      expect(f1).toBeGreaterThan(0.975);
    });
  }
);
