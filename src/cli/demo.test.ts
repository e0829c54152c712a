// Catches a demonstration that quotes what the sample no longer says, adds its notes twice, or makes a PDF
// without them.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notePlainText } from '@domain/annotation/note';
import { annotationSchema } from '@domain/annotation/schema';
import { createTranslator } from '@shared/i18n/translator';
import { interfaceLanguages } from '@shared/settings';
import { appPaths } from '../main/app-paths';
import { article } from '../main/jobs/worker/export/testing/fixtures';
import { bare, readPdf } from '../main/jobs/worker/export/testing/read-back';
import { runDemo } from './demo';
import { demoAnnotations } from './demo-annotations';

const { resources, jobs, fonts } = appPaths();
const sample = (language: string, file: string): ReturnType<typeof article> =>
  article(
    language,
    readFileSync(join(resources, 'samples/translation', file), 'utf8')
      .trim()
      .split(/\n+/)
  );
const source = sample('en', 'lac-giang.en.txt');
const target = sample('vi', 'lac-giang.vi.txt');

describe.each(interfaceLanguages)('annotations of the demonstration in %s', (language) => {
  const made = demoAnnotations(source, target, createTranslator(language), '2026-01-01T00:00:00Z');

  it('are valid, each with an id of its own, and stand on both sides', () => {
    for (const annotation of made) annotationSchema.parse(annotation);
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
    const sides = made.map(({ targets }) => targets.map(({ articleId }) => articleId));
    expect(sides).toContainEqual([source.id]);
    expect(sides).toContainEqual([target.id]);
    expect(sides).toContainEqual([source.id, target.id]);
  });

  it('have statements whose counterparts exist, and notes with emphasis and a list', () => {
    const counterparts = made.flatMap(({ statement }) => statement?.counterpart ?? []);
    expect(counterparts.length).toBeGreaterThan(0);
    expect(made.map(({ id }) => String(id))).toEqual(expect.arrayContaining(counterparts));
    const notes = JSON.stringify(made.map(({ note }) => note));
    for (const part of ['bulletList', 'bold', 'italic']) expect(notes).toContain(`"${part}"`);
    expect(notes).not.toMatch(/\*|demo\./);
  });
});

// What the build makes; `npm test` builds first.
const built = existsSync(join(jobs, 'worker.js')) && existsSync(fonts);

describe.skipIf(!built)('the demonstration (skipped where out/ is not built)', () => {
  let out: string;
  beforeEach(() => {
    out = mkdtempSync(join(tmpdir(), 'diptych-demo-'));
  });
  afterEach(() => {
    rmSync(out, { recursive: true, force: true });
  });

  it('makes a library and a PDF with every highlight and note, and twice the same', async () => {
    const lines: string[] = [];
    const options = { out, language: 'vi' as const, print: (line: string) => lines.push(line) };
    const report = await runDemo(options);
    expect(lines).toHaveLength(5);
    expect(lines.join('\n')).toContain(report.file);

    const read = await readPdf(readFileSync(report.file));
    expect(read.highlights).toHaveLength(report.highlights);
    const expected = demoAnnotations(
      source,
      target,
      createTranslator('vi'),
      '2026-01-01T00:00:00Z'
    );
    expect(report.annotations).toBe(expected.length);
    for (const { id, targets, note } of expected) {
      const text = read.highlights
        .filter(({ name }) => name.startsWith(id))
        .map((part) => part.text);
      const whole = targets.map(({ anchor }) => anchor.exact).join('');
      expect(bare(text.join('')), id).toBe(bare(whole));
      const first = read.highlights.find(({ name }) => name === id);
      expect(first?.contents).toBe(notePlainText(note));
    }
    expect(read.text.join(' ')).toContain('Phó Chủ tịch tỉnh');
    expect(read.attachments.has('annotations.jsonld')).toBe(true);

    const again = await runDemo(options);
    expect(again).toMatchObject({ pairId: report.pairId, annotations: report.annotations });
  });
});
