import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parsedArticleSchema, type ParsedArticle } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import { maxArticleBytes } from '@shared/limits';
import { parseArticle } from './parse-article';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (name: string, content: Uint8Array): Promise<ParsedArticle> =>
  (await parseArticle(name, content)).article;
const parse = (name: string, text: string): Promise<ParsedArticle> => read(name, bytes(text));

/** One line a block: clutter reason or kind with level, then its words. */
const shown = ({ text, blocks }: ParsedArticle): string[] =>
  blocks.map(
    ({ kind, level, start, end, clutter }) =>
      `${clutter ?? kind + String(level ?? '')}: ${text.slice(start, end)}`
  );
const marked = ({ text, marks }: ParsedArticle): string[] =>
  marks.map(
    ({ kind, start, end, href }) => `${kind} ${text.slice(start, end)}${href ? ` → ${href}` : ''}`
  );

async function failure(name: string, content: Uint8Array | string): Promise<AppError> {
  try {
    await read(name, typeof content === 'string' ? bytes(content) : content);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('parsed');
}

/** What every reader of an article relies on. */
function expectWhole(article: ParsedArticle): void {
  parsedArticleSchema.parse(article);
  const { text, blocks, marks } = article;
  expect(text).toBe(text.normalize('NFC'));
  expect(text).not.toMatch(/[\u00ad\ufeff\u2060\r\0]/);
  expect(blocks.map(({ start, end }) => text.slice(start, end)).join('\n')).toBe(text);
  let at = 0;
  for (const { start, end } of blocks) {
    expect(start).toBe(at);
    expect(end).toBeGreaterThan(start);
    expect(text.slice(start, end)).not.toMatch(/\n|^\s|\s$/);
    at = end + 1;
  }
  for (const { start, end, href } of marks) {
    expect(end).toBeGreaterThan(start);
    expect(blocks.some((block) => block.start <= start && end <= block.end)).toBe(true);
    if (href !== undefined) expect(href).toMatch(/^(https?:|mailto:)/i);
  }
}

const body =
  'The mayor of the town said on Tuesday that the new bridge over the river would open to traffic before the end of the month, and that the ferry would stay.';
const vietnamese =
  'Chủ tịch thị trấn cho biết hôm thứ Ba rằng cây cầu mới bắc qua sông sẽ thông xe trước cuối tháng, còn chuyến phà cũ vẫn được giữ lại.';

describe('every parsed article', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '\n',
      '\n\n',
      '\r\n',
      'a\u0301',
      '\u0301',
      '\u00ad',
      '\ufeff',
      '<p>',
      '</p>',
      '<br>',
      '<b>',
      '</b>',
      '<i>',
      '</i>',
      '<a href="javascript:x">',
      '<a href="https://a.example/">',
      '</a>',
      '<li>',
      '<pre>',
      '</pre>',
      '<h2>',
      '</h2>',
      '&nbsp;',
      '&#173;',
      '**',
      '*',
      '`',
      '# ',
      '- ',
      '> ',
      '| a | b |',
      '[x](mailto:a@b.example)',
      '![p](q.png "t")',
      body
    )
  );
  const source = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));

  it.each(['a.txt', 'a.md', 'a.html'])('is whole, whatever stands in %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(source, async (text) => {
        let article: ParsedArticle;
        try {
          article = await parse(name, text);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
          return;
        }
        expectWhole(article);
      }),
      { numRuns: 300 }
    );
  });
});

