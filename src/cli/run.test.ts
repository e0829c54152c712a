// The commands as they are typed, on real folders, with the built job processes.
import { createHash } from 'node:crypto';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { articleSchema } from '@domain/article/schema';
import { pairSchema } from '@domain/align/schema';
import { diptych, type Ended } from './diptych.test-support';
import type { Io } from './io';
import { run } from './run';

const root = resolve(import.meta.dirname, '../..');
const entry = join(root, 'out/cli/index.js');
const isBuilt = ['out/jobs/parser.js', 'out/jobs/worker.js', 'out/cli/index.js'].every((file) =>
  existsSync(join(root, file))
);
const seeds = ['000_a093653b43277145.txt', '004_b299efa9cbc59ef1.txt'].map((name) =>
  join(root, '../shared/seeds', name)
);

const json = <T>({ out }: Ended): T => JSON.parse(out) as T;

/** Every file below a folder with the hash of its bytes: equal where nothing at all changed. */
async function fingerprint(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name))
    .sort();
  const hash = createHash('sha256');
  for (const name of names)
    hash
      .update(name)
      .update('\0')
      .update(await readFile(name))
      .update('\0');
  return hash.digest('hex');
}

interface Imported {
  results: {
    file: string;
    status: string;
    id: string | null;
    title: string | null;
    language: string | null;
    charset: string | null;
    blocks: Record<string, number>;
    error?: { code: string; message: string };
  }[];
}

const english =
  'The Bridge Opens\n\nThe bridge at Lac Giang opened to traffic on July 25, 2025, after 48 months of work.\n\nMayor Tran Minh said that 1,200 people had crossed it before noon.\n\n“We have waited 40 years for this day,” said Le Van Tho, who keeps the ferry.\n';
const vietnamese =
  'Cây cầu thông xe\n\nCây cầu ở Lạc Giang thông xe ngày 25 tháng 7 năm 2025 sau 48 tháng thi công.\n\nThị trưởng Trần Minh cho biết 1.200 người đã qua cầu trước buổi trưa.\n\n“Chúng tôi đã chờ ngày này 40 năm”, ông Lê Văn Thọ, người giữ chuyến phà, nói.\n';

