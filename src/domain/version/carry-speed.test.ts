import { expect, it } from 'vitest';
import { createAnchor } from '../anchor/anchor';
import { targetCarrier } from './carry';
import { plainTextArticle } from './testing/plain-text-article';

/** Sentences of made-up words, some frequent and most rare, the same at each run. */
function sentences(): () => string {
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const letters = 'aăâbcdđeêghiklmnoôơpqrstuưvxy';
  const words = Array.from({ length: 6000 }, () =>
    Array.from({ length: 2 + next(6) }, () => letters[next(letters.length)] ?? '').join('')
  );
  const word = (): string => words[Math.floor(6000 ** ((next(1000) + 1) / 1000)) - 1] ?? '';
  return () => `${Array.from({ length: 20 }, word).join(' ')}.`;
}

// Catches search that goes through the whole text for each note: a person waits for this when a version comes in.
it(
  'carries a thousand annotations in a text of a million letters in about a second',
  { timeout: 30_000 },
  () => {
    const sentence = sentences();
    const paragraphs: string[] = [];
    for (let length = 0; length < 1_000_000; length += paragraphs.at(-1)?.length ?? 0) {
      paragraphs.push(Array.from({ length: 4 }, sentence).join(' '));
    }
    const before = plainTextArticle(paragraphs.join('\n'));
    // Each second paragraph edited in its middle, each twentieth gone, one put in at the beginning.
    const later = paragraphs.flatMap((paragraph, at) => {
      if (at % 20 === 7) return [];
      return [
        at % 2 === 0 ? paragraph.replace(/(\S+) (\S+) (\S+)\. /, 'chữ khác $3. ') : paragraph
      ];
    });
    const after = plainTextArticle(['Một đoạn mới.', ...later].join('\n'));
    const targets = Array.from({ length: 1000 }, (_, at) => {
      const start = Math.floor((before.text.length / 1000) * at);
      const anchor = createAnchor(before.text, start, start + 60 + (at % 90));
      return { articleId: before.id, anchor, state: 'exact' as const };
    });
    const started = process.cpuUsage();
    const carry = targetCarrier(before, after);
    const states = targets.map((target) => carry(target).state);
    const took = process.cpuUsage(started).user / 1000;
    const count = (state: string): number => states.filter((each) => each === state).length;
    expect(count('moved')).toBeGreaterThan(700);
    expect(count('changed')).toBeGreaterThan(30);
    expect(count('orphan')).toBeGreaterThan(20);
    // Milliseconds of a processor's time: the machine may be busy with other things.
    expect(took).toBeLessThan(5_000);
  }
);