describe('charsets', () => {
  const text = `Cây cầu mới\n${vietnamese}\n`;
  // Windows' Vietnamese writes tones as combining marks behind the letter.
  const combining = text
    .normalize('NFD')
    .replace(/([aeou])([\u0300\u0301\u0303\u0309\u0323]?)([\u0302\u0306\u031b])/giu, '$1$3$2')
    .replace(/[aou][\u0302\u0306\u031b]|e\u0302/giu, (letter) => letter.normalize('NFC'));

  const cases: [string, Uint8Array, string][] = [
    ['UTF-8', bytes(text), 'utf-8'],
    ['UTF-8 with a byte order mark', bytes(`\ufeff${text}`), 'utf-8'],
    ['decomposed UTF-8', bytes(text.normalize('NFD')), 'utf-8'],
    ['UTF-16 LE with a mark', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16 BE with a mark', iconv.encode(text, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['UTF-16 LE without', iconv.encode(text, 'utf-16le', { addBOM: false }), 'utf-16le'],
    ['UTF-16 BE without', iconv.encode(text, 'utf-16be', { addBOM: false }), 'utf-16be'],
    ['windows-1258', iconv.encode(combining, 'windows-1258'), 'windows-1258']
  ];
  it.each(cases)(
    'reads Vietnamese in %s without losing a mark',
    async (_name, content, charset) => {
      const article = await read('a.txt', content);
      expect(article.charset).toBe(charset);
      expect(article.language).toBe('vi');
      expect(article.text).toBe(text.trim());
      expectWhole(article);
    }
  );

  it('reads Western text as such, though its accents are letters of windows-1258 too', async () => {
    const french =
      'Le maire a déclaré hier que le pont neuf serait ouvert à la circulation « très bientôt », là où passait le bac.';
    const article = await read('a.txt', iconv.encode(french, 'windows-1252'));
    expect([article.charset, article.text, article.language]).toEqual([
      'windows-1252',
      french,
      'fr'
    ]);
  });

  it('believes valid UTF-8 over a wrong declaration, and a right declaration over a guess', async () => {
    const wrong = await parse(
      'a.html',
      `<html><head><meta charset="iso-8859-1"></head><body><p>${vietnamese}</p></body></html>`
    );
    expect([wrong.charset, wrong.text]).toEqual(['utf-8', vietnamese]);
    const japanese = '市長は火曜日、新しい橋が月末までに開通すると述べた。古い渡し船は残る。';
    const right = await read(
      'a.html',
      iconv.encode(
        `<html><head><meta charset="shift_jis"></head><body><p>${japanese}</p></body></html>`,
        'shift_jis'
      )
    );
    expect([right.charset, right.text, right.language]).toEqual(['shift_jis', japanese, 'ja']);
  });
});

describe('files that are no articles', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
  const noise = Uint8Array.from(
    { length: 4000 },
    (_byte, at) => (at * 7919 + (at >> 3) * 104729) % 256
  );
  const cases: [string, string, Uint8Array | string, string][] = [
    ['an unknown ending', 'a.xyz', 'text', 'fileUnknownType'],
    ['no ending', 'readME', 'text', 'fileUnknownType'],
    ['no bytes', 'a.txt', '', 'fileEmpty'],
    ['white space only', 'a.md', ' \n\t\r\n\u00a0', 'fileEmpty'],
    ['a byte order mark only', 'a.txt', '\ufeff', 'fileEmpty'],
    ['a picture', 'a.txt', png, 'fileBinary'],
    ['a program', 'a.txt', bytes('\u007fELF\u0002\u0001'), 'fileBinary'],
    ['noise', 'a.txt', noise, 'fileBinary'],
    ['a tail of zeroes', 'a.txt', bytes(`${body}${'\0'.repeat(501)}`), 'fileDamaged'],
    ['a cut character', 'a.txt', bytes(vietnamese).subarray(0, -3), 'fileDamaged'],
    ['a cut tag', 'a.html', `<html><body><p>${body}</p><a href="http`, 'fileDamaged'],
    ['a cut page', 'a.html', `<html><body><div><p>${body}`, 'fileDamaged'],
    [
      'a page without words',
      'a.html',
      '<html><body><script>let x</script><img src="a.png"></body></html>',
      'fileNoText'
    ]
  ];
  it.each(cases)('%s: says which file and why', async (_name, file, content, code) => {
    const error = await failure(file, content);
    expect([error.code, error.details.file]).toEqual([code, file]);
  });

  // Would catch: words lost, or a failure of ours, where a page leaves out tags that it may leave out.
  it.each([
    ['<html><e><p>', ''],
    ['<!doctype html><html lang=en><meta charset=utf-8><title>The bridge</title><p>', 'The bridge'],
    ['<html><head><title>The bridge</title></head><p>', 'The bridge']
  ])('reads a page without a body: %s', async (head, title) => {
    const article = await parse('a.html', head + body);
    expect(article.text).toBe(body);
    if (title) expect(article.title).toBe(title);
  });

  it('refuses what is larger than it can read in time', async () => {
    expect((await failure('a.txt', new Uint8Array(maxArticleBytes + 1).fill(97))).code).toBe(
      'fileTooLarge'
    );
  });
});

