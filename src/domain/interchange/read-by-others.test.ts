// What programs of translators make of our files: libxml2 against the specifications' rules, translate-toolkit for the
// words. Catches files that only we can read, and any sign that breaks one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annotation, article, pairOf } from '../../main/jobs/worker/export/testing/fixtures';
import { annotationCollection } from './json-ld';
import { writeTmx } from './tmx';
import { writeXliff12, writeXliff21 } from './xliff';

const made = { tool: '0.1.0', date: '2026-03-14T09:26:53.000Z' };
const rules = (name: string): string => join(import.meta.dirname, 'test-fixtures', name);
const words = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '<',
      '&',
      ']]>',
      '\u0000',
      '\uD800',
      '\uFFFE',
      '\u2028',
      'ế'
    )
  ),
  minLength: 1,
  maxLength: 30
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-forms-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Form = 'tmx' | 'xliff12' | 'xliff21';

/** Some pairs of whatever words, each as a file; the words of the second paragraphs, cleaned as every form cleans them. */
function filesOf(form: Form): string[] {
  const samples = fc.sample(fc.tuple(words, words, words), { seed: 11, numRuns: 20 });
  return samples.map(([one, other, note], index) => {
    const source = article('en', [`Title ${one}`, `x ${one}`, 'Plain words.']);
    const target = article('vi', [`Tên ${other}`, `y ${other}`, 'Lời thường.']);
    const pair = pairOf(source, target);
    const links = pair.links.map((link, at) =>
      at === 0 ? { ...link, state: 'confirmed' as const } : link
    );
    const notes = [annotation('n', [[source, 'Plain']], { note: `n ${note}`, author: other })];
    const both = [source, target] as const;
    const { text } =
      form === 'tmx'
        ? writeTmx({ ...pair, links }, both, notes, made)
        : form === 'xliff12'
          ? writeXliff12({ ...pair, links }, both, notes, made)
          : writeXliff21({ ...pair, links }, both, notes);
    const file = join(folder, `${form}-${index}.xml`);
    writeFileSync(file, text);
    return file;
  });
}

const xmllint = spawnSync('xmllint', ['--version']).error ? 'xmllint is not installed' : '';
describe.skipIf(xmllint !== '')(`by libxml2 ${xmllint}`, () => {
  it.each([
    ['tmx', ['--dtdvalid', rules('tmx.dtd')]],
    ['xliff12', ['--relaxng', rules('xliff-1.2.rng')]],
    ['xliff21', ['--relaxng', rules('xliff-2.1.rng')]]
  ] as const)('%s keeps the rules of its specification, whatever the words are', (form, check) => {
    const { status, stderr } = spawnSync(
      'xmllint',
      ['--noout', '--nonet', ...check, ...filesOf(form)],
      { encoding: 'utf8' }
    );
    expect([
      status,
      stderr.split('\n').filter((line) => line && !line.endsWith(' validates'))
    ]).toEqual([0, []]);
  });

  it('rules that let everything pass would be none', () => {
    const wrong = join(folder, 'wrong.xml');
    writeFileSync(wrong, '<tmx version="1.4"><body/><header/></tmx>');
    const run = (...check: string[]) => spawnSync('xmllint', ['--noout', ...check, wrong]).status;
    expect(run('--dtdvalid', rules('tmx.dtd'))).not.toBe(0);
    expect(run('--relaxng', rules('xliff-1.2.rng'))).not.toBe(0);
    expect(run('--relaxng', rules('xliff-2.1.rng'))).not.toBe(0);
  });
});

const script = `
import json, sys
from translate.storage import tmx, xliff
told = []
for name in sys.argv[1:]:
    store = (tmx.tmxfile if 'tmx' in name else xliff.xlifffile).parsefile(name)
    told.append([[u.source, u.target, u.getnotes()] for u in store.units if not u.isheader()])
json.dump(told, sys.stdout)
`;
const python = ['/usr/bin/python3', 'python3'].find(
  (name) => spawnSync(name, ['-c', 'import translate.storage.tmx']).status === 0
);
it.skipIf(!python).each(['tmx', 'xliff12'] as const)(
  `%s is read by translate-toolkit ${python ? '' : '(it is not installed)'}`,
  (form) => {
    const { stdout, stderr } = spawnSync(python ?? '', ['-c', script, ...filesOf(form)], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' }
    });
    expect(stderr).toBe('');
    const read = JSON.parse(stdout) as [string, string | null, string][][];
    for (const units of read) {
      const plain = units.find(([source]) => source === 'Plain words.');
      expect(plain?.slice(0, 2)).toEqual(['Plain words.', 'Lời thường.']);
      expect(plain?.[2]).toContain('“Plain”');
      expect(units.filter(([source]) => source.startsWith('x'))).toHaveLength(1);
    }
  }
);

// Terms of http://www.w3.org/ns/anno.jsonld that an annotation of ours may use, and what their values must be.
const terms: Record<string, string> = {
  '@context': 'any',
  id: 'iri',
  type: 'any',
  motivation: 'any',
  creator: 'object',
  created: 'instant',
  modified: 'instant',
  body: 'any',
  target: 'any',
  total: 'any',
  first: 'any',
  startIndex: 'any',
  items: 'any',
  name: 'any',
  purpose: 'any',
  value: 'any',
  format: 'any',
  source: 'iri',
  selector: 'any',
  exact: 'any',
  prefix: 'any',
  suffix: 'any',
  start: 'any',
  end: 'any'
};
const types = [
  'AnnotationCollection',
  'AnnotationPage',
  'Annotation',
  'Person',
  'TextualBody',
  'SpecificResource',
  'TextQuoteSelector',
  'TextPositionSelector'
];

// Catches a term that no other program knows, and one of ours without our prefix.
it('JSON-LD speaks in the terms of the W3C context, its own ones under its own prefix', () => {
  const source = article('en', ['Title', 'Fish & <chips>']);
  const note = annotation('n', [[source, 'chips']], {
    note: 'Xem lại',
    tags: ['cá'],
    statement: { speaker: 'The cook', act: 'asserts' }
  });
  const collection = annotationCollection('urn:x', [
    { value: note, revision: 2, base: note.created }
  ]);
  const seen: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key.startsWith('diptych:')) continue;
      seen.push(key);
      const kind = terms[key];
      expect(kind, key).toBeDefined();
      if (kind === 'iri') expect(inner).toMatch(/^(urn|https?):/);
      if (kind === 'instant') expect(inner).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      if (key === 'type') expect(types).toContain(inner);
      if (key !== '@context') look(inner);
    }
  };
  look(collection);
  expect(seen).toContain('exact');
  expect(collection['@context']).toMatchObject(['http://www.w3.org/ns/anno.jsonld', {}]);
});
