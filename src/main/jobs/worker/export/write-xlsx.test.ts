// The workbook, read back by programs that are not ours.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { exportXlsx } from './write-xlsx';
import { annotation, article, pairOf } from './testing/fixtures';

const source = article('en', ['Title', 'The mayor denied it. He said =1+1 is two.']);
const target = article('vi', ['Tên', 'Thị trưởng bác bỏ. Ông nói bằng hai.']);
const denied = annotation('denied', [[source, 'The mayor denied it.']], {
  note: '=HYPERLINK("https://example.org")',
  tags: ['@tag', 'số liệu'],
  statement: { speaker: '+84 Le Van Tho', act: 'denies', topic: '-1' }
});
const answer = annotation('answer', [[target, 'Thị trưởng bác bỏ.']], {
  note: 'Hai dòng\r\nghi chú \u0000 và \uD800 một nửa',
  statement: { speaker: 'Lê Văn Thọ', counterpart: denied.id }
});
const long = annotation('long', [[source, 'two']], { note: `${'ế'.repeat(40_000)}` });
const pair = {
  ...pairOf(source, target),
  links: [
    {
      id: '1',
      state: 'proposed' as const,
      source: [[6, 26] as [number, number]],
      target: [[4, 22] as [number, number]],
      confidence: 0.987,
      reasons: []
    }
  ]
};
const made = { articles: [source, target], pair, annotations: [denied, answer, long] };

// Would catch: text that a spreadsheet runs, numbers that are text, sheets or rows that are missing, and a file that a
// control character, half a character or too long a cell makes unreadable.
it('holds annotations, statements and sentences as text and numbers', async () => {
  const { bytes, annotations } = await exportXlsx({ ...made, language: 'vi' });
  expect(annotations).toBe(3);
  const sheets = await readXlsxFile(Buffer.from(bytes));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Chú giải', 'Phát biểu', 'Câu']);
  const rows = (at: number): Record<string, unknown>[] => {
    const [heading = [], ...data] = sheets[at]?.data ?? [];
    return data.map((row) =>
      Object.fromEntries(row.map((value, column) => [String(heading[column]), value]))
    );
  };
  const [first, cut, second] = rows(0);
  expect(first).toMatchObject({
    number: 1,
    note: '=HYPERLINK("https://example.org")',
    tags: '@tag; số liệu',
    statement_speaker: '+84 Le Van Tho',
    statement_topic: '-1',
    statement_counterpart_quotation: 'Thị trưởng bác bỏ.'
  });
  expect(second).toMatchObject({ note: 'Hai dòng\nghi chú  và  một nửa' });
  expect(cut?.['note']).toBe(`${'ế'.repeat(32_766)}…`);
  expect(rows(1).map(({ speaker, quotation }) => [speaker, quotation])).toEqual([
    ['+84 Le Van Tho', 'The mayor denied it.'],
    ['Lê Văn Thọ', 'Thị trưởng bác bỏ.']
  ]);
  expect(rows(2)[0]).toMatchObject({ row: 1, source: 'Title', link: 'none' });
  expect(rows(2)[2]).toMatchObject({ row: 3, source: 'The mayor denied it.', link: 'proposed' });
  const one = await exportXlsx({
    articles: [source],
    pair: null,
    annotations: [],
    language: 'en'
  });
  const alone = await readXlsxFile(Buffer.from(one.bytes));
  expect(alone.map(({ sheet, data }) => [sheet, data.length])).toEqual([
    ['Annotations', 1],
    ['Statements', 1]
  ]);
});

// The part of it that knows workbooks is a package of its own.
const calc = existsSync('/usr/lib/libreoffice/program/libsclo.so');

// Would catch: a workbook that one reader takes and a spreadsheet calls damaged, or runs.
it.skipIf(!calc)('opens in LibreOffice with nothing run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-xlsx-'));
  try {
    const { bytes } = await exportXlsx({ ...made, annotations: [denied, answer], language: 'en' });
    writeFileSync(join(folder, 'book.xlsx'), bytes);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const { status } = spawnSync(
      'soffice',
      [
        profile,
        '--headless',
        '--convert-to',
        'csv:Text - txt - csv (StarCalc):44,34,76',
        '--outdir',
        folder,
        join(folder, 'book.xlsx')
      ],
      { timeout: 60_000 }
    );
    expect(status).toBe(0);
    const csv = readFileSync(join(folder, 'book.csv'), 'utf8');
    expect(csv).toContain('"=HYPERLINK(""https://example.org"")"');
    expect(csv).toContain('Thị trưởng bác bỏ.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
