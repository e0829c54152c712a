import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffVersions } from './diff';
import type { VersionDiff } from './diff-schema';
import { plainTextArticle } from './testing/plain-text-article';

const compare = (before: string, after: string, language = 'vi'): VersionDiff =>
  diffVersions(plainTextArticle(before, language), plainTextArticle(after, language));

/** A paragraph a line; [-removed-] and {+inserted+}. */
const shown = ({ paragraphs }: VersionDiff): string =>
  paragraphs
    .map(({ parts }) =>
      parts
        .map(({ op, text }) =>
          op === 'same' ? text : op === 'removed' ? `[-${text}-]` : `{+${text}+}`
        )
        .join('')
    )
    .join('\n');

describe('diffVersions', () => {
  it('shows changed words in their paragraph, whole syllables at a time', () => {
    const diff = compare(
      'Cầu mới\nThành phố khánh thành cầu hôm thứ Ba.\nHết.',
      'Cầu mới\nThành phố khánh thành cầu sáng thứ Tư, sớm.\nHết.'
    );
    expect(shown(diff)).toBe(
      'Cầu mới\nThành phố khánh thành cầu [-hôm thứ Ba-]{+sáng thứ Tư, sớm+}.\nHết.'
    );
    expect(diff).toMatchObject({ removed: 3, inserted: 4, changes: 1, rough: false });
  });

  // Catches a language without spaces compared as one word a sentence.
  it.each([
    ['zh', '双方将继续对话。', '双方将停止对话。', '双方将[-继续-]{+停止+}对话。'],
    ['th', 'ทั้งสองฝ่ายจะเจรจาต่อไป', 'ทั้งสองฝ่ายจะประชุมต่อไป', 'ทั้งสองฝ่ายจะ[-เจรจา-]{+ประชุม+}ต่อไป']
  ])('by words of %s', (language, before, after, expected) => {
    expect(shown(compare(before, after, language))).toBe(expected);
  });

  it('shows paragraphs that came, went, were joined and parted', () => {
    expect(shown(compare('Một.\nHai.\nBa.', 'Một.\nBa.\nBốn.'))).toBe(
      'Một.\n[-Hai.-]\nBa.\n{+Bốn.+}'
    );
    expect(shown(compare('Một hai ba bốn.\nNăm sáu bảy.', 'Một hai ba bốn. Năm sáu bảy.'))).toBe(
      'Một hai ba bốn.[-¶ -]{+ +}Năm sáu bảy.'
    );
  });

  it('leaves clutter out', () => {
    const before = plainTextArticle('Một.\nQuảng cáo');
    const after = plainTextArticle('Một.\nTin khác');
    for (const article of [before, after]) {
      const [, teaser] = article.blocks;
      if (teaser) teaser.clutter = 'teaser';
    }
    expect(diffVersions(before, after)).toMatchObject({ changes: 0, removed: 0, inserted: 0 });
  });

  // Catches a readable passage torn to pieces by the few words that two different sentences share.
  it('does not scatter a rewritten sentence', () => {
    const diff = compare(
      'Thủ tướng hôm qua đã bác bỏ hoàn toàn mọi cáo buộc của phe đối lập.',
      'Chiều nay người phát ngôn đã lặng lẽ xác nhận phần lớn của bản báo cáo.'
    );
    expect(diff.changes).toBeLessThanOrEqual(2);
  });

  // Catches words lost or doubled anywhere between comparing, joining and laying out.
  it('holds exactly the words of both versions', () => {
    const text = fc.array(fc.stringMatching(/^[abc ]{0,12}[abc]$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one, other].map((lines) => lines.join('\n')) as [string, string];
        const { paragraphs } = compare(before, after);
        const side = (without: string): string =>
          paragraphs
            .flatMap(({ parts }) => parts)
            .filter(({ op }) => op !== without)
            .map((part) => part.text.replace('¶', ''))
            .join('')
            .replace(/\s/g, '');
        expect(side('inserted')).toBe(before.replace(/\s/g, ''));
        expect(side('removed')).toBe(after.replace(/\s/g, ''));
      }),
      { numRuns: 400 }
    );
  });

  it('ends in time for two long texts that have nothing in common', () => {
    const words = (seed: number): string =>
      Array.from({ length: 60_000 }, (_, at) => `w${(at * seed) % 30_011}`).join(' ');
    const started = process.cpuUsage();
    const diff = compare(words(7), words(13), 'en');
    expect(diff.rough).toBe(true);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(20_000);
  }, 30_000);
});
