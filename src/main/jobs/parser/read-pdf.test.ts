// PDFs with what the made article has not: legacy fonts, scans, locks, damage, traps, stated facts.
import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ParsedArticle } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import { parseArticle } from './parse-article';
import { madeArticles } from './test-fixtures/made-article';
import { chromiumPdf, closeChromium, typstArticle, typstPdf } from './test-fixtures/made-pdf';
import { jpeg } from './test-fixtures/made-pictures';

afterAll(closeChromium);

const read = async (bytes: Uint8Array): Promise<ParsedArticle> =>
  (await parseArticle('a.pdf', bytes)).article;
const lines = ({ text, blocks }: ParsedArticle, clutter = false): string[] =>
  blocks
    .filter((block) => clutter === (block.clutter !== undefined))
    .map(({ start, end }) => text.slice(start, end));
async function failure(bytes: Uint8Array): Promise<AppError> {
  const thrown: unknown = await read(bytes).catch((error: unknown) => error);
  if (thrown instanceof AppError) return thrown;
  throw new Error(`expected an AppError, got ${String(thrown)}`);
}

/** One page of lines in a standard font that goes by another name. */
async function fontPdf(fontName: string, words: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  const page = document.addPage([400, 600]);
  words.forEach((line, index) => {
    page.drawText(line, { x: 40, y: 540 - 16 * index, size: 11, font });
  });
  await document.flush();
  document.context.lookup(font.ref)?.toString();
  const dict = document.context.lookup(font.ref) as unknown as {
    set(key: PDFName, value: PDFName): void;
  };
  dict.set(PDFName.of('BaseFont'), PDFName.of(fontName));
  return document.save({ useObjectStreams: false });
}

