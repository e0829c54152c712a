// The finished file, read back by programs other than ours. Catches highlights on the wrong words, lost notes,
// torn tags, broken Vietnamese, and a file that differs from one run to the next.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NoteDocument } from '@domain/annotation/note';
import type { PdfInput } from '../../job-contract';
import { readCarried } from '../../parser/pdf/carried';
import { exportPdf } from './export-pdf';
import { paperColour } from './highlight-colours';
import { isDict, PdfName } from './pdf/values';
import { annotation, article, idOf, makeFontsFolder, pairOf, pdfInput } from './testing/fixtures';
import { follow, only, typeIs } from './testing/raw-objects';
import { bare, readPdf, type ReadPdf } from './testing/read-back';
import { structureProblems } from './testing/structure-check';

const silent = (): void => undefined;
const run = (input: PdfInput): ReturnType<typeof exportPdf> => exportPdf(input, silent);

const source = article(
  'en',
  [
    'Harbour Bridge to Close for Repairs',
    'The bridge closes on May 20, the city said. Traffic officials find the plan efficient.',
    { text: 'What comes next', kind: 'heading', level: 4 },
    { text: 'Ferries run all night.', kind: 'listItem' },
    { text: 'Buses wait at the pier.', kind: 'listItem' },
    { text: '“We promise daily reports,” said the mayor.\u2028“Nobody will wait.”', kind: 'quote' },
    { text: 'Read also: ten bridges of the north', kind: 'paragraph', clutter: true },
    'Details are at the city’s page #5 of *all* [news] @home <x> $y$ \\n.'
  ],
  [
    { exact: 'closes on May 20', kind: 'bold' },
    { exact: 'efficient', kind: 'italic' },
    { exact: 'the city’s page', kind: 'link', href: 'https://example.org/cầu?a=1&b=2' },
    { exact: 'daily reports', kind: 'link', href: 'file:///etc/passwd' }
  ]
);
const target = article('vi', [
  'Cầu Cảng đóng cửa để sửa chữa',
  'Cầu sẽ đóng từ ngày 20/5, thành phố cho biết. Giới chức giao thông đánh giá kế hoạch này hiệu quả.',
  { text: 'Tiếp theo là gì', kind: 'heading', level: 4 },
  'Phà chạy suốt đêm.',
  'Xe buýt chờ ở bến.',
  '“Chúng tôi hứa báo cáo hằng ngày”, thị trưởng nói.'
]);

const richNote: NoteDocument = {
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Đóng', marks: [{ type: 'bold' }] },
        { type: 'text', text: ' hay ' },
        {
          type: 'text',
          text: 'khép',
          marks: [{ type: 'link', attrs: { href: 'https://example.com/từ' } }]
        },
        { type: 'text', text: '? (a) \\ (b' }
      ]
    },
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'một' }] }]
        }
      ]
    }
  ]
};
const annotations = [
  annotation('bold', [[source, 'bridge closes on May']], { note: 'Plain note.', tags: ['a', 'b'] }),
  annotation('over', [[source, 'on May 20, the city']], { colour: 'blue' }),
  annotation(
    'pair',
    [
      [target, 'Cầu sẽ đóng từ ngày 20/5'],
      [source, 'The bridge closes']
    ],
    { colour: 'pink', note: richNote }
  ),
  annotation('word', [[source, 'effic']], { colour: 'green', note: 'Ends inside a word.' }),
  annotation('link', [[source, 'at the city’s page #5']], { colour: 'violet' }),
  annotation('blocks', [[source, 'wait at the pier.\n“We promise daily reports,” said']], {
    colour: 'orange',
    note: 'Over two blocks.',
    statement: {
      speaker: 'The mayor',
      role: 'Head of the council',
      organisation: 'City hall',
      addressee: 'the ferrymen',
      act: 'promises',
      topic: 'Reports',
      date: '2026-03-10',
      place: 'At the pier',
      form: 'direct',
      stance: 'for',
      certainty: 'high',
      counterpart: idOf('hứa')
    }
  }),
  annotation('hứa', [[target, 'hứa báo cáo hằng ngày']], { author: 'Trần Đức' }),
  annotation('title', [[source, 'Harbour Bridge']], { note: 'On the title.' }),
  annotation('hidden', [[source, 'ten bridges']], { note: 'In clutter.' })
];
const jsonLd = JSON.stringify({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  note: 'Đóng “cửa”'
});

