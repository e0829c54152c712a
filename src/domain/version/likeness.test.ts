// Real articles: edited versions of one are told from different ones.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainTextArticle } from './testing/plain-text-article';
import { likelyVersion, likeness, plainFileName } from './likeness';

const corpora = join('..', 'shared', 'corpora', 'dev');

type Text = Parameters<typeof likeness>[0];

function readAll(corpus: string, variant: string): Map<string, Text> {
  const folder = join(corpora, corpus, variant);
  const texts = new Map<string, Text>();
  for (const document of existsSync(folder) ? readdirSync(folder) : []) {
    for (const side of ['source', 'target']) {
      const text = readFileSync(join(folder, document, `${side}.txt`), 'utf8');
      texts.set(`${document} ${side}`, plainTextArticle(text));
    }
  }
  return texts;
}

describe('likeness', () => {
  it('is 1 for the same words in other paragraphs, 0 for other words', () => {
    const text = 'Một hai ba bốn năm sáu.\nBảy tám chín mười.';
    expect(likeness(plainTextArticle(text), plainTextArticle(text.replace('\n', ' ')))).toBe(1);
    expect(likeness(plainTextArticle(text), plainTextArticle('Một câu khác hẳn ở đây.'))).toBe(0);
    expect(likeness(plainTextArticle(text), plainTextArticle('Hai từ'))).toBe(0);
  });

  it.skipIf(!existsSync(corpora))('tells versions from other articles of the same paper', () => {
    const hits: Record<string, [number, number]> = {};
    let others = 0;
    let wrong = 0;
    for (const corpus of ['ntrex-en-vi', 'd2l-en-vi', 'xquad-en-vi', 'ntrex-en-zh', 'udhr-en-th']) {
      const base = readAll(corpus, 'base');
      for (const variant of ['reflow', 'clutter', 'drop', 'mix', 'partial']) {
        for (const [name, text] of readAll(corpus, variant)) {
          const before = base.get(name);
          if (!before) continue;
          const found = likeness(before, text);
          const [right, all] = (hits[variant] ??= [0, 0]);
          hits[variant] = [right + Number(found >= likelyVersion), all + 1];
        }
      }
      const texts = [...base.values()];
      for (const [at, text] of texts.entries()) {
        for (const other of texts.slice(at + 1, at + 40)) {
          others += 1;
          if (likeness(text, other) >= likelyVersion) wrong += 1;
        }
      }
    }
    for (const variant of ['reflow', 'clutter', 'drop', 'mix']) {
      const [right, all] = hits[variant] ?? [0, 1];
      expect(all).toBeGreaterThan(100);
      // Measured: 516 of 516, the least alike at .56; of 3,884 pairs of different articles none.
      expect(right / all, variant).toBe(1);
    }
    expect(others).toBeGreaterThan(2000);
    expect(wrong / others).toBeLessThan(0.001);
  });
});

// Catches an offer missed because a browser or a person numbered the copy, and names eaten up whole.
it.each([
  ['Cầu mới (2).html', 'cầu mới'],
  ['report-v3.docx', 'report'],
  ['report v2 final.docx', 'report'],
  ['bài viết bản sao.txt', 'bài viết'],
  ['2.txt', '2'],
  ['covid-19-news.txt', 'covid-19-news']
])('plainFileName of %s', (name, plain) => {
  expect(plainFileName(name)).toBe(plain);
});
