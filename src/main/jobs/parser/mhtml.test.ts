// Saved web pages made by hand: what must come out of whole ones, of torn ones, and which pictures come along.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parsedArticleSchema, type ParsedFile } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import { parseArticle } from './parse-article';
import { gif, jpeg, png, webp } from './test-fixtures/made-pictures';

const sentence =
  'Thị trưởng cho biết hôm thứ Ba rằng cây cầu mới bắc qua sông sẽ thông xe trước cuối tháng này, sớm hơn dự kiến ba tuần.';
const boundary = '----MultipartBoundary--abc123----';

const quotedPrintable = (text: string | Uint8Array): string =>
  [...Buffer.from(text)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
    .replace(/(.{72})/g, '$1=\r\n');

interface Part {
  headers: string[];
  body: string;
}
const part = (headers: string[], body: string): Part => ({ headers, body });
const html = (source: string, more: string[] = []): Part =>
  part(
    [
      'Content-Type: text/html; charset="utf-8"',
      'Content-Transfer-Encoding: quoted-printable',
      ...more
    ],
    quotedPrintable(source)
  );
const picture = (bytes: Uint8Array, ...headers: string[]): Part =>
  part(
    ['Content-Type: text/css', 'Content-Transfer-Encoding: base64', ...headers].map((line) =>
      line.replace('text/css', 'application/octet-stream')
    ),
    Buffer.from(bytes)
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n')
  );

function multipart(parts: readonly Part[], type = 'multipart/related', mark = boundary): Part {
  const body = parts
    .map(({ headers, body: inner }) => `--${mark}\r\n${headers.join('\r\n')}\r\n\r\n${inner}\r\n`)
    .join('');
  return part(
    [`Content-Type: ${type};`, `\ttype="text/html";`, `\tboundary="${mark}"`],
    `\r\n${body}--${mark}--\r\n`
  );
}
const message = (entity: Part, ...headers: string[]): Buffer =>
  Buffer.from([...headers, ...entity.headers].join('\r\n') + `\r\n\r\n${entity.body}`, 'latin1');

const saved = 'Snapshot-Content-Location: https://a.example/news/bridge?id=1';
const page = (body: string): string =>
  `<html lang="vi"><head><title>Cầu mới</title></head><body><h1>Cầu mới sắp thông xe</h1><p>${sentence}</p>${body}<p>${sentence} Hết.</p></body></html>`;
const read = (bytes: Uint8Array, name = 'a.mhtml'): Promise<ParsedFile> =>
  parseArticle(name, bytes);
const failure = async (bytes: Uint8Array): Promise<AppError> => {
  const thrown: unknown = await read(bytes).catch((error: unknown) => error);
  if (thrown instanceof AppError) return thrown;
  throw new Error(`expected an AppError, got ${String(thrown)}`);
};
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a saved web page', () => {
  // Would catch: quoted-printable cut at its soft line ends, the folder's page read instead of the saved one, no address.
  it('gives its words and the address it was saved from', async () => {
    const bytes = message(multipart([html(page(''))]), 'From: <Saved by Blink>', saved);
    const { article } = await read(bytes, 'Trang.MHT');
    expect(article.text.split('\n')).toEqual([
      'Cầu mới sắp thông xe',
      sentence,
      `${sentence} Hết.`
    ]);
    expect(article).toMatchObject({
      url: 'https://a.example/news/bridge?id=1',
      language: 'vi',
      charset: 'utf-8'
    });
    parsedArticleSchema.parse(article);
  });

  // Would catch: the part's charset taken for UTF-8; words of a legacy charset lost on the way through a string.
  it.each([
    ['8bit', (text: Buffer) => text.toString('latin1')],
    ['quoted-printable', (text: Buffer) => quotedPrintable(text)],
    ['base64', (text: Buffer) => text.toString('base64')]
  ])('is read in its own charset, sent as %s', async (encoding, encode) => {
    const koi8 = Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]); // Привет
    const source = Buffer.concat([Buffer.from('<p>'), koi8, Buffer.from(` ${'x'.repeat(90)}</p>`)]);
    const only = part(
      ['Content-Type: text/html; charset=koi8-r', `Content-Transfer-Encoding: ${encoding}`],
      encode(source)
    );
    const { article } = await read(message(multipart([only])));
    expect(article.text).toMatch(/^Привет x+$/);
    expect(article.charset).toBe('koi8-r');
  });

  // Would catch: only the outermost multipart looked into; the plain copy of a mail read beside its page.
  it('is found in multiparts within multiparts', async () => {
    const plain = part(['Content-Type: text/plain'], 'Plain copy');
    const both = multipart([plain, html(page(''))], 'multipart/alternative', 'inner');
    const { article } = await read(message(multipart([both, picture(png(400, 300))])));
    expect(article.text).toContain(sentence);
    expect(article.text).not.toContain('Plain copy');
  });

  // Would catch: half an article taken for a whole one, a crash, a message without a file's name.
  it('that is torn or none at all is named with the reason', async () => {
    const whole = message(multipart([html(page('')), picture(png(400, 300))]), saved);
    const cases: [string, Uint8Array, string, string?][] = [
      ['in its last part', whole.subarray(0, -40), 'fileDamaged', 'cutParts'],
      ['in its page', whole.subarray(0, 900), 'fileDamaged', 'cutParts'],
      ['in its head', whole.subarray(0, 60), 'fileDamaged', 'archive'],
      ['no message', Buffer.from(sentence), 'fileDamaged', 'archive'],
      ['no page', message(multipart([picture(png(400, 300))])), 'fileNoText']
    ];
    for (const [name, bytes, code, reason] of cases) {
      const { code: found, details } = await failure(bytes);
      expect({ name, found, ...details }).toEqual({
        name,
        found: code,
        file: 'a.mhtml',
        ...(reason ? { reason } : {})
      });
    }
  });

  it('of ten thousand parts, or nested without end, is read in time', async () => {
    const many = Array.from({ length: 9000 }, () => part(['Content-Type: text/css'], 'a{}'));
    expect((await read(message(multipart([html(page('')), ...many])))).article.text).toContain(
      sentence
    );
    let deep = html(page(''));
    for (let depth = 0; depth < 200; depth += 1)
      deep = multipart([deep], 'multipart/mixed', `b${depth}`);
    expect((await failure(message(deep))).code).toBe('fileNoText');
    // Boundary-like lines without end.
    const torn = message(
      part([`Content-Type: multipart/related; boundary=x`], '--x y\n'.repeat(300_000))
    );
    expect((await failure(torn)).code).toBe('fileDamaged');
  });
});

