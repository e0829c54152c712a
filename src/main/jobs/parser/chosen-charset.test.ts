// The charset that someone chose for a file: what they say holds, and never makes the file unreadable.
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { charsetFacts, charsetNamed } from '@shared/charsets';
import type { ParsedArticle } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import { parseArticle } from './parse-article';

const read = async (name: string, bytes: Uint8Array, charset?: string): Promise<ParsedArticle> =>
  (await parseArticle(name, bytes, charset)).article;
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'read',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown)
  );

const russian = 'Мэр города заявил во вторник, что новый мост откроют до конца месяца.';

describe('a chosen charset', () => {
  // Would catch: evidence or a declaration that overrules the person.
  it('decides against valid UTF-8, a byte order mark and a declaration', async () => {
    const utf8 = await read('a.txt', new TextEncoder().encode('Café'), 'windows-1252');
    expect([utf8.charset, utf8.text]).toEqual(['windows-1252', 'CafÃ©']);
    const marked = await read('a.txt', Buffer.from('\ufeffCafé', 'utf16le'), 'windows-1252');
    expect(marked.charset).toBe('windows-1252');
    const page = `<html><head><meta charset="windows-1251"></head><body><p>${russian}</p></body></html>`;
    const declared = await read('a.html', iconv.encode(page, 'koi8-r'), 'koi8-r');
    expect([declared.charset, declared.text]).toEqual(['koi8-r', russian]);
  });

  it('leaves out the byte order mark of its own', async () => {
    for (const [charset, bytes] of [
      ['utf-8', Buffer.from('\ufeffCafé')],
      ['utf-16le', Buffer.from('\ufeffCafé', 'utf16le')],
      ['utf-16be', Buffer.from('\ufeffCafé', 'utf16le').swap16()]
    ] as const) {
      const { text, charset: found } = await read('a.md', bytes, charset);
      expect([found, text]).toEqual([charset, 'Café']);
    }
  });

  // Would catch: a charset on offer that nothing decodes, or a wrong choice that ends in an error.
  it('gives text in every charset on offer, whatever the bytes', async () => {
    const bytes = Uint8Array.from([
      ...Buffer.from('A text. '),
      ...Array.from(Array(255).keys(), (at) => at + 1)
    ]);
    for (const charset of Object.keys(charsetFacts)) {
      for (const name of ['a.txt', 'a.md', 'a.html']) {
        const article = await read(name, bytes, charset);
        expect(article.charset).toBe(charset);
        expect(article.text.length).toBeGreaterThan(20);
      }
    }
    expect((await read('a.txt', bytes, 'utf-8')).text).toContain('\ufffd');
    expect((await read('a.txt', bytes.subarray(0, 9), 'utf-16le')).text).toMatch(/\ufffd$/);
  });

  it('may go by another name, and is refused where it has none or the file chooses its own', async () => {
    expect(charsetNamed(' TCVN3 ')).toBe('tcvn');
    expect(charsetNamed('constructor')).toBeNull();
    const bytes = iconv.encode(russian, 'windows-1251');
    expect((await read('a.txt', bytes, 'CP1251')).charset).toBe('windows-1251');
    expect(await codeOf(read('a.txt', bytes, 'klingon'))).toBe('badRequest');
    expect(await codeOf(read('a.txt', bytes, ''))).toBe('badRequest');
    expect(await codeOf(read('a.docx', bytes, 'utf-8'))).toBe('badRequest');
  });
});
