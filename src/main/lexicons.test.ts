import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lexiconFor } from './lexicons';

const folder = fileURLToPath(new URL('../../resources/lexicons/', import.meta.url));

const twice = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);

describe('shipped lexicons', () => {
  // A word given twice loses its first translations without a sound; an empty alternative matches nothing, nor does
  // one that is not composed as texts are, or holds a stray blank.
  it.each(readdirSync(folder))('%s: one entry a line, no word twice, none empty', (name) => {
    const file = readFileSync(folder + name, 'utf8');
    expect(file).toBe(file.normalize('NFC'));
    expect(file.endsWith('\n')).toBe(true);
    const lines = file.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines.length).toBeGreaterThanOrEqual(name === 'en-vi.tsv' ? 4000 : 600);
    const word = String.raw`[^\s,\t]+(?: [^\s,\t]+)*`;
    const form = new RegExp(`^${word}(?:, ${word})*\t${word}(?:, ${word})*$`, 'u');
    expect(lines.filter((line) => !form.test(line))).toEqual([]);
    const rows = lines.map((line) => line.split('\t').map((cell) => cell.split(', ')));
    expect(twice(rows.flatMap(([words]) => words ?? []))).toEqual([]);
    expect(rows.filter(([, translations]) => twice(translations ?? []).length > 0)).toEqual([]);
    const first = rows.map(([words]) => words?.[0]?.toLowerCase() ?? '');
    expect(first.filter((each, index) => index > 0 && each < (first[index - 1] ?? ''))).toEqual([]);
  });

  it('are all loaded', async () => {
    for (const name of readdirSync(folder)) {
      const language = /^en-(\w+)\.tsv$/u.exec(name)?.[1] ?? '';
      expect(Object.keys((await lexiconFor('en', language))?.entries ?? {}).length, name).toBe(
        readFileSync(folder + name, 'utf8').match(/^[^#\n]/gmu)?.length
      );
    }
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
