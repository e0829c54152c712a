// The Word document, read back by a program that is not ours.
import { unzipSync } from 'fflate';
import { DOMParser } from 'linkedom';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { annotation, article, pairOf, pdfInput } from '../testing/fixtures';
import { richNote } from '../testing/rich-note';
import { exportDocx } from './write-docx';

const source = article(
  'en',
  [
    { text: 'The bridge opens', kind: 'heading', level: 1 },
    'The mayor said 1,200 people crossed it.',
    { text: 'Nobody was hurt.', kind: 'quote' },
    { text: 'Advertisement', kind: 'paragraph', clutter: true }
  ],
  [{ exact: 'mayor', kind: 'bold' }]
);
const target = article('vi', [
  { text: 'Cầu thông xe', kind: 'heading', level: 1 },
  'Thị trưởng nói 1.200 người đã qua cầu.',
  { text: 'Không ai bị thương.', kind: 'quote' }
]);
const pair = pairOf(source, target);
const noted = annotation(
  'n',
  [
    [source, '1,200 people'],
    [target, '1.200 người']
  ],
  { note: 'Khớp với <nguồn> & “biên bản”.', colour: 'green', tags: ['số liệu'] }
);
const plainHighlight = annotation('h', [[target, 'bị thương']], { colour: 'pink' });
const annotations = [noted, plainHighlight];

async function parts(...args: Parameters<typeof exportDocx>) {
  const { bytes, ...counts } = await exportDocx(...args);
  const files = unzipSync(bytes);
  const xml = (name: string): Document =>
    new DOMParser().parseFromString(
      new TextDecoder().decode(files[name] ?? new Uint8Array()),
      'text/xml'
    ) as unknown as Document;
  return { bytes, counts, xml };
}

const made = pdfInput('', { articles: [source, target], annotations, pair });

describe('a Word document', () => {
  // Would catch: words lost or doubled, columns that change places, and notes that are no comments.
  it('holds both texts row by row, and each note as a comment', async () => {
    const { bytes, counts } = await parts(made);
    expect(counts).toEqual({ annotations: 2, notes: 1 });
    const { value: html } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { styleMap: ['comment-reference => sup'] }
    );
    const page = new DOMParser().parseFromString(html, 'text/html') as unknown as Document;
    const rows = [...page.querySelectorAll('tr')].map((row) =>
      [...row.querySelectorAll('td, th')].map((cell) =>
        [...cell.querySelectorAll('p, h1, h2')].map(({ textContent }) => textContent).join(' | ')
      )
    );
    expect(rows.slice(1)).toEqual([
      ['The mayor said 1,200 people[NTL1] crossed it.', 'Thị trưởng nói 1.200 người1 đã qua cầu.'],
      ['Nobody was hurt.', 'Không ai bị thương.']
    ]);
    expect(rows[0]?.[0]).toContain('The bridge opens');
    expect(page.querySelector('strong')?.textContent).toBe('mayor');
    const [comment] = page.querySelectorAll('dd');
    expect(comment?.textContent).toContain('Khớp với <nguồn> & “biên bản”.');
    expect(comment?.textContent).toContain('“1.200 người”');
    expect(comment?.textContent).toContain('#số liệu');
    expect(html).not.toContain('Advertisement');
  });

  // Would catch: comments without author or date, and one that opens and never ends, which Word calls damage.
  it('signs and dates its comments, and closes each where its passage ends', async () => {
    const { xml } = await parts(made);
    const [comment] = xml('word/comments.xml').getElementsByTagName('w:comment');
    expect(comment?.getAttribute('w:author')).toBe(noted.author);
    expect(comment?.getAttribute('w:date')).toBe(noted.modified);
    const document = xml('word/document.xml');
    const ids = (name: string): (string | null)[] =>
      [...document.getElementsByTagName(name)].map((each) => each.getAttribute('w:id'));
    expect(ids('w:commentRangeStart')).toEqual(['1']);
    expect(ids('w:commentRangeEnd')).toEqual(['1']);
    expect(ids('w:commentReference')).toEqual(['1']);
  });

  it('shades what was highlighted, and that alone', async () => {
    const { xml } = await parts(made);
    const shaded = [...xml('word/document.xml').getElementsByTagName('w:r')]
      .filter((run) => run.getElementsByTagName('w:shd').length > 0)
      .map(({ textContent }) => textContent);
    expect(shaded).toEqual(['1,200 people', '1.200 người', 'bị thương']);
  });

  // Would catch: a lone surrogate or control character, after which Word opens nothing.
  it('opens whatever the words are', async () => {
    const odd = article('ar', ['عنوان', 'a\u0007b\ud800c <w:p> &amp; \ufffe']);
    const note = annotation('o', [[odd, 'b']], { note: '\u0001\udfff' });
    const { bytes, xml } = await parts(pdfInput('', { articles: [odd], annotations: [note] }));
    const { value: text } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    expect(text).toContain('<w:p> &amp;');
    expect(xml('word/document.xml').getElementsByTagName('w:bidi').length).toBeGreaterThan(0);
  });

  // Would catch: a comment that loses the form of its note, or an address that Word cannot open.
  it('keeps what form a comment can hold', async () => {
    const rich = annotation('r', [[source, 'mayor']], { note: richNote(noted.id) });
    const { bytes, xml } = await parts(pdfInput('', { articles: [source], annotations: [rich] }));
    const { value: html } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { styleMap: ['comment-reference => sup'] }
    );
    const page = new DOMParser().parseFromString(html, 'text/html') as unknown as Document;
    const comment = page.querySelector('dd');
    expect(
      [...(comment?.querySelectorAll('p') ?? [])].map(({ textContent }) => textContent)
    ).toEqual([
      'So sánh số liệu',
      'Xem @thị trưởng và #số liệu; lệnh npm ci.',
      'Bảng',
      'Năm | Hộ',
      '2025 | 26.000 | hộ',
      '1. một',
      '• một rưỡi',
      '2. hai',
      'trích dẫn',
      'if (a < b) {  ghi(`x`)}',
      expect.stringContaining('Kết') as string
    ]);
    expect(
      [...(comment?.querySelectorAll('strong') ?? [])].map(({ textContent }) => textContent)
    ).toEqual(['So sánh số liệu', 'Bảng', 'Năm', 'Hộ', 'Kết']);
    const code = [...xml('word/comments.xml').getElementsByTagName('w:r')].filter(
      (run) => run.getElementsByTagName('w:rFonts').length > 0
    );
    expect(code.map(({ textContent }) => textContent)).toContain('npm ci');
    const link = annotation('l', [[source, 'mayor']], {
      note: {
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              {
                type: 'text',
                text: 'báo',
                marks: [{ type: 'link', attrs: { href: 'https://a.vn/đ' } }]
              }
            ]
          }
        ]
      }
    });
    const linked = await parts(pdfInput('', { articles: [source], annotations: [link] }));
    const [place] = linked.xml('word/comments.xml').getElementsByTagName('w:hyperlink');
    const [address] = linked
      .xml('word/_rels/comments.xml.rels')
      .getElementsByTagName('Relationship');
    expect(place?.textContent).toBe('báo');
    expect(address?.getAttribute('Id')).toBe(place?.getAttribute('r:id'));
    expect(address?.getAttribute('Target')).toBe('https://a.vn/%C4%91');
  });
});