let fonts: { folder: string; remove: () => void };
let input: PdfInput;
let bytes: Uint8Array;
let counted: { pages: number; highlights: number };
let read: ReadPdf;

beforeAll(async () => {
  fonts = makeFontsFolder();
  input = pdfInput(fonts.folder, {
    articles: [source, target],
    pair: pairOf(source, target),
    annotations,
    jsonLd
  });
  ({ bytes, ...counted } = await run(input));
  read = await readPdf(bytes);
});
afterAll(() => {
  fonts.remove();
});

const textOf = (word: string): string =>
  read.highlights
    .filter(({ name }) => name === idOf(word))
    .map(({ text }) => text)
    .join('');

describe('highlights of a pair', () => {
  it('lie on exactly their passages, on both sides', () => {
    for (const entry of annotations.filter(({ id }) => id !== idOf('hidden'))) {
      entry.targets.forEach(({ anchor }, n) => {
        const name = n === 0 ? entry.id : `${entry.id}#t${n + 1}`;
        const found = read.highlights.filter((highlight) => highlight.name === name);
        expect(bare(found.map(({ text }) => text).join('')), name).toBe(bare(anchor.exact));
      });
    }
    expect(bare(textOf('pair'))).toBe(bare('Cầu sẽ đóng từ ngày 20/5'));
  });

  it('are as many as passages, and the count says so', () => {
    expect(read.highlights).toHaveLength(9);
    expect(counted).toEqual({ pages: read.pages, highlights: 9 });
  });

  it('carry note, author, dates, colour, appearance and a popup where there is a note', () => {
    const first = read.highlights.find(({ name }) => name === idOf('bold'));
    expect(first).toMatchObject({
      contents: 'Plain note.',
      author: 'Nguyễn Thu Lan',
      created: 'D:20260315080000Z',
      modified: 'D:20260316103000Z',
      colour: paperColour('yellow').map((channel) => Math.round(channel * 255)),
      hasPopup: true
    });
    const rich = read.highlights.find(({ name }) => name === idOf('pair'));
    expect(rich?.contents).toBe('Đóng hay khép? (a) \\ (b\n• một');
    const plain = read.highlights.find(({ name }) => name === idOf('hứa'));
    expect(plain).toMatchObject({ contents: '', author: 'Trần Đức', hasPopup: false });
    for (const highlight of read.highlights) {
      expect(highlight.hasAppearance).toBe(true);
      expect(highlight.quads).toBeGreaterThan(0);
    }
  });

  it('give tags as the subject and points in the order readers expect', () => {
    const raw = [...read.objects.values()].filter((value) => typeIs(value, 'Highlight', 'Subtype'));
    const subjects = raw.map((value) => isDict(value) && value.has('Subj'));
    expect(subjects.filter(Boolean)).toHaveLength(1);
    for (const value of raw) {
      const points = isDict(value) ? value.get('QuadPoints') : null;
      const [x1, y1, x2, y2, x3, y3, x4, y4] = (Array.isArray(points) ? points : []).map(Number);
      expect([x1, x2, y1, y3]).toEqual([x3, x4, y2, y4]);
      expect(Number(x2)).toBeGreaterThan(Number(x1));
      expect(Number(y1)).toBeGreaterThan(Number(y3));
    }
  });
});