describe('plain text', () => {
  it('reads a file of very many lines', async () => {
    expect((await parse('a.txt', 'ab\n'.repeat(150_000))).blocks).toHaveLength(150_000);
  });

  it('states title, byline, date and place where the words do', async () => {
    const article = await parse(
      'a.txt',
      `New bridge to open\nBy Tran Minh Chau\nLAC GIANG, March 14, 2026 – ${body}\n${body}\n`
    );
    expect(article).toMatchObject({
      title: 'New bridge to open',
      byline: 'Tran Minh Chau',
      date: '2026-03-14',
      place: 'LAC GIANG',
      language: 'en'
    });
  });

  it('takes a bare Vietnamese name under the title for the author, not for a heading', async () => {
    const article = await parse(
      'a.txt',
      `Cầu mới sắp thông xe\n\nTrần Minh Châu\n\n${vietnamese}\n`
    );
    expect(article.byline).toBe('Trần Minh Châu');
    expect(article.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'paragraph']);
  });

  it('reads Vietnamese dates as they are written', async () => {
    const article = await parse(
      'a.txt',
      `Cầu mới sắp thông xe\nThứ Ba, 05/08/2025\n${vietnamese}\n`
    );
    expect(article.date).toBe('2025-08-05');
  });

  it('makes a title of the first words where there is none', async () => {
    const { title } = await parse('a.txt', `${body} ${body}`);
    expect(title).toMatch(/^The mayor of the town .*…$/);
    expect(title.length).toBeLessThan(95);
  });
});

describe('Markdown', () => {
  it('gives blocks of their kind, marks, and the front matter', async () => {
    const article = await parse(
      'a.md',
      [
        '---',
        'title: "New bridge"',
        'author: Chau',
        'date: 2026-03-14',
        '---',
        '# The bridge',
        '',
        `${body} **bold *both*** and \`code\`.`,
        '',
        '> Quoted words here.',
        '',
        '- one',
        '- two',
        '',
        '```',
        'let x = 1;',
        'let y;',
        '```',
        '',
        '| A | B |',
        '|---|---|',
        '| c | d |',
        '',
        '![](p.png)',
        '*By the river.*',
        '',
        '[^1]: A note with a [link](https://a.example/x) and [none](ftp://a.example/).'
      ].join('\n')
    );
    expectWhole(article);
    expect(article).toMatchObject({ title: 'New bridge', byline: 'Chau', date: '2026-03-14' });
    expect(shown(article)).toEqual([
      'heading1: The bridge',
      `paragraph: ${body} bold both and code.`,
      'quote: Quoted words here.',
      'listItem: one',
      'listItem: two',
      'code: let x = 1;\u2028let y;',
      'tableCell: A',
      'tableCell: B',
      'tableCell: c',
      'tableCell: d',
      'caption: By the river.',
      'footnote: A note with a link and none.'
    ]);
    expect(marked(article)).toEqual([
      'bold bold both',
      'italic both',
      'code code',
      'italic By the river.',
      'link link → https://a.example/x'
    ]);
  });

  it('reads a page saved as one line a paragraph, with rows between pipes', async () => {
    const article = await parse(
      'a.md',
      [
        'New bridge to open',
        '| Ferry says farewell after eighty years on the river | |',
        `${body} With [a link](https://a.example/).`,
        '![]() |',
        '| By the *river*. |',
        body,
        'Recommended',
        'Ten towns to see by boat'
      ].join('\n')
    );
    expectWhole(article);
    expect(shown(article)).toEqual([
      'heading1: New bridge to open',
      'teaser: Ferry says farewell after eighty years on the river',
      `paragraph: ${body} With a link.`,
      'caption: By the river.',
      `paragraph: ${body}`,
      'related: Recommended',
      'related: Ten towns to see by boat'
    ]);
    expect(marked(article)).toEqual(['link a link → https://a.example/', 'italic river']);
  });

  it('keeps lines broken at a width together', async () => {
    const wrapped = body.replace(/(.{30,45}) /g, '$1\n');
    expect(shown(await parse('a.md', `# Bridge\n\n${wrapped}\n\n${wrapped}\n`))).toEqual([
      'heading1: Bridge',
      `paragraph: ${body}`,
      `paragraph: ${body}`
    ]);
  });

  it('shows HTML in it as words, never as elements', async () => {
    const article = await parse('a.md', `Hello <script>alert(1)</script> <b>you</b>\n\n${body}`);
    expect(article.text).toContain('<script>alert(1)</script> <b>you</b>');
    expect(article.marks).toEqual([]);
  });
});