describe('the command line itself', () => {
  it.each([
    [['frobnicate'], 'frobnicate'],
    [['import'], 'import FILE'],
    [['show', 'a', 'b'], 'show ID'],
    [['list', '--colour'], '--colour'],
    [['list', '--library'], '--library'],
    [['align', 'one.txt'], 'align SOURCE TARGET'],
    [['align', '--corpus', 'x'], '--out'],
    [['export', 'x', '--format', 'doc', '--out', 'y'], 'doc'],
    [['serve', '--port', '99999'], '99999'],
    [['list', '--lang', 'fr'], 'fr']
  ])('%j ends with 2 and says what is wrong', async (argv, said) => {
    const { code, out, err } = await diptych(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });

  it('names every command in its help, in the language asked for', async () => {
    const { code, out } = await diptych('--help', '--lang', 'vi');
    expect(code).toBe(0);
    for (const name of [
      'import',
      'list',
      'show',
      'search',
      'pair',
      'align',
      'annotations export',
      'export',
      'check',
      'backup',
      'restore',
      'serve',
      'demo'
    ]) {
      expect(out).toContain(`  ${name}`);
    }
    expect(out).toContain('Các lệnh');
    expect((await diptych('pair', '--help')).out).toContain('SOURCE_ID TARGET_ID');
    expect((await diptych('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe.skipIf(!isBuilt)('on a library (needs `npm run build`)', () => {
  let folder = '';
  let library = '';
  const file = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diptych-cli-'));
    process.env.DIPTYCH_DATA = join(folder, 'data');
    await writeFile(file('en.txt'), english);
    await writeFile(file('vi.txt'), vietnamese);
  });
  afterAll(async () => {
    delete process.env.DIPTYCH_DATA;
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    library = await mkdtemp(join(folder, 'library-'));
  });

  const importBoth = async (): Promise<[string, string]> => {
    const { results } = json<Imported>(
      await diptych('import', file('en.txt'), file('vi.txt'), '--library', library, '--json')
    );
    return [results[0]?.id ?? '', results[1]?.id ?? ''];
  };

  it('imports, tells of duplicates, lists and shows', async () => {
    const first = json<Imported>(
      await diptych('import', file('en.txt'), '--library', library, '--json')
    );
    expect(first.results).toEqual([
      {
        file: file('en.txt'),
        status: 'imported',
        id: expect.any(String),
        title: 'The Bridge Opens',
        language: 'en',
        charset: 'utf-8',
        blocks: { heading: 1, paragraph: 3 }
      }
    ]);
    const again = json<Imported>(
      await diptych('import', file('en.txt'), '--library', library, '--json')
    );
    expect(again.results[0]).toEqual({ ...first.results[0], status: 'duplicate' });

    const id = first.results[0]?.id ?? '';
    const list = json<{ articles: { id: string }[]; pairs: unknown[] }>(
      await diptych('list', '--library', library, '--json')
    );
    expect([list.articles.map((article) => article.id), list.pairs]).toEqual([[id], []]);
    const shown = articleSchema.parse(json(await diptych('show', id, '--library', library)));
    expect((await diptych('show', id, '--library', library, '--text')).out).toBe(`${shown.text}\n`);
    expect((await diptych('list', '--library', library)).out).toContain('The Bridge Opens');
  });

  it('pairs, shows the pair, exports a PDF that is one, and finds nothing amiss', async () => {
    const [source, target] = await importBoth();
    const pair = json<{ id: string; verdict: string }>(
      await diptych('pair', source, target, '--library', library, '--json')
    );
    expect(pair).toEqual({ id: expect.any(String), verdict: 'translation' });
    const stored = pairSchema.parse(json(await diptych('show', pair.id, '--library', library)));
    const lines = (await diptych('show', pair.id, '--library', library, '--text')).out
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(stored.links.length);
    expect(
      lines.some((line) => line.includes('1,200') && line.includes('\t') && line.includes('1.200'))
    ).toBe(true);

    const pdf = file('pair.pdf');
    const exported = json(
      await diptych(
        'export',
        pair.id,
        '--format',
        'pdf',
        '--out',
        pdf,
        '--library',
        library,
        '--json'
      )
    );
    expect(exported).toEqual({ file: pdf, pages: 1, highlights: 0, annotations: 0 });
    expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
    const checked = await diptych('check', '--library', library, '--json');
    expect([checked.code, json(checked)]).toEqual([
      0,
      expect.objectContaining({ articles: 2, pairs: 1, problems: [] })
    ]);
  });

  it('takes annotations in and gives them out again', async () => {
    const [source] = await importBoth();
    const target = {
      source: `urn:diptych:article:${source}`,
      selector: [{ type: 'TextQuoteSelector', exact: '1,200 people' }]
    };
    const lost = {
      source: `urn:diptych:article:${source}`,
      selector: [{ type: 'TextQuoteSelector', exact: 'the submarine surfaced silently' }]
    };
    const body = [{ type: 'TextualBody', value: 'Đông thật!', purpose: 'commenting' }];
    await writeFile(
      file('notes.jsonld'),
      JSON.stringify([
        { type: 'Annotation', body, target },
        { type: 'Annotation', target: lost }
      ])
    );
    const imported = json(
      await diptych('annotations', 'import', file('notes.jsonld'), '--library', library, '--json')
    );
    expect(imported).toEqual({
      imported: 2,
      ...{ added: 2, taken: 0, bothKept: 0, restored: 0, unchanged: 0, ours: 0, deleted: 0 },
      ...{ elsewhere: 0, removed: 0, byAuthor: { '': 2 } },
      states: { exact: 1, moved: 0, changed: 0, orphan: 1 }
    });
    const { out } = await diptych('annotations', 'export', source, '--library', library);
    expect(JSON.parse(out)).toMatchObject({ type: 'AnnotationCollection', total: 2 });
    expect(out).toContain('Đông thật!');

    await writeFile(file('bad.jsonld'), '{"type": "Annotation"');
    const before = await fingerprint(library);
    const bad = await diptych('annotations', 'import', file('bad.jsonld'), '--library', library);
    expect([bad.code, bad.err.includes(file('bad.jsonld')), await fingerprint(library)]).toEqual([
      1,
      true,
      before
    ]);
  });

  it('says which file could not be imported and why, in both languages, and leaves the library as it was', async () => {
    await importBoth();
    await mkdir(file('folder.txt'), { recursive: true });
    await symlink(file('nowhere.txt'), file('dangling.txt')).catch(() => undefined);
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
    const cases: [name: string, content: string | Buffer | null, code: string][] = [
      ['unknown.xyz', 'text', 'fileUnknownType'],
      ['empty.txt', '', 'fileEmpty'],
      ['picture.txt', png, 'fileBinary'],
      ['half.html', `<html><body><div><p>${english}`, 'fileDamaged'],
      ['torn.txt', Buffer.concat([Buffer.from(vietnamese), Buffer.alloc(300)]), 'fileDamaged'],
      ['no-words.html', '<html><body><img src="x.png"></body></html>', 'fileNoText'],
      ['missing.txt', null, 'fileNotFound'],
      ['dangling.txt', null, 'fileNotFound'],
      ['folder.txt', null, 'fileIsFolder']
    ];
    for (const [name, content] of cases) if (content !== null) await writeFile(file(name), content);
    const paths = cases.map(([name]) => file(name));
    const before = await fingerprint(library);

    const spoken = await diptych('import', ...paths, '--library', library, '--json');
    const { results } = json<Imported>(spoken);
    expect(spoken.code).toBe(1);
    expect(results.map(({ file: path, status, error }) => [path, status, error?.code])).toEqual(
      cases.map(([name, , code]) => [file(name), 'failed', code])
    );
    const inVietnamese = await diptych('import', ...paths, '--library', library, '--lang', 'vi');
    const said = inVietnamese.err.trimEnd().split('\n');
    expect([inVietnamese.code, said.length, inVietnamese.out]).toEqual([1, cases.length, '']);
    for (const [index, path] of paths.entries()) {
      expect(said[index]).toContain(path);
      expect(said[index]).toMatch(/[ạảấầẩẫậắằẵặẹẻẽếềểễệịọỏốồổộớờởợụủứừửữựỳỹđ]/u);
      expect(results[index]?.error?.message).toContain(path);
    }
    expect(await fingerprint(library)).toBe(before);
  });

  // Whoever may read everything cannot be refused.
  it.skipIf(process.getuid?.() === 0)(
    'names a file that may not be read (skipped for root)',
    async () => {
      await importBoth();
      await writeFile(file('secret.txt'), english);
      await chmod(file('secret.txt'), 0);
      const before = await fingerprint(library);
      const ended = await diptych('import', file('secret.txt'), '--library', library, '--json');
      expect(ended.code).toBe(1);
      expect(json<Imported>(ended).results[0]?.error).toMatchObject({
        code: 'fileUnreadable',
        message: expect.stringContaining(file('secret.txt')) as string
      });
      expect(await fingerprint(library)).toBe(before);
    }
  );

  it('imports the good ones where others fail, and ends with 1', async () => {
    const ended = await diptych(
      'import',
      file('nope.txt'),
      file('en.txt'),
      '--library',
      library,
      '--json'
    );
    expect([ended.code, json<Imported>(ended).results.map(({ status }) => status)]).toEqual([
      1,
      ['failed', 'imported']
    ]);
  });

  it('shows its progress to a person and takes the line away, and stops when asked', async () => {
    let out = '';
    let err = '';
    const stop = new AbortController();
    const io: Io = {
      out: (text) => (out += text),
      err: (text) => {
        err += text;
        if (text.includes('1/2 vi.txt')) stop.abort();
      },
      watched: true,
      columns: 40,
      locale: 'en',
      interruption: () => stop.signal
    };
    const code = await run(['import', file('en.txt'), file('vi.txt'), '--library', library], io);
    expect(err).toContain('\r\u001b[K0/2 en.txt');
    expect(err).toContain('\r\u001b[KStopped, as you asked');
    expect([code, out.includes('The Bridge Opens'), out.includes('Cây cầu')]).toEqual([
      1,
      true,
      false
    ]);
    err = '';
    const id = /[0-9a-f-]{36}/.exec(out)?.[0] ?? '';
    await run(['export', id, '--out', file('stopped.pdf'), '--library', library], io);
    expect(err).toContain('\r\u001b[KStopped, as you asked');
    // The library is given up again, so that the next command can have it.
    expect((await diptych('import', file('vi.txt'), '--library', library)).code).toBe(0);
  });

  it('changes nothing by looking, and refuses what is not there', async () => {
    const [source, target] = await importBoth();
    const before = await fingerprint(library);
    const missing = 'd9b1f0a4-0000-4000-8000-000000000000';
    for (const argv of [
      ['show', 'nonsense'],
      ['show', missing],
      ['export', missing, '--out', file('x.pdf')],
      ['pair', source, missing],
      ['pair', target, target],
      ['annotations', 'export', missing]
    ]) {
      const { code, out, err } = await diptych(...argv, '--library', library);
      expect([argv, code, out]).toEqual([argv, 1, '']);
      expect(err).not.toMatch(/Error|undefined|\bat /);
    }
    expect((await diptych('list', '--library', file('no-library'))).code).toBe(1);
    expect(existsSync(file('no-library'))).toBe(false);
    expect(existsSync(file('x.pdf'))).toBe(false);
    expect(await fingerprint(library)).toBe(before);
  });

  it('aligns two files by offsets in the files as they stand, and a corpus folder by folder', async () => {
    const ended = await diptych('align', file('en.txt'), file('vi.txt'), '--json');
    const { verdict, sourceLang, targetLang, beads } = json<{
      verdict: string;
      sourceLang: string;
      targetLang: string;
      beads: {
        s: [number, number][];
        t: [number, number][];
        confidence: number;
        reasons: unknown[];
      }[];
    }>(ended);
    expect([verdict, sourceLang, targetLang]).toEqual(['translation', 'en', 'vi']);
    const words = (text: string, spans: [number, number][]): string =>
      spans.map(([start, end]) => text.slice(start, end)).join(' ');
    const bead = beads.find(({ s }) => words(english, s).includes('1,200 people'));
    expect(words(vietnamese, bead?.t ?? [])).toContain('1.200 người');

    const corpus = file('corpus/news/base/one');
    await mkdir(corpus, { recursive: true });
    await writeFile(join(corpus, 'source.txt'), english);
    await writeFile(join(corpus, 'target.txt'), vietnamese);
    await writeFile(
      join(corpus, 'gold.json'),
      JSON.stringify({ source_lang: 'en', target_lang: 'vi', beads: 'never read' })
    );
    const out = file('aligned');
    expect((await diptych('align', '--corpus', file('corpus'), '--out', out)).code).toBe(0);
    expect(JSON.parse(await readFile(join(out, 'news/base/one.json'), 'utf8'))).toEqual(
      json(ended)
    );
  });

  it('names the holder of a library that is open elsewhere, changes nothing, and may still read', async () => {
    await importBoth();
    const holder = spawn(process.execPath, [entry, 'serve', '--port', '0', '--library', library], {
      stdio: ['ignore', 'pipe', 'inherit']
    });
    try {
      await new Promise((done) => holder.stdout.once('data', done));
      const before = await fingerprint(library);
      await writeFile(file('third.txt'), `${english}More.`);
      const refused = await diptych('import', file('third.txt'), '--library', library);
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toContain(`diptych serve (${holder.pid})`);
      expect(await fingerprint(library)).toBe(before);
      expect((await diptych('list', '--library', library)).code).toBe(0);
    } finally {
      const ended = new Promise((done) => holder.once('exit', done));
      holder.kill('SIGTERM');
      await ended;
    }
    expect((await diptych('import', file('third.txt'), '--library', library)).code).toBe(0);
  });

  it('runs as a program of its own, in the system’s language', async () => {
    const program = promisify(execFile);
    const env = { ...process.env, LC_ALL: 'vi_VN.UTF-8' };
    const done = await program(
      process.execPath,
      [entry, 'import', file('en.txt'), '--library', library],
      { env }
    );
    expect(done.stdout).toContain('Đã nhập: The Bridge Opens');
    const failed = await program(process.execPath, [entry, 'show', 'x', '--library', library], {
      env
    }).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('Không có')
    });
  });

  describe.skipIf(!existsSync(seeds[0] ?? ''))(
    'the seed articles (skipped where ../shared/seeds is absent)',
    () => {
      it('come in without their clutter, compare, and have no link into it', async () => {
        const { results } = json<Imported>(
          await diptych('import', ...seeds, '--library', library, '--json')
        );
        expect(results.map(({ language, blocks }) => [language, blocks])).toEqual([
          ['en', { heading: 1, paragraph: 8, caption: 1, clutter: 21 }],
          ['vi', { heading: 1, paragraph: 5, caption: 1, clutter: 42 }]
        ]);
        const [source, target] = results.map(({ id }) => id ?? '');
        const { id, verdict } = json<{ id: string; verdict: string }>(
          await diptych('pair', source ?? '', target ?? '', '--library', library, '--json')
        );
        expect(verdict).toBe('comparable');
        const { links } = pairSchema.parse(json(await diptych('show', id, '--library', library)));
        for (const [side, articleId] of [
          ['source', source],
          ['target', target]
        ] as const) {
          const { blocks } = articleSchema.parse(
            json(await diptych('show', articleId ?? '', '--library', library))
          );
          const clutter = blocks.filter((block) => block.clutter);
          const touching = links
            .flatMap((link) => link[side])
            .filter(([start, end]) =>
              clutter.some((block) => start < block.end && block.start < end)
            );
          expect(touching).toEqual([]);
        }
      });
    }
  );
});