describe('the rest of the file', () => {
  it('keeps real links, drops unsafe ones, and leaves no trace of the markers', () => {
    expect(new Set(read.links)).toEqual(
      new Set(['https://example.org/c%E1%BA%A7u?a=1&b=2', 'https://example.com/t%E1%BB%AB'])
    );
    // Six numbers in the text (the paired note has two), five ways back (one note is in clutter), one from the statement.
    expect(read.internalLinks).toBe(12);
    const all = [...read.objects.values()].map((value) => String(JSON.stringify(value, replacer)));
    expect(all.join('\n')).not.toMatch(/annotation\.invalid|file:/);
  });

  it('has whole tags, and the check would notice if not', () => {
    expect(structureProblems(read.objects)).toEqual([]);
    const torn = new Map(read.objects);
    const [id] = [...torn].find(([, value]) => typeIs(value, 'Highlight', 'Subtype')) ?? [0];
    torn.delete(id);
    expect(structureProblems(torn)).not.toEqual([]);
  });

  it('has bookmarks without note numbers, languages, title, author and maker', () => {
    expect(read.outline).toEqual([
      source.title,
      target.title,
      'What comes next',
      'Tiếp theo là gì',
      'Notes',
      'Statements',
      'Sources'
    ]);
    expect(read.languages).toBe('envi');
    expect(read.info).toMatchObject({
      Title: `${source.title} · ${target.title}`,
      Author: 'Nguyễn Thu Lan',
      Creator: 'Diptych',
      CreationDate: 'D:20260314092653Z',
      Language: 'en'
    });
    const spoken = [...read.objects.values()].filter(
      (value) => isDict(value) && decodeLang(value.get('Lang')) === 'vi'
    );
    expect(spoken.length).toBeGreaterThan(4);
  });

  it('holds the data as an associated file, unchanged', async () => {
    const attached = read.attachments.get('annotations.jsonld');
    expect(JSON.parse(Buffer.from(attached ?? []).toString('utf8'))).toEqual(JSON.parse(jsonLd));
    // What a colleague's library takes out of it.
    const taken = await readCarried('a.pdf', bytes);
    expect(Buffer.from(taken.jsonLd ?? []).toString('utf8')).toBe(jsonLd);
    const bareFile = await run({ ...input, jsonLd: null });
    expect((await readCarried('a.pdf', bareFile.bytes)).jsonLd).toBeNull();
    await expect(readCarried('a.pdf', bytes.subarray(0, 900))).rejects.toMatchObject({
      code: 'fileDamaged'
    });
    const catalog = only(read.objects, 'Catalog');
    const associated = follow(read.objects, catalog.get('AF'));
    const [first] = Array.isArray(associated) ? associated : [];
    const file = follow(read.objects, first);
    const relation = isDict(file) ? file.get('AFRelationship') : null;
    expect(relation instanceof PdfName && relation.value).toBe('Data');
  });

  it('prints what would be markup as the characters they are, and sources with their fingerprint', () => {
    const text = read.text.join(' ');
    expect(bare(text)).toContain(bare('#5 of *all* [news] @home <x> $y$ \\n.'));
    expect(text).toContain(source.original.sha256);
    expect(text).toContain('Promises');
    expect(text).not.toContain('Read also');
  });

  it('is the same bytes from the same input, and others from another note', async () => {
    const again = await run(structuredClone(input));
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
    const other = await run({ ...input, author: 'Somebody Else' });
    expect(Buffer.compare(other.bytes, bytes)).not.toBe(0);
  });
});

const installed = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;

describe('as other tools see it', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'diptych-pdf-'));
    file = join(folder, 'pair.pdf');
    writeFileSync(file, bytes);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.skipIf(!installed('qpdf'))('qpdf finds no error (skipped without qpdf)', () => {
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax');
  });

  it.skipIf(!installed('pdffonts'))(
    'poppler: fonts embedded, none of Type 3 (skipped without pdffonts)',
    () => {
      const [, , ...lines] = execFileSync('pdffonts', [file], { encoding: 'utf8' })
        .trim()
        .split('\n');
      expect(lines.length).toBeGreaterThan(3);
      for (const line of lines) {
        expect(line).toContain('TrueType');
        expect(line).toMatch(/Identity-H\s+yes yes yes/);
      }
    }
  );

  it.skipIf(!installed('pdftotext'))(
    'poppler: words whole in either language (skipped without pdftotext)',
    () => {
      const result = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
      expect(result.stderr).toBe('');
      expect(result.stdout).toBe(result.stdout.normalize('NFC'));
      for (const word of ['đánh giá', 'hiệu quả', 'thị trưởng', 'efficient', 'Traffic officials']) {
        expect(result.stdout.replace(/\s+/g, ' ')).toContain(word);
      }
    }
  );
});

function decodeLang(value: unknown): string {
  return value !== null && typeof value === 'object' && 'source' in value
    ? String(value.source).slice(1, -1)
    : '';
}

function replacer(_: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : value;
}
