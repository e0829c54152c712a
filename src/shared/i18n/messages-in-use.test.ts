// Catches words that no code says any more, and keys that code names and no file has (where the compiler cannot see it).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { messages } from './messages';

/** The code that speaks: all of src but its tests, and the scripts. */
function sourceText(): string {
  const files = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  );
  return files
    .filter((file) => /\.(?:ts|svelte|mjs)$/.test(file) && !/\.test\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

it('every message is said somewhere, and every key named is there', () => {
  const code = sourceText();
  const areas = Object.entries(messages.en).filter(([area]) => area !== 'errors');
  const keys = areas.flatMap(([area, texts]) =>
    Object.keys(texts).map((name) => `${area}.${name}`)
  );
  const whole = new Set(code.match(/(?<=['"`])[a-z]+\.\w+(?=['"`])/g));
  // `library.verdict_${…}` and `common.start_${…}Words` name every key that begins and ends so.
  const composed = [...code.matchAll(/`([a-z]+\.\w+)\$\{[^`}]*\}(\w*)`/g)].map(
    ([, head = '', tail = '']) => ({ head, tail })
  );
  const isComposed = (key: string): boolean =>
    composed.some(({ head, tail }) => key.startsWith(head) && key.endsWith(tail));
  // start.mjs reads the command line's file itself, without the area.
  const bare = new Set(code.match(/(?<=')shell\w+(?=')/g));
  const isBare = (key: string): boolean => bare.has(key.replace(/^cli\./, ''));
  expect(keys.filter((key) => !whole.has(key) && !isComposed(key) && !isBare(key))).toEqual([]);

  expect(composed.filter(({ head }) => !keys.some((key) => key.startsWith(head)))).toEqual([]);
  const missing = [...bare].filter((name) => !keys.includes(`cli.${name}`));
  expect(missing).toEqual([]);
});