describe('PDF', () => {
  // Would catch: legacy Vietnamese shown as Western letters for the sake of a subset's prefix before the font's name.
  it.each([
    ['ABCDEF+.VnTime', ['C\u00c7u m\u00edi s\u00be th\u00abng xe tr\u00ad\u00edc m\u00efa lò.']],
    ['VNI-Times', ['caàu môùi saép thoâng xe tröôùc muøa luõ']]
  ])('in the font %s is read as Vietnamese', async (font, words) => {
    const { text } = await read(await fontPdf(font, words));
    expect(text.toLowerCase()).toMatch(/^cầu mới sắ.{0,3}thông xe trước mùa l/);
  });

  // Would catch: a scan imported as an empty article, or called damaged.
  it('of pictures without words is told from one without anything', async () => {
    const scan = await PDFDocument.create();
    const picture = await scan.embedJpg(jpeg(600, 800));
    scan.addPage([600, 800]).drawImage(picture, { x: 0, y: 0, width: 600, height: 800 });
    const error = await failure(await scan.save());
    expect([error.code, error.details.file]).toEqual(['filePicturesOnly', 'a.pdf']);
    const empty = await PDFDocument.create();
    empty.addPage([600, 800]);
    expect((await failure(await empty.save())).code).toBe('fileNoText');
  });

  it('that is locked, torn, renamed or endless is named with the reason', async () => {
    const locked = await PDFDocument.create();
    locked.addPage([600, 800]).drawText('A secret');
    locked.encrypt({ userPassword: 'one', ownerPassword: 'two' });
    const long = await PDFDocument.create();
    for (let page = 0; page < 5001; page += 1) long.addPage([60, 80]);
    const whole = await typstPdf('= A title\n\nSome words.');
    const cases: [string, Uint8Array, string][] = [
      ['locked', await locked.save(), 'fileEncrypted'],
      ['cut short', whole.subarray(0, 300), 'fileDamaged'],
      ['no PDF', Buffer.from('A text by another name'), 'fileDamaged'],
      ['of very many pages', await long.save(), 'fileTooManyPages']
    ];
    for (const [name, bytes, code] of cases) {
      const error = await failure(bytes);
      expect({ name, code: error.code, file: error.details.file }).toEqual({
        name,
        code,
        file: 'a.pdf'
      });
    }
  });

  // Would catch: an exception of pdf.js let through, a page's damage that costs the others, a hang.
  it('ends in an article or a named error, whatever bytes are changed or cut off', async () => {
    const whole = await typstPdf(typstArticle(madeArticles.en, 'en'), false);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)),
          { minLength: 1, maxLength: 20 }
        ),
        fc.boolean(),
        async (changes, cut) => {
          const broken = Uint8Array.from(whole);
          for (const [place, value] of changes) broken[Math.floor(place * broken.length)] = value;
          const bytes = cut
            ? broken.subarray(0, Math.floor((changes[0]?.[0] ?? 0) * broken.length))
            : broken;
          try {
            expect((await read(bytes)).text).not.toBe('');
          } catch (thrown) {
            if (!(thrown instanceof AppError)) throw thrown;
            expect(thrown.details.file).toBe('a.pdf');
          }
        }
      ),
      { numRuns: 40, seed: 20, endOnFailure: true }
    );
  });

  // Would catch: three columns read across, a headline over all of them put into one, pages' feet in the text.
  it('in three columns under a headline is read column by column', async () => {
    const paragraphs = Array.from(
      { length: 9 },
      (_none, index) =>
        `Paragraph ${index + 1} tells how the river rose in the night, how the people of the lower village carried their beds upstairs, and how in the morning the water stood at the third step of the school and went no higher.`
    );
    const source = `#set page("a4", margin: 2cm, footer: [The Evening Paper #h(1fr) #context counter(page).display()])
#set text(font: "Source Serif 4", size: 9.5pt)
#set par(justify: true, spacing: 1.4em)
#align(center, text(size: 22pt)[The night the river rose over the lower village])
#columns(3)[${paragraphs.join('\n\n')}]
#pagebreak()
One more page ends it, with a line that is long enough to be read as a paragraph of its own.`;
    const article = await read(await typstPdf(source, false));
    expect(lines(article)).toEqual([
      'The night the river rose over the lower village',
      ...paragraphs,
      'One more page ends it, with a line that is long enough to be read as a paragraph of its own.'
    ]);
    expect(lines(article, true).map((line) => line.replace(/\s+/g, ' '))).toEqual([
      'The Evening Paper 1',
      'The Evening Paper 2'
    ]);
    expect(article.blocks[0]).toMatchObject({ kind: 'heading', level: 1 });
  });

  // Would catch: hyphens left in words cut by hand-set soft hyphens, or taken out of compounds at a line's end.
  it('joins words that are cut at line ends, and keeps compounds', async () => {
    const html = `<html lang="en"><style>body{font:11pt serif;width:6cm}</style><p>The anti-corruption office said that corruption had fallen; the well-known anti-corrup&shy;tion lawyer, long unknown abroad, called the figures mis&shy;lead&shy;ing and said that a long-term plan was need&shy;ed for the country, which has no long plan of any term, and that the repre&shy;sen&shy;ta&shy;tives of the twenty-one provinces knew it.</p></html>`;
    const { text } = await read(await chromiumPdf(html, { tagged: false }));
    expect(text.split(' ')).toEqual(
      html
        .replace(/^.*?<p>|<\/p>.*$/g, '')
        .replaceAll('&shy;', '')
        .split(' ')
    );
  });

  it('believes what it states of itself only where that is worth it', async () => {
    const make = async (title: string, author: string): Promise<ParsedArticle> => {
      const document = await PDFDocument.create();
      document.setTitle(title);
      document.setAuthor(author);
      const page = document.addPage([400, 600]);
      page.drawText('The ministry said on Tuesday that the work would begin soon.', {
        x: 40,
        y: 500,
        size: 11
      });
      page.drawText('Nobody in the village believed that it would be before winter.', {
        x: 40,
        y: 480,
        size: 11
      });
      return read(await document.save());
    };
    expect(await make('Water in the lower village', 'Le Thu Ha')).toMatchObject({
      title: 'Water in the lower village',
      byline: 'Le Thu Ha'
    });
    const odd = await make('Microsoft Word - bao_cao_final2.doc', 'Admin');
    expect(odd.title).toContain('The ministry said');
    expect(odd.byline).toBeUndefined();
  });
});
