import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alignCorpus, alignFiles } from './align-files';
import { parseArticle } from './jobs/parser/parse-article';

const english =
  'The harbour opens\n\nThe new harbour opened on July 25, 2025. It cost 1.2 million dollars.\n\nThe minister of foreign affairs thanked the workers for three years of work.\n';
const vietnamese =
  'Bến cảng mở cửa\n\nBến cảng mới mở cửa ngày 25/7/2025. Chi phí là 1,2 triệu đô la.\n\nBộ trưởng ngoại giao cảm ơn công nhân về ba năm làm việc.\n';

const parse = (name: string, bytes: Uint8Array) => parseArticle(name, bytes);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'align-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, content: string | Uint8Array): Promise<string> {
  const full = join(folder, path);
  await mkdir(join(full, '..'), { recursive: true });
  await writeFile(full, content);
  return full;
}

describe('alignFiles', () => {
  it('gives offsets in the files as they stand, with languages detected', async () => {
    const source = await write('a.txt', english);
    const target = await write('b.txt', vietnamese);
    const { alignment } = await alignFiles(source, target, {}, parse);
    expect(alignment).toMatchObject({
      verdict: 'translation',
      sourceLang: 'en',
      targetLang: 'vi'
    });
    const pairs = alignment.beads.map(({ s, t }) => [
      s.map(([from, to]) => english.slice(from, to)).join(' '),
      t.map(([from, to]) => vietnamese.slice(from, to)).join(' ')
    ]);
    expect(pairs).toContainEqual(['It cost 1.2 million dollars.', 'Chi phí là 1,2 triệu đô la.']);
    expect(pairs).toHaveLength(4);
  });

  it('reads other charsets and takes the languages it is told', async () => {
    const source = await write('a.txt', english);
    const target = await write('b.txt', Buffer.from(`\ufeff${vietnamese}`, 'utf16le'));
    const { alignment } = await alignFiles(
      source,
      target,
      { sourceLang: 'en-GB', targetLang: 'vi' },
      parse
    );
    expect(alignment.sourceLang).toBe('en-GB');
    expect(alignment.beads).toHaveLength(4);
  });

  // Catches tags aligned as if they were words.
  it('reads web pages as articles, with offsets in their normalised text', async () => {
    const page = (text: string) =>
      `<html><body><article>${text
        .trim()
        .split('\n\n')
        .map((line) => `<p>${line}</p>`)
        .join('')}</article></body></html>`;
    const source = await write('a.html', page(english));
    const { alignment } = await alignFiles(
      source,
      await write('b.html', page(vietnamese)),
      {},
      parse
    );
    const { text } = (await parse('a.html', Buffer.from(page(english)))).article;
    expect(
      alignment.beads.map(({ s }) => s.map(([from, to]) => text.slice(from, to)).join(' '))
    ).toContain('It cost 1.2 million dollars.');
  });

  it('names the file that cannot be read', async () => {
    const source = await write('a.txt', english);
    const missing = join(folder, 'none.txt');
    await expect(alignFiles(source, missing, {}, parse)).rejects.toMatchObject({
      code: 'fileNotFound',
      details: { file: missing }
    });
    await expect(alignFiles(source, await write('b.txt', ''), {}, parse)).rejects.toMatchObject({
      code: 'fileEmpty'
    });
  });
});

describe('alignCorpus', () => {
  // Would catch a whole run lost to one bad folder, and output that does not mirror the input.
  it('aligns every folder with texts and languages and tells of those it could not', async () => {
    const gold = JSON.stringify({ source_lang: 'en', target_lang: 'vi', beads: 'never read' });
    for (const path of ['x/base/one', 'x/base/two', 'x/bad']) {
      await write(`corpus/${path}/source.txt`, english);
      await write(`corpus/${path}/target.txt`, vietnamese);
      await write(`corpus/${path}/gold.json`, gold);
    }
    await write('corpus/x/bad/gold.json', '{');
    const seen: string[] = [];
    const out = join(folder, 'out');
    const outcome = await alignCorpus(join(folder, 'corpus'), out, (done, total, path) => {
      seen.push(`${String(done)}/${String(total)} ${path}`);
    });
    expect(outcome.aligned).toBe(2);
    expect(outcome.failed).toMatchObject([
      { folder: join('x', 'bad'), error: { code: 'fileDamaged' } }
    ]);
    expect(seen.at(-1)).toBe(`3/3 ${join('x', 'base', 'two')}`);
    const written: unknown = JSON.parse(await readFile(join(out, 'x/base/one.json'), 'utf8'));
    expect(written).toMatchObject({ verdict: 'translation', sourceLang: 'en', targetLang: 'vi' });
    expect(existsSync(join(out, 'x/bad.json'))).toBe(false);
  });

  it('names a folder that is not there', async () => {
    await expect(alignCorpus(join(folder, 'none'), folder)).rejects.toMatchObject({
      code: 'fileNotFound'
    });
  });
});
