// DOCX and EPUB made by hand: what must come out of whole ones, and how broken and hostile ones end.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsedArticleSchema, type ParsedArticle } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import { parseArticle } from './parse-article';
import {
  docxParts,
  epubParts,
  p,
  r,
  relationType,
  sentence,
  styled,
  wordSpace
} from './test-fixtures/archive-parts';
import { makeZip, type ZipPart } from './test-fixtures/make-zip';

const shown = ({ text, blocks }: ParsedArticle): string[] =>
  blocks.map(
    ({ kind, level, start, end, clutter }) =>
      `${clutter ?? kind + String(level ?? '')}: ${text.slice(start, end)}`
  );
const marked = ({ text, marks }: ParsedArticle): string[] =>
  marks.map(
    ({ kind, start, end, href }) => `${kind} ${text.slice(start, end)}${href ? ` → ${href}` : ''}`
  );

const read = async (name: string, bytes: Uint8Array): Promise<ParsedArticle> =>
  (await parseArticle(name, bytes)).article;

async function failure(name: string, bytes: Uint8Array): Promise<AppError> {
  try {
    await parseArticle(name, bytes);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('parsed');
}

const docx = (body: string, more: ZipPart[] = []): Promise<ParsedArticle> =>
  read('a.docx', makeZip(docxParts(body, more)));

describe('DOCX', async () => {
  const article = await docx(
    [
      p(r('New bridge to open'), styled('Titre')),
      p(
        `${r(sentence)}${r(' Bold', '<w:b/>')}${r('ly', '<w:b w:val="0"/><w:i/>')} ${r(' A&amp;B &#8212; &x;')}`
      ),
      p(r('What comes next'), styled('Own')),
      p(
        `<w:hyperlink r:id="r1">${r('A link')}</w:hyperlink>${r(' and ')}<w:hyperlink r:id="r2">${r('none')}</w:hyperlink>${r('2', '<w:vertAlign w:val="superscript"/>')}<w:r><w:footnoteReference w:id="7"/></w:r>`,
        styled('Round')
      ),
      p(r('First thing'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'),
      p(r(sentence), styled('Q')),
      `<w:tbl><w:tr><w:tc>${p(r('c1'))}</w:tc><w:tc>${p(r('c2'))}</w:tc></w:tr></w:tbl>`,
      p(
        `<w:ins>${r('Put in')}</w:ins><w:del><w:r><w:delText>taken out</w:delText></w:r></w:del><w:moveFrom>${r('moved')}</w:moveFrom>${r('hidden', '<w:vanish/>')}<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:br/></w:r>${r('after a break')}`
      )
    ].join(''),
    [
      {
        name: 'word/_rels/document.xml.rels',
        content: `<Relationships><Relationship Id="r1" Type="${relationType}/hyperlink" Target="https://a.example/?a=1&amp;b=2" TargetMode="External"/><Relationship Id="r2" Type="${relationType}/hyperlink" Target="javascript:alert(1)"/></Relationships>`
      },
      {
        name: 'word/footnotes.xml',
        content: `<w:footnotes ${wordSpace}><w:footnote w:type="separator" w:id="0">${p(r('---'))}</w:footnote><w:footnote w:id="7">${p(r('Said the ') + r('Town', '<w:i/>'))}</w:footnote></w:footnotes>`
      }
    ]
  );

  // Would catch: styles by other names, tracked changes read twice, cells and notes run into the text.
  it('gives headings, lists, quotes, cells and notes their kind', () => {
    expect(shown(article)).toEqual([
      'heading1: New bridge to open',
      `paragraph: ${sentence} Boldly A&B — &x;`,
      'heading2: What comes next',
      'paragraph: A link and none21',
      'listItem: First thing',
      `quote: ${sentence}`,
      'tableCell: c1',
      'tableCell: c2',
      'paragraph: Put in\u2028after a break',
      'footnote: 1 Said the Town'
    ]);
    parsedArticleSchema.parse(article);
    expect(article).toMatchObject({ title: 'New bridge to open', language: 'en' });
  });

  it('keeps marks and safe links on their words', () => {
    expect(marked(article)).toEqual([
      'bold  Bold',
      'italic ly',
      'link A link → https://a.example/?a=1&b=2',
      'superscript 21',
      'italic Town'
    ]);
  });

  // Would catch: legacy fonts shown as Western letters, and text converted already broken by a second conversion.
  it('reads the letters of .VnTime and VNI fonts', async () => {
    const font = (name: string): string => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`;
    const { text } = await docx(
      p(r('C\u00c7u m\u00edi s\u00be', ''), styled('Abc')) +
        p(r('caàu môùi', font('VNI-Times'))) +
        p(r('viÖt nam', font('.VnTimeH'))) +
        p(r('Cầu mới và cũ', font('.VnTime'))) +
        p(r('café', font('Arial')))
    );
    expect(text.split('\n')).toEqual([
      'Cầu mới sắ',
      'cầu mới',
      'VIỆT NAM',
      'Cầu mới và cũ',
      'café'
    ]);
  });
});

describe('EPUB', () => {
  it('is one article of its chapters in reading order, without the contents list', async () => {
    const article = await read('a.epub', makeZip(epubParts()));
    expect(shown(article)).toEqual([
      'heading1: Chapter one',
      `paragraph: ${sentence} Bold.`,
      'footnote: 1 A note.',
      'heading1: Chapter two',
      'listItem: First thing'
    ]);
    expect(marked(article)).toEqual(['bold Bold']);
    expect(article).toMatchObject({
      title: 'Rivers & bridges',
      byline: 'Tran Chau',
      date: '2026-03-14',
      language: 'en'
    });
  });

  it('with a chapter under copy protection is said to be locked; with fonts alone it is read', async () => {
    const protect = (uri: string): ZipPart => ({
      name: 'META-INF/encryption.xml',
      content: `<encryption><EncryptedData><CipherData><CipherReference URI="${uri}"/></CipherData></EncryptedData></encryption>`
    });
    const locked = makeZip(epubParts([protect('OPS/text/1.xhtml')]));
    expect((await failure('a.epub', locked)).code).toBe('fileEncrypted');
    const fonts = makeZip(epubParts([protect('OPS/font.otf')]));
    expect((await read('a.epub', fonts)).title).toBe('Rivers & bridges');
  });
});

describe('archives that are none, locked or hostile', () => {
  const whole = Buffer.from(makeZip(docxParts(p(r(sentence)))));
  const office = (words: string): Uint8Array =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(words, 'utf16le')]);
  const huge = `<w:p>${' '.repeat(80_000_000)}</w:p>`;
  const cases: [string, Uint8Array, string][] = [
    ['no bytes', new Uint8Array(), 'fileEmpty'],
    ['no archive', Buffer.from(sentence), 'fileDamaged'],
    ['half an archive', whole.subarray(0, whole.length / 2), 'fileDamaged'],
    ['an archive of something else', makeZip([{ name: 'a.txt', content: 'a' }]), 'fileDamaged'],
    ['a part that is there twice', makeZip([...docxParts(''), ...docxParts('')]), 'fileDamaged'],
    [
      'a locked part',
      makeZip(docxParts('').map((part) => ({ ...part, encrypted: true }))),
      'fileEncrypted'
    ],
    ['a password', office('EncryptedPackage'), 'fileEncrypted'],
    ['an old .doc', office('WordDocument'), 'fileBinary'],
    ['no words', makeZip(docxParts('')), 'fileNoText'],
    ['a bomb', makeZip(docxParts(huge)), 'fileUnpacksTooLarge'],
    [
      'a bomb that claims to be small',
      makeZip(docxParts(huge).map((part) => ({ ...part, claimedSize: 100 }))),
      'fileUnpacksTooLarge'
    ]
  ];
  it.each(cases)('%s: says which file and why', async (_name, bytes, code) => {
    const error = await failure('a.docx', bytes);
    expect([error.code, error.details.file]).toEqual([code, 'a.docx']);
  });

  // Would catch: entities of entities taken for words, and a book with a plain entity of its own refused.
  it('says that a file of entities within entities may be made to do harm', async () => {
    const declare = (value: string): string =>
      `<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "${value}">]>`;
    const book = (value: string): Uint8Array =>
      makeZip(
        epubParts().map((part) =>
          part.name === 'OPS/text/1.xhtml'
            ? { ...part, content: `${declare(value)}<html><body><p>${sentence}</p></body></html>` }
            : part
        )
      );
    expect((await failure('a.epub', book('&a;&a;'))).code).toBe('fileUnpacksTooLarge');
    expect((await read('a.epub', book('fish &amp; chips &#8212;'))).text).toContain(sentence);
    const part = { name: 'word/endnotes.xml', content: declare('&a;&a;') };
    expect((await failure('a.docx', makeZip(docxParts(p(r(sentence)), [part])))).code).toBe(
      'fileUnpacksTooLarge'
    );
  });

  // Each takes minutes where time grows faster than the file.
  it.each([
    ['tags never closed', '<w:p '.repeat(200_000)],
    ['comments never closed', '<!--'.repeat(200_000)],
    ['paragraphs without end', '<w:p>'.repeat(200_000)],
    ['one tag of a megabyte', `<w:p ${'a'.repeat(1_000_000)}>`],
    ['entities', '<w:p><w:r><w:t>' + '&x;'.repeat(300_000) + '</w:t></w:r></w:p>']
  ])('is read in time: %s', async (_name, body) => {
    const zip = makeZip(docxParts(p(r(sentence)) + body));
    expect((await read('a.docx', zip)).text).toContain(sentence);
    const chapter = { name: 'OPS/text/1.xhtml', content: `<body><p>${sentence}</p>${body}` };
    const parts = epubParts().map((part) => (part.name === chapter.name ? chapter : part));
    expect((await read('a.epub', makeZip(parts))).text).toContain('Chapter two');
  });

  // Would catch: a crash, or an article of what a flipped byte made of it.
  it('ends in the article or a named error, whatever byte is flipped or cut off', async () => {
    const files = [
      ['a.docx', whole],
      ['a.epub', Buffer.from(makeZip(epubParts()))]
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        async ([name, bytes], place, value, cut) => {
          const at = Math.floor(place * bytes.length);
          const broken = cut ? bytes.subarray(0, at) : Buffer.from(bytes);
          if (!cut) broken[at] = value;
          try {
            expect((await read(name, broken)).text).toContain(sentence);
          } catch (thrown) {
            if (!(thrown instanceof AppError)) throw thrown;
            expect(thrown.details.file).toBe(name);
          }
        }
      ),
      { numRuns: 400 }
    );
  });
});