describe('HTML', async () => {
  const page = (inner: string): string =>
    `<!doctype html><html lang="en"><head><title>New bridge to open | The River Post</title>
     <meta property="article:published_time" content="2026-03-14T08:00:00+07:00"><meta name="author" content="Tran Chau"></head>
     <body>${inner}</body></html>`;

  const article = await parse(
    'a.html',
    page(`<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
      <article><h1>New bridge to open</h1>
      <p>${body} <b>Bo</b><b>ld</b>, <a href="https://a.example/?a=1">linked</a>, <a href="javascript:alert(1)">not linked</a>.</p>
      <figure><img src="x.png"><figcaption>By the river. <i>Photo: Town</i></figcaption></figure>
      <h2>What comes next</h2>
      <p>${body}<br>After a break.</p><blockquote><p>${body}</p></blockquote>
      <ul><li>First thing</li><li>Second thing</li></ul>
      <p style="display:none">hidden words</p><p hidden>more hidden</p><script>let hidden = 1</script><p onclick="x()">${body}</p>
      <pre>one\n  two</pre><table><tr><td>c1</td><td>c2</td></tr></table>
      <div class="related-stories"><h3>Related</h3><ul><li><a href="/1">Ten towns to see by boat</a></li></ul></div>
      </article><footer>© 2026 The River Post. All rights reserved.</footer>`)
  );

  it('gives the article its blocks and folds the page around it away', () => {
    expectWhole(article);
    expect(shown(article)).toEqual([
      'navigation: Home',
      'navigation: World',
      'heading1: New bridge to open',
      `paragraph: ${body} Bold, linked, not linked.`,
      'caption: By the river. Photo: Town',
      'heading2: What comes next',
      `paragraph: ${body}\u2028After a break.`,
      `quote: ${body}`,
      'listItem: First thing',
      'listItem: Second thing',
      `paragraph: ${body}`,
      'code: one\u2028  two',
      'tableCell: c1',
      'tableCell: c2',
      'related: Related',
      'related: Ten towns to see by boat',
      'footer: © 2026 The River Post. All rights reserved.'
    ]);
  });

  it('keeps marks on their words, and links only where they lead to the web or mail', () => {
    expect(marked(article).slice(0, 3)).toEqual([
      'bold Bold',
      'link linked → https://a.example/?a=1',
      'italic Photo: Town'
    ]);
    expect(article.marks.filter((mark) => mark.kind === 'link')).toHaveLength(1);
  });

  it('reads title, author and date from the head', () => {
    expect(article).toMatchObject({
      title: 'New bridge to open',
      byline: 'Tran Chau',
      date: '2026-03-14',
      language: 'en'
    });
  });

  it('survives elements nested ten thousand deep', async () => {
    const deep = await parse(
      'a.html',
      `${'<div>'.repeat(10_000)}<p>x</p>${'</div>'.repeat(10_000)}<p>${body}</p>`
    );
    expect(deep.text).toContain(body);
  });
});

describe('hostile files', () => {
  // Each takes minutes or the stack where time or depth grows faster than the file.
  it.each([
    ['spaces in one line', 'a.txt', `a${' '.repeat(300_000)}b`],
    ['a row of very many cells', 'a.txt', `${'| a '.repeat(150_000)}|`],
    ['marks without end on one letter', 'a.html', `<p><b>x</b>a${'\u0301'.repeat(60_000)}</p>`],
    ['line breaks in one paragraph', 'a.html', `<p>${'word<br>'.repeat(20_000)}</p>`],
    [
      'a date of a megabyte',
      'a.html',
      `<meta name="date" content="${'x'.repeat(1_000_000)}"><p>x</p>`
    ],
    ['scripts never closed', 'a.html', `<p>x</p>${'<script>'.repeat(60_000)}`],
    ['elements nested without end', 'a.html', `<p>x</p>${'<div>'.repeat(200_000)}`],
    ['links never closed', 'a.md', `${'[a]('.repeat(30_000)} x`]
  ])(
    'are read in time: %s',
    async (_name, file, text) => {
      expect((await parse(file, text)).blocks.length).toBeGreaterThan(0);
    },
    10_000
  );

  it('are refused in time: comments never closed', async () => {
    const torn = `<p>x</p>${'<!--'.repeat(60_000)}`;
    expect((await failure('a.html', torn)).details.reason).toBe('cutMarkup');
  }, 10_000);
});

const seeds = join(import.meta.dirname, '../../../../../shared/seeds');
describe.skipIf(!existsSync(seeds))(
  'the seed articles (skipped where ../shared/seeds is absent)',
  () => {
    it('are English and Vietnamese, titled by their first line', async () => {
      const seed = (name: string): Promise<ParsedArticle> =>
        read(name, readFileSync(join(seeds, name)));
      const english = await seed('000_a093653b43277145.txt');
      const vietnameseOne = await seed('004_b299efa9cbc59ef1.txt');
      for (const each of [english, vietnameseOne]) expectWhole(each);
      expect([english.language, vietnameseOne.language]).toEqual(['en', 'vi']);
      expect(english.title).toBe(english.text.split('\n')[0]);
      expect(vietnameseOne.title).toBe(vietnameseOne.text.split('\n')[0]);
    });
  }
);
