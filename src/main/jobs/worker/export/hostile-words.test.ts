// Every form made of words that break files: controls, halves of characters, what ends markup, what spreadsheets run. Read back
// by programs that are not ours. Catches a file that does not open, a row too many, a formula, markup that came alive.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import mammoth from 'mammoth';
import MarkdownIt from 'markdown-it';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annotationCollection } from '@domain/interchange/json-ld';
import { exportForms, type ExportForm } from '@shared/export-forms';
import { exportDocx } from './docx/write-docx';
import { textForm, type TextForm } from './text-form';
import { annotation, article, makeFontsFolder, pairOf, pdfInput } from './testing/fixtures';
import { exportQdpx } from './write-qdpx';
import { exportXlsx } from './write-xlsx';
import { exportPdf } from './export-pdf';
import { readPdf } from './testing/read-back';

const pieces = [
  ...['\u0000', '\u0001', '\u0008', '\u000b', '\u000c', '\u001b', '\u001f', '\u007f', '\u0085'],
  ...[
    '\ud800',
    '\udfff',
    '\ufffe',
    '\uffff',
    '\u{1fffe}',
    '\u2028',
    '\u2029',
    '\u202e',
    '\r',
    '\t'
  ],
  ...['=', '+', '-', '@', '＝', "'", '"', ',', ';', '|', '`', '*', '[^1]:', '---', '\\', '\n'],
  ...[']]>', '-->', '<!--', '<script>alert(1)</script>', '</w:t>', '&#0;', '&lt;', '<b>', '%0a'],
  ...['ế', 'x', ' ']
];
const words = fc.string({ unit: fc.constantFrom(...pieces), minLength: 1, maxLength: 30 });
const samples = fc.sample(fc.tuple(words, words, words, words), { seed: 5, numRuns: 4 });

const inputs = samples.map(([one, other, note, name]) => {
  const source = article('en', [`Title ${one}`, `x ${one} y`, 'Plain words.']);
  const target = article('vi', [`Tên ${other}`, `y ${other} z`, 'Lời thường.']);
  const annotations = [
    annotation('n', [[source, 'Plain words.']], {
      note,
      author: name,
      tags: [`t${other}`],
      statement: { speaker: one, act: 'denies', topic: note, place: name }
    }),
    annotation('o', [[target, target.text.slice(0, target.blocks[0]?.end)]], { note: name })
  ];
  const base = { articles: [source, target], pair: pairOf(source, target), annotations };
  const stored = annotations.map((value) => ({ value, revision: 1, base: value.created }));
  return {
    ...pdfInput('', base),
    clutter: true,
    version: '0.1.0',
    jsonLd: JSON.stringify(annotationCollection('urn:x', stored))
  };
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-hostile-words-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const xmllint = spawnSync('xmllint', ['--version']).error === undefined;
const python = spawnSync('python3', ['--version']).error === undefined;

/** Faults that libxml2 finds in the parts of a packed file; none where it is not installed. */
function faultsOf(bytes: Uint8Array, name: string): string[] {
  if (!xmllint) return [];
  const files = Object.entries(unzipSync(bytes)).flatMap(([part, content]) => {
    if (!/\.(xml|rels|qde)$/.test(part)) return [];
    const file = join(folder, name, part);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return [file];
  });
  expect(files.length).toBeGreaterThan(0);
  const { stderr } = spawnSync('xmllint', ['--noout', '--nonet', ...files], { encoding: 'utf8' });
  return stderr.split('\n').filter((line) => line !== '');
}

/** Cells as Python's reader of CSV finds them. */
function csvCells(text: string): string[][] {
  const script =
    'import csv,io,json,sys; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode("utf-8-sig"),newline="")))))';
  const { stdout, stderr } = spawnSync('python3', ['-c', script], {
    input: text,
    encoding: 'utf8'
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as string[][];
}

// eslint-disable-next-line no-control-regex
const breaking = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;

const textForms = exportForms.filter(
  (form): form is TextForm => !['pdf', 'docx', 'xlsx', 'qdpx'].includes(form)
);

const checks: Partial<Record<ExportForm, (text: string) => void>> = {
  html: (text) => {
    const { document } = parseHTML(text);
    expect([...document.querySelectorAll('script, b, iframe, object')]).toEqual([]);
    expect(document.body.textContent).toContain('Plain words.');
  },
  md: (text) => {
    const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
    expect(front.split('\n').filter((line) => !/^( {2,}|\w)/.test(line))).toEqual([]);
    const { document } = parseHTML(
      `<!doctype html><html><body>${new MarkdownIt({ html: true }).render(body)}</body></html>`
    );
    expect([...document.querySelectorAll('script, b')]).toEqual([]);
    expect(document.body.textContent).toContain('Lời thường.');
  },
  jsonld: (text) => {
    expect(JSON.parse(text)).toMatchObject({ total: 2 });
  },
  tsv: (text) => {
    for (const row of text.trimEnd().split('\n')) expect(row.split('\t')).toHaveLength(2);
  }
};

describe('words that break files', () => {
  it.each(textForms)('%s: nothing in it that ends a file or comes alive', (form) => {
    for (const input of inputs) {
      const { text, rows } = textForm({ ...input, form });
      // JSON says what it must not hold by escapes.
      if (form !== 'jsonld') expect(breaking.exec(text)).toBeNull();
      checks[form]?.(text);
      if (!form.endsWith('csv') || !python) continue;
      const cells = csvCells(text);
      expect(cells).toHaveLength((rows ?? input.annotations.length) + 1);
      expect(new Set(cells.map(({ length }) => length)).size).toBe(1);
      expect(cells.flat().filter((cell) => /^\s*[=+\-@＝]/.test(cell))).toEqual([]);
    }
  });

  it('docx opens, with its comments', async () => {
    for (const [n, input] of inputs.entries()) {
      const { bytes } = await exportDocx(input);
      expect(faultsOf(bytes, `docx-${n}`)).toEqual([]);
      const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
      expect(value).toContain('Plain words.');
      expect(breaking.exec(value)).toBeNull();
    }
  });

  it('xlsx opens, and holds no formula', async () => {
    for (const [n, input] of inputs.entries()) {
      const { bytes } = await exportXlsx(input);
      expect(faultsOf(bytes, `xlsx-${n}`)).toEqual([]);
      const sheets = await readXlsxFile(Buffer.from(bytes));
      expect(JSON.stringify(sheets)).toContain('Plain words.');
      const parts = Object.entries(unzipSync(bytes)).filter(([part]) =>
        part.includes('worksheets')
      );
      for (const [, content] of parts) expect(strFromU8(content)).not.toMatch(/<f[ >]/);
    }
  });

  it('qdpx opens, each part whole', () => {
    for (const [n, input] of inputs.entries()) {
      const { bytes } = exportQdpx(input);
      expect(faultsOf(bytes, `qdpx-${n}`)).toEqual([]);
    }
  });

  it('pdf: made, read, and each note is the note', async () => {
    const fonts = makeFontsFolder();
    try {
      for (const input of inputs.slice(0, 2)) {
        // No shipped face has the wide forms of signs: that is said, elsewhere.
        const narrow = JSON.parse(JSON.stringify(input).replaceAll('＝', '=')) as typeof input;
        const given = { ...narrow, fontsFolder: fonts.folder };
        const { bytes } = await exportPdf(given, () => undefined);
        const { highlights } = await readPdf(bytes);
        expect(highlights.map(({ text }) => text)).toContain('Plain words.');
      }
    } finally {
      fonts.remove();
    }
  });
});
