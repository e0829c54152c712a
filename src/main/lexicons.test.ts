import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lexiconFor } from './lexicons';

const folder = fileURLToPath(new URL('../../resources/lexicons/', import.meta.url));

describe('shipped lexicons', () => {
  // A word given twice loses its first translations without a sound; an empty alternative matches nothing.
  it.each(readdirSync(folder))('%s: one entry a line, none twice, none empty', (name) => {
    const lines = readFileSync(folder + name, 'utf8')
      .trim()
      .split('\n')
      .slice(1, -1);
    const entries = lines.map((line) => /^ {2}"([^"]+)": "([^"]+)",?$/u.exec(line));
    expect(lines.filter((_, index) => !entries[index])).toEqual([]);
    const keys = entries.map((entry) => entry?.[1] ?? '');
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const cells = entries.flatMap((entry) => [
      ...(entry?.[1]?.split(',') ?? []),
      ...(entry?.[2]?.split(',') ?? [])
    ]);
    expect(cells.filter((cell) => cell.trim() === '')).toEqual([]);
  });

  it('meets in English, in either order and whatever the region', async () => {
    const lexicon = await lexiconFor('vi', 'fr-CA');
    expect(lexicon).toBe(await lexiconFor('fr', 'vi-VN'));
    expect(lexicon?.languages).toEqual(['fr', 'vi']);
    expect(lexicon?.entries['gouvernement']).toContain('chính phủ');
    expect((await lexiconFor('en', 'vi'))?.languages).toEqual(['en', 'vi']);
  });

  it('has none where one language is not among them', async () => {
    expect(await lexiconFor('vi', 'fi')).toBeUndefined();
    expect(await lexiconFor('en', 'fi')).toBeUndefined();
  });
});
