import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotation, article, pairOf } from '../../main/jobs/worker/export/testing/fixtures';
import { richNote } from '../../main/jobs/worker/export/testing/rich-note';
import { notePlainText } from '../annotation/note';
import { alignmentTable } from './alignment-table';
import { annotationTable, statementTable } from './annotation-table';
import { writeCsv } from './csv';

/** RFC 4180, character by character, as another program would read it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') quoted = !quoted;
    else if (!quoted && character === ',') end();
    else if (!quoted && character === '\r' && text[at + 1] === '\n') {
      end();
      rows.push([]);
      at += 1;
    } else cell += character;
  }
  rows.pop();
  return rows;
}

const asObjects = (text: string): Record<string, string>[] => {
  const [heading = [], ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(heading.map((name, n) => [name, row[n] ?? ''])));
};

describe('a table', () => {
  // Catches quotes and line breaks that shift every later cell.
  it('reads back cell by cell', () => {
    const cell = fc.string({
      unit: fc.constantFrom('"', ',', '\n', 'a', 'ế', ' ', ';', '='),
      maxLength: 8
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const read = readCsv(writeCsv(rows));
        const plain = (text: string): string => text.replace(/^'(?=\s*=|\n)/, '');
        expect(read.map((row) => row.map(plain))).toEqual(rows);
      })
    );
  });

  // Catches a note that a spreadsheet runs.
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1', '\n=1', '\u2028=1'])(
    'keeps %j from being a formula',
    (text) => {
      const [[cell = ''] = []] = readCsv(writeCsv([[text]]));
      expect(cell).toMatch(/^'/);
    }
  );

  it('keeps numbers, begins with a byte order mark and ends lines with CR LF', () => {
    expect(writeCsv([[-1, 'Việt', 'a\r\nb\u0000\uD800']])).toBe(
      '\uFEFF-1,Việt,"a\nb\uFFFD\uFFFD"\r\n'
    );
  });
});

const source = article('en', [
  'Title',
  'One. Alone here. Three.',
  { text: 'Ad', kind: 'paragraph', clutter: true }
]);
const target = article('vi', ['Tên', 'Một. Ba. Thêm một câu.']);
const span = ({ text }: typeof source, words: string): [number, number] => {
  const start = text.indexOf(words);
  return [start, start + words.length];
};
const link = (
  id: string,
  one: string,
  other: string,
  state: 'proposed' | 'rejected' = 'proposed'
) => ({
  id,
  state,
  source: [span(source, one)],
  target: [span(target, other)],
  confidence: 0.5,
  reasons: []
});
const pair = {
  ...pairOf(source, target),
  links: [
    link('3', 'Three.', 'Ba.'),
    link('1', 'One.', 'Một.'),
    link('0', 'Title', 'Tên'),
    link('x', 'Alone here.', 'Thêm một câu.', 'rejected')
  ]
};

describe('the table of sentences', () => {
  // Catches sentences without counterpart that are lost, rejected links that stay, and clutter.
  it('holds every sentence once, in order, with the articles’ hashes', () => {
    const read = asObjects(writeCsv(alignmentTable(pair, [source, target])));
    expect(read.map((row) => [row.row, row.source, row.target, row.link])).toEqual([
      ['1', 'Title', 'Tên', 'proposed'],
      ['2', 'One.', 'Một.', 'proposed'],
      ['3', 'Alone here.', '', 'none'],
      ['4', 'Three.', 'Ba.', 'proposed'],
      ['5', '', 'Thêm một câu.', 'none']
    ]);
    expect(read[0]).toMatchObject({
      confidence: '0.500',
      source_file: 'en.txt',
      target_sha256: target.original.sha256
    });
  });
});

describe('the table of annotations', () => {
  // Catches a quotation parted from its note, an annotation doubled by its passages, and wrong places.
  it('has one row an annotation, in document order', () => {
    const late = annotation('late', [[target, 'Ba']], { note: '=danger', colour: 'pink' });
    const both = annotation(
      'both',
      [
        [source, 'Alone'],
        [target, 'Thêm']
      ],
      {
        note: 'Hai dòng\nghi chú',
        tags: ['a', 'b'],
        statement: { speaker: 'Le Van Tho', act: 'denies', counterpart: late.id }
      }
    );
    const lost = annotation('lost', [[source, 'Three']]);
    const orphan = {
      ...lost,
      targets: lost.targets.map((one) => ({ ...one, state: 'orphan' as const }))
    };
    const read = asObjects(writeCsv(annotationTable([source, target], [late, orphan, both])));
    expect(read).toMatchObject([
      {
        number: '1',
        article: 'Title\nTên',
        side: 'source\ntarget',
        paragraph: '1\n1',
        quotation: 'Alone\nThêm',
        note: 'Hai dòng\nghi chú',
        tags: 'a; b',
        statement_speaker: 'Le Van Tho',
        statement_act: 'denies',
        statement_counterpart: late.id,
        statement_counterpart_quotation: 'Ba',
        created: both.created,
        sha256: `${source.original.sha256}\n${target.original.sha256}`
      },
      { number: '', quotation: 'Three', found: 'orphan', paragraph: '', note: '' },
      {
        number: '2',
        side: 'target',
        note: "'=danger",
        colour: 'pink',
        author: 'Nguyễn Thu Lan',
        statement_counterpart: both.id
      }
    ]);
    expect(asObjects(writeCsv(annotationTable([source], [both])))).toMatchObject([
      { article: 'Title', side: '', quotation: 'Alone' }
    ]);
  });

  // Catches statements without their words, and annotations that are none among them.
  it('has who said what in a table of its own', () => {
    const said = annotation('said', [[source, 'Alone']], {
      statement: { speaker: 'Le Van Tho', act: 'denies' }
    });
    const answer = annotation('answer', [[target, 'Thêm']], {
      note: 'Bằng lời khác',
      statement: { speaker: 'Lê Văn Thọ', counterpart: said.id }
    });
    const plain = annotation('plain', [[target, 'Ba']]);
    const read = asObjects(writeCsv(statementTable([source, target], [answer, said, plain])));
    expect(read).toMatchObject([
      {
        speaker: 'Le Van Tho',
        act: 'denies',
        role: '',
        quotation: 'Alone',
        side: 'source',
        counterpart_quotation: 'Thêm',
        counterpart: answer.id,
        id: said.id
      },
      { speaker: 'Lê Văn Thọ', quotation: 'Thêm', note: 'Bằng lời khác', counterpart: said.id }
    ]);
  });

  // Catches words of a note that a table leaves out.
  it('holds all words of a note', () => {
    const rich = annotation('r', [[source, 'Alone']], {
      note: richNote(annotation('m', [[source, 'One']]).id)
    });
    const [row] = asObjects(writeCsv(annotationTable([source], [rich])));
    expect(row?.['note']).toBe(notePlainText(rich.note));
    expect(row?.['note']).toContain('2025 | 26.000 | hộ');
  });
});
