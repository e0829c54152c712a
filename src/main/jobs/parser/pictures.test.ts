// Pictures out of Word, books and Markdown: which come along, and where they stand.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ParsedFile } from '@domain/article/schema';
import { parseArticle } from './parse-article';
import { docxParts, p, r, relationType, sentence, styled } from './test-fixtures/archive-parts';
import { gif, jpeg, png, webp } from './test-fixtures/made-pictures';
import { madeArticles } from './test-fixtures/made-article';
import { docxArticle } from './test-fixtures/made-files';
import { makeZip } from './test-fixtures/make-zip';

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const shown = ({ article: { text, blocks } }: ParsedFile): string[] =>
  blocks.flatMap(({ kind, start, end, pictures = [] }) =>
    pictures.map(
      (picture) =>
        `${kind} ${text.slice(start, end)} | ${picture.alt ?? ''} ${picture.sha256.slice(0, 8)}`
    )
  );
const named = (bytes: Uint8Array): string => sha(bytes).slice(0, 8);

describe('pictures', () => {
  // Would catch: pictures asked for outside the file, paths that lead out of it, words of the picture lost, a bomb among
  // pictures that costs the article.
  it('of a Word document come by their relation, and stand with their caption', async () => {
    const [first, second] = [png(400, 300), webp(300, 300)];
    const drawing = (id: string, alt: string): string =>
      `<w:r><w:drawing><wp:docPr descr="${alt}"/><a:blip r:embed="${id}"/></w:drawing></w:r>`;
    const relation = (id: string, target: string, mode = ''): string =>
      `<Relationship Id="${id}" Type="${relationType}/image" Target="${target}" ${mode}/>`;
    const body = [
      p(r(sentence)),
      p(drawing('a', 'A bridge')),
      p(r('The bridge from the north'), styled('Cap')),
      p(r(`${sentence} Amid words.`) + drawing('b', '')),
      p(
        drawing('away', 'Elsewhere') +
          drawing('out', 'Outside') +
          drawing('bomb', 'A bomb') +
          drawing('none', '')
      )
    ].join('');
    const parts = docxParts(body, [
      {
        name: 'word/_rels/document.xml.rels',
        content: `<Relationships>${relation('a', 'media/one.emf')}${relation('b', '/word/media/two.bin')}${relation('away', 'https://a.example/x.png', 'TargetMode="External"')}${relation('out', '../../../etc/hostname')}${relation('bomb', 'media/bomb.png')}</Relationships>`
      },
      { name: 'word/media/one.emf', content: first },
      { name: 'word/media/two.bin', content: second },
      {
        name: 'word/media/bomb.png',
        content: Buffer.concat([png(400, 400), Buffer.alloc(30_000_000)])
      }
    ]).map((part) =>
      part.name === 'word/styles.xml'
        ? {
            ...part,
            content: String(part.content).replace(
              '</w:styles>',
              '<w:style w:styleId="Cap"><w:name w:val="caption"/></w:style></w:styles>'
            )
          }
        : part
    );
    const file = await parseArticle('a.docx', makeZip(parts));
    expect(shown(file)).toEqual([
      `caption The bridge from the north | A bridge ${named(first)}`,
      `paragraph ${sentence} Amid words. |  ${named(second)}`
    ]);
    expect(file.pictures.map(({ type }) => type)).toEqual(['image/png', 'image/webp']);
  });

  it('of a document that docx made stand above their caption', async () => {
    const picture = png(300, 200);
    const file = await parseArticle('a.docx', await docxArticle(madeArticles.en, picture));
    expect(shown(file)).toEqual([
      `caption Table 1: Estimates of the cost, in billions of dong | A bridge ${named(picture)}`
    ]);
  });

  // Would catch: addresses taken from the archive's root instead of the chapter's folder; a cover without words lost.
  it('of a book come by the chapter’s own addresses', async () => {
    const [cover, inside] = [jpeg(600, 800), gif(64, 64)];
    const chapter = `<html><body><img src="../img/cover%201.jpg"/><h1>One</h1><p>${sentence}</p><figure><img src="../img/in.gif" alt="x"/><figcaption>Inside</figcaption></figure></body></html>`;
    const file = await parseArticle(
      'a.epub',
      makeZip([
        {
          name: 'META-INF/container.xml',
          content: '<container><rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>'
        },
        {
          name: 'OPS/b.opf',
          content:
            '<package><manifest><item id="c" href="text/c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>'
        },
        { name: 'OPS/text/c.xhtml', content: chapter },
        { name: 'OPS/img/cover 1.jpg', content: cover },
        { name: 'OPS/img/in.gif', content: inside }
      ])
    );
    expect(shown(file)).toEqual([
      `heading One |  ${named(cover)}`,
      `caption Inside | x ${named(inside)}`
    ]);
  });

  it('of Markdown come from data addresses', async () => {
    const picture = png(90, 90);
    const address = `data:image/png;base64,${Buffer.from(picture).toString('base64')}`;
    const file = await parseArticle(
      'a.md',
      Buffer.from(`# One\n\n${sentence}\n\n![A bridge](${address})\n\n${sentence}`)
    );
    expect(shown(file)).toEqual([`figure A bridge | A bridge ${named(picture)}`]);
  });
});
