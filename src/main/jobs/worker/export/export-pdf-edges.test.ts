// Inputs at the edges: one article, nothing to say, odd notes, characters without a glyph. Catches a typesetter that stops.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NoteBlock } from '@domain/annotation/note';
import { AppError } from '@shared/ipc/errors';
import type { PdfInput } from '../../job-contract';
import { exportPdf } from './export-pdf';
import { isDict } from './pdf/values';
import { annotation, article, idOf, makeFontsFolder, pairOf, pdfInput } from './testing/fixtures';
import { typeIs } from './testing/raw-objects';
import { readPdf } from './testing/read-back';
import { structureProblems } from './testing/structure-check';

const run = (input: PdfInput): ReturnType<typeof exportPdf> => exportPdf(input, () => undefined);

const source = article('en', [
  'Harbour Bridge to Close for Repairs',
  'The bridge closes on May 20, the city said.',
  { text: 'Read also: ten bridges of the north', kind: 'paragraph', clutter: true }
]);
const annotations = [
  annotation('seen', [[source, 'bridge closes']], { note: 'Plain note.' }),
  annotation('hidden', [[source, 'ten bridges']], { note: 'In clutter.' })
];

let fonts: { folder: string; remove: () => void };
let input: PdfInput;
beforeAll(() => {
  fonts = makeFontsFolder();
  input = pdfInput(fonts.folder, { articles: [source], annotations, jsonLd: '{}' });
});
afterAll(() => {
  fonts.remove();
});

describe('other inputs', () => {
  it('one article in Vietnamese, Letter sideways, with clutter and without data', async () => {
    const { bytes: made } = await run({
      ...input,
      language: 'vi',
      options: { ...input.options, paper: 'letter', landscape: true, clutter: true, data: false }
    });
    const alone = await readPdf(made);
    expect(alone.text.join(' ')).toContain('Read also');
    expect(alone.outline).toContain('Ghi chú');
    expect(alone.attachments.size).toBe(0);
    expect(alone.highlights.map(({ name }) => name)).toContain(idOf('hidden'));
    const page = [...alone.objects.values()].find((value) => typeIs(value, 'Page'));
    expect(isDict(page) && page.get('MediaBox')).toEqual([0, 0, 792, 612]);
    expect(structureProblems(alone.objects)).toEqual([]);
  });

  it('no annotations, no date, no author', async () => {
    const { bytes: made, highlights } = await run({ ...input, annotations: [], author: '' });
    expect(highlights).toBe(0);
    expect((await readPdf(made)).outline).not.toContain('Notes');
  });

  it('odd notes: empty, deep, with empty items and breaks; an article without words', async () => {
    let deep: NoteBlock = { type: 'paragraph' };
    for (let i = 0; i < 60; i += 1) deep = { type: 'blockquote', content: [deep] };
    const odd: NoteBlock[] = [
      { type: 'paragraph', content: [{ type: 'hardBreak' }] },
      {
        type: 'orderedList',
        attrs: { start: -1 },
        content: [{ type: 'listItem', content: [deep] }]
      },
      { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] }
    ];
    const empty = article('und', ['']);
    const { bytes: made, highlights } = await run({
      ...input,
      articles: [source, empty],
      pair: pairOf(source, empty, 'comparable'),
      annotations: [
        annotation('odd', [[source, 'bridge']], { note: { type: 'doc', content: odd } }),
        annotation('none', [[source, 'city']], { note: { type: 'doc', content: [] } })
      ]
    });
    expect(highlights).toBe(2);
    const found = await readPdf(made);
    expect(found.outline.slice(0, 2)).toEqual([source.title, 'und.txt']);
    expect(found.text[0]).toContain('not translations of each other');
    expect(found.text[0]).not.toContain('→');
    expect(structureProblems(found.objects)).toEqual([]);
  });

  it('refuses characters without a glyph and names them', async () => {
    const chinese = article('zh', ['题目', 'Plain 中文 here\uF0B7']);
    const refused = await run({ ...input, articles: [chinese], annotations: [] }).catch(
      (error: unknown) => error
    );
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({
      code: 'exportMissingGlyphs',
      details: { characters: '题 目 中 文 U+F0B7', count: 5, file: 'zh.txt' }
    });
  });

  it('refuses nothing that only shaping makes visible: joiners, separators, composed marks', async () => {
    const odd = article('vi', [
      'Tiêu đề',
      'a\u200Bb \u200Ec\u00A0d\u202Fe \u0301 e\u0323\u0302 \u2028 z\t.'
    ]);
    await expect(run({ ...input, articles: [odd], annotations: [] })).resolves.toMatchObject({
      pages: 1
    });
  });
});