describe('pictures of a saved page', () => {
  const [wide, tall, small] = [png(400, 300), jpeg(300, 400), gif(20, 20)];

  // Would catch: addresses compared as written, captions and alternative words lost, ornaments and SVG kept.
  it('are found by address and by id, and stand with their captions', async () => {
    const body = [
      '<figure><img src="cid:wide@a"><figcaption>Cầu nhìn từ phía bắc</figcaption></figure>',
      '<img src="/img/tall.jpg" alt="Cầu nhìn từ xa">',
      '<p><img src="small.gif" alt="Dấu chấm">Bên dưới có một chữ.</p>',
      '<p><img src="../wide.png">Đoạn bên cạnh ảnh.</p>',
      '<img src="https://elsewhere.example/x.png" alt="Ảnh ở nơi khác"><img src="draw.svg" alt="Hình vẽ">'
    ].join('');
    const { article, pictures } = await read(
      message(
        multipart([
          html(page(body), ['Content-Location: https://a.example/news/bridge?id=1']),
          picture(wide, 'Content-ID: <wide@a>', 'Content-Location: https://a.example/wide.png'),
          picture(tall, 'Content-Location: https://a.example/img/tall.jpg'),
          picture(small, 'Content-Location: https://a.example/news/small.gif'),
          picture(
            Buffer.from('<svg onload="alert(1)"/>'),
            'Content-Location: https://a.example/news/draw.svg'
          )
        ]),
        saved
      )
    );
    const shown = article.blocks.map(({ kind, start, end, pictures: own }) => [
      kind,
      article.text.slice(start, end),
      own
    ]);
    expect(shown.slice(2, -1)).toEqual([
      ['caption', 'Cầu nhìn từ phía bắc', [{ sha256: sha(wide), width: 400, height: 300 }]],
      [
        'figure',
        'Cầu nhìn từ xa',
        [{ sha256: sha(tall), width: 300, height: 400, alt: 'Cầu nhìn từ xa' }]
      ],
      ['paragraph', 'Bên dưới có một chữ.', undefined],
      ['paragraph', 'Đoạn bên cạnh ảnh.', [{ sha256: sha(wide), width: 400, height: 300 }]]
    ]);
    expect(pictures.map(({ sha256, type, bytes }) => [sha256, type, Buffer.from(bytes)])).toEqual([
      [sha(wide), 'image/png', Buffer.from(wide)],
      [sha(tall), 'image/jpeg', Buffer.from(tall)]
    ]);
    parsedArticleSchema.parse(article);
  });

  // Would catch: a picture believed by its declared type, one kept twice, data addresses that end the reading.
  it('in data addresses are told by their bytes', async () => {
    const data = (bytes: Uint8Array, type: string): string =>
      `<p><img src="data:${type};base64,${Buffer.from(bytes).toString('base64')}">${sentence}</p>`;
    const many = [
      data(webp(640, 480), 'image/png'),
      data(webp(640, 480), 'image/webp'),
      data(Buffer.from('<script>alert(1)</script>'), 'image/png'),
      data(png(400, 300).subarray(0, 15), 'image/png'),
      '<img src="data:"><img src="data:image/png;base64,"><img src="data:image/svg+xml,%3Csvg/%3E">'
    ].join('');
    const { pictures } = await parseArticle('a.html', Buffer.from(page(many)));
    expect(pictures.map(({ type }) => type)).toEqual(['image/webp']);
  });
});
