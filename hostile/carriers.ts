// A vector in a file of each format, wherever that format has a place for it: as markup, as words, in the title and the
// author's name, in the file's own name, and in what only this format has.
import {
  docxParts,
  epubParts,
  p,
  r,
  relationType,
  sentence,
  styled
} from '../src/main/jobs/parser/test-fixtures/archive-parts';
import { makeZip } from '../src/main/jobs/parser/test-fixtures/make-zip';
import { makeMhtml } from './make-mhtml';
import { firstFree, makePages } from './make-pdf';
import type { Vector } from './vectors';
import type { Format } from './whole-files';

export interface CarriedCase {
  /** A word that is found in this file's title and name alone. */
  token: string;
  vector: string;
  format: Format;
  name: string;
  bytes: Uint8Array;
}

interface Harm {
  title: string;
  markup: string;
  run: string;
  address: string;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const words = `${sentence} ${sentence.replace('mayor', 'council')}`;

const page = ({ title, markup, address }: Harm): string => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="author" content="${escaped(markup)}"><link rel="canonical" href="${address}/x.html">
</head><body><article><h1>${escaped(title)}</h1><p>${words}</p><p>${escaped(markup)}</p><p>${words}</p>
${markup}<p>${words}</p></article></body></html>`;

const word = ({ title, markup, run, address }: Harm): Uint8Array => {
  const link = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relationType}/${type}" Target="${escaped(target)}" TargetMode="External"/>`;
  return makeZip(
    docxParts(
      [
        p(r(escaped(title)), styled('Titre')),
        p(r(words)),
        p(r(escaped(markup))),
        p(`<w:hyperlink r:id="script">${r('open')}</w:hyperlink>`),
        p(`<w:hyperlink r:id="away">${r('open too')}</w:hyperlink>`),
        p(`<w:r><w:drawing><a:blip r:link="picture"/></w:drawing></w:r>`),
        p(`<w:fldSimple w:instr="INCLUDEPICTURE ${address}/x.png">${r('field')}</w:fldSimple>`),
        '<w:altChunk r:id="chunk"/>',
        p(r(words))
      ].join(''),
      [
        {
          name: 'word/_rels/document.xml.rels',
          content: `<Relationships>${link('script', 'hyperlink', `javascript:${run}`)}${link('away', 'hyperlink', `${address}/x.html`)}${link('picture', 'image', `${address}/x.png`)}${link('template', 'attachedTemplate', `${address}/x.dotm`)}<Relationship Id="chunk" Type="${relationType}/aFChunk" Target="chunk.html"/></Relationships>`
        },
        { name: 'word/chunk.html', content: page({ title, markup, run, address }) },
        {
          name: 'docProps/core.xml',
          content: `<cp:coreProperties><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(markup)}</dc:creator></cp:coreProperties>`
        }
      ]
    )
  );
};

const book = ({ title, markup, run, address }: Harm): Uint8Array =>
  makeZip([
    ...epubParts().map((part) => {
      if (part.name === 'OPS/book.opf') {
        return {
          ...part,
          content: String(part.content)
            .replace('Rivers &amp; bridges', escaped(title))
            .replace('Tran Chau', escaped(markup))
            .replace(
              '</manifest>',
              `<item id="away" href="${address}/x.html" media-type="application/xhtml+xml"/><item id="js" href="evil.js" media-type="text/javascript"/></manifest>`
            )
        };
      }
      return part.name === 'OPS/text/1.xhtml'
        ? {
            ...part,
            content: `<html><head><title>${escaped(title)}</title><script src="../evil.js"></script><link rel="stylesheet" href="${address}/x.css"/></head><body><h1>${escaped(title)}</h1><p>${words}</p><p>${escaped(markup)}</p>${markup}<p>${words}</p></body></html>`
          }
        : part;
    }),
    { name: 'OPS/evil.js', content: run },
    { name: '../../evil.xhtml', content: markup },
    { name: '/etc/evil.xhtml', content: markup }
  ]);

const literal = (text: string): string =>
  `(${text.replace(/[^\n -~]/g, '?').replace(/[\\()]/g, '\\$&')})`;
const pdf = ({ title, markup, run, address }: Harm): Uint8Array => {
  const area = '/Type/Annot/Subtype/Link/Rect[0 0 595 842]';
  const lines = [title, '', ...words.split(/(?<=\.) /), '', ...(markup.match(/.{1,80}/gs) ?? [])];
  const [script, away, launch] = [0, 1, 2].map((index) => firstFree(1) + index);
  return makePages([lines.map((line) => line.replace(/\s/g, ' '))], {
    info: `/Title${literal(title)}/Author${literal(markup)}`,
    catalogue: `/OpenAction<</S/JavaScript/JS${literal(run)}>>/AA<</WC<</S/JavaScript/JS${literal(run)}>>>>`,
    page: `/Annots[${script} 0 R ${away} 0 R ${launch} 0 R]/AA<</O<</S/URI/URI${literal(`${address}/x.html`)}>>>>`,
    more: [
      { body: `<<${area}/A<</S/URI/URI${literal(`javascript:${run}`)}>>>>` },
      { body: `<<${area}/A<</S/URI/URI${literal(`${address}/x.html`)}>>>>` },
      { body: `<<${area}/A<</S/Launch/F${literal(`${address}/x.exe`)}>>>>` }
    ]
  });
};

const carry: Record<Format, (harm: Harm) => Uint8Array> = {
  txt: ({ title, markup }) => Buffer.from(`${title}\n\n${words}\n\n${markup}\n\n${words}\n`),
  md: ({ title, markup, run, address }) =>
    Buffer.from(
      `# ${title}\n\n${words}\n\n${markup}\n\n[open](javascript:${run}) [open](<java&Tab;script:${run}>) ![x](${address}/x.png "t") <javascript:${run}> <${address}/x.html> [by name][n]\n\n${words}\n\n\`\`\`html\n${markup}\n\`\`\`\n\n[n]: javascript:${run} "x"\n`
    ),
  html: (harm) => Buffer.from(page(harm)),
  mhtml: (harm) =>
    makeMhtml(
      [
        {
          type: 'text/html; charset=utf-8',
          location: 'https://example.org/',
          content: page({
            ...harm,
            markup: `${harm.markup}<script src="cid:evil@example"></script><iframe src="cid:frame@example"></iframe><img src="${harm.address}/x.png">`
          })
        },
        {
          type: 'text/javascript',
          location: `${harm.address}/x.js`,
          headers: 'Content-ID: <evil@example>\r\n',
          content: harm.run
        },
        {
          type: 'text/html',
          location: 'https://example.org/frame',
          headers: 'Content-ID: <frame@example>\r\n',
          content: harm.markup
        }
      ],
      // A line of the head: an empty one within would end it, and the file would be refused before its page was read.
      harm.title.replace(/\s+/g, ' ')
    ),
  docx: word,
  pdf,
  epub: book
};

/** What no file name may hold on any of the systems that tests run on. */
const unnameable = /[/\\\p{Cc}]/gu;

/** The vector in a file of that format. Script that it runs calls `__pwn` with the token. */
export function carriedCase(
  vector: Vector,
  format: Format,
  token: string,
  address: string
): CarriedCase {
  const run = `__pwn('${token}')`;
  const markup = vector.markup(run, address);
  const title = `${token} ${markup}`;
  const bytes = carry[format]({ title, markup, run, address });
  const name = `${`${token} ${markup}`.replace(unnameable, '').slice(0, 120)}.${format}`;
  return { token, vector: vector.name, format, name, bytes };
}
