import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { annotation, article, pairOf } from '../../main/jobs/worker/export/testing/fixtures';
import { writeTsv } from './tsv';
import { writeXliff12, writeXliff21 } from './xliff';

const made = { tool: '0.1.0', date: '2026-03-14T09:26:53.000Z' };
const source = article('en', ['Title', 'Fish & <chips>', 'Two.', 'Left out.']);
const target = article('vi', ['Tên', 'Cá “rán” & khoai', 'Hai.']);
const whole = pairOf(source, target);
const pair = {
  ...whole,
  links: whole.links.map((link, index) =>
    index === 0 ? { ...link, state: 'confirmed' as const } : link
  )
};
const note = annotation('n', [[source, 'chips']], { note: 'Sai & thiếu <từ>' });

const parse = (xml: string): Document =>
  new DOMParser().parseFromString(xml, 'text/xml') as unknown as Document;
const words = (unit: Element, name: string): string | null =>
  unit.querySelector(name)?.textContent ?? null;

describe('a translation in work', () => {
  // Catches sentences lost or out of order, an answer that is taken for final, and notes on the wrong sentence.
  it('holds every sentence of the source with its answer, in XLIFF 1.2', () => {
    const { text, units, notes } = writeXliff12(pair, [source, target], [note], made);
    expect([units, notes]).toEqual([4, 1]);
    const read = [...parse(text).querySelectorAll('trans-unit')].map((unit) => [
      words(unit, 'source'),
      words(unit, 'target'),
      unit.getAttribute('approved'),
      words(unit, 'note')
    ]);
    expect(read).toEqual([
      ['Title', 'Tên', 'yes', null],
      ['Fish & <chips>', 'Cá “rán” & khoai', 'no', '“chips”\nSai & thiếu <từ>\n– Nguyễn Thu Lan'],
      ['Two.', 'Hai.', 'no', null],
      ['Left out.', null, null, null]
    ]);
  });

  it('holds the same in XLIFF 2.1, each unit under an id of its own', () => {
    const { text, units, notes } = writeXliff21(pair, [source, target], [note]);
    expect([units, notes]).toEqual([4, 1]);
    const list = [...parse(text).querySelectorAll('unit')];
    expect(new Set(list.map(({ id }) => id)).size).toBe(4);
    expect(list.map((unit) => unit.querySelector('segment')?.getAttribute('state'))).toEqual([
      'final',
      'translated',
      'translated',
      'initial'
    ]);
    expect(list.map((unit) => words(unit, 'target'))).toEqual([
      'Tên',
      'Cá “rán” & khoai',
      'Hai.',
      null
    ]);
  });

  const toolkit = spawnSync('xliff2po', ['--version']).error === undefined;
  it.skipIf(!toolkit)('is read by translate-toolkit (needs xliff2po)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'diptych-xliff-'));
    try {
      const file = join(folder, 'x.xlf');
      writeFileSync(file, writeXliff12(pair, [source, target], [note], made).text);
      expect(spawnSync('xliff2po', [file, join(folder, 'x.po')]).status).toBe(0);
      const read = readFileSync(join(folder, 'x.po'), 'utf8');
      expect(read).toContain('msgid "Fish & <chips>"\nmsgstr "Cá “rán” & khoai"');
      expect(read).toContain('msgid "Left out."\nmsgstr ""');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const xmllint = spawnSync('xmllint', ['--version']).error === undefined;
  // Catches a character that makes the file unreadable as a whole.
  it.skipIf(!xmllint)('is well-formed whatever the words are (needs xmllint)', () => {
    const unit = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(unit, unit, (one, other) => {
        const [a, b] = [article('en', [`x${one}`]), article('vi', [`x${other}`])];
        const noted = annotation('n', [[a, 'x']], { note: other });
        for (const { text } of [
          writeXliff12(pairOf(a, b), [a, b], [noted], made),
          writeXliff21(pairOf(a, b), [a, b], [noted])
        ]) {
          const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '-'], {
            input: text,
            encoding: 'utf8'
          });
          expect([status, stderr]).toEqual([0, '']);
        }
      }),
      { numRuns: 25 }
    );
  });
});

// Catches a tab or line break among the words, which would make other columns and rows of them.
it('writes linked sentences as two columns and nothing else', () => {
  const [a, b] = [article('en', ['=1\tone', 'Two "2"']), article('vi', ['Một', 'Hai'])];
  expect(writeTsv(pairOf(a, b), [a, b])).toEqual({
    text: '=1 one\tMột\nTwo "2"\tHai\n',
    rows: 2
  });
});
