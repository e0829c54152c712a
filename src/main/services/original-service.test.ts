// The file as imported, over a real library and the built parser process.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appPaths } from '../app-paths';
import { createApp, type App } from '../compose';
import { OriginalService } from './original-service';
import { fileInMemory } from './source-file';

let folder = '';
let app: App;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-original-'));
  app = await createApp({
    paths: appPaths(join(folder, 'data')),
    libraryFolder: join(folder, 'library'),
    locale: 'en',
    shell: 'browser',
    version: '0.0.0',
    program: 'test'
  });
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

async function imported(name: string, bytes: Uint8Array) {
  const [result] = await app.imports.importFiles([fileInMemory(name, bytes)], { jobId: 'i' });
  const id = result?.article?.id;
  if (!id) throw new Error(result?.error?.message ?? 'nothing imported');
  return id;
}

describe.skipIf(!existsSync('out/jobs/parser.js'))('originals (need `npm run build`)', () => {
  const service = (): OriginalService => new OriginalService(app.library, app.jobs);
  const words =
    'Cầu mới nối hai bờ sông Lục được khánh thành sáng nay, người dân đến xem rất đông.';

  // Would catch: source text shown in another charset than the article was read in, or a page's markup acted upon.
  it('are shown in the charset they were read in, markup and all', async () => {
    const tcvn = await imported('cũ.txt', iconv.encode(`${words}\n\n${words}\n`, 'tcvn'));
    expect((await app.library.article(tcvn)).charset).toBe('tcvn');
    expect(await service().text(tcvn, { jobId: 'd' })).toBe(`${words}\n\n${words}\n`);
    const html = `<title>x</title><script>alert(1)</script>\r\n<p>${words}</p>`;
    const page = await imported('trang.html', Buffer.from(`\ufeff${html}`));
    expect(await service().text(page, { jobId: 'd' })).toBe(html);
  });

  // Would catch: a copy that is not the file byte for byte, and a file changed on the disk taken for the original.
  it('are copied byte for byte, and never once they were changed or are gone', async () => {
    const bytes = Buffer.from(`\ufeff${words}\r\n`);
    const id = await imported('cầu.txt', bytes);
    const copy = join(folder, 'copy.txt');
    const shown: string[] = [];
    const dialogs = {
      chooseFiles: () => Promise.resolve(null),
      chooseFonts: () => Promise.resolve(null),
      chooseSavePath: (name: string) => Promise.resolve(name === 'cầu.txt' ? copy : null),
      openExternal: () => Promise.resolve(false),
      openWindow: () => undefined,
      showInFolder: (path: string) => void shown.push(path),
      switchLibrary: () => Promise.reject(new Error('not asked')),
      chooseBackupsFolder: () => Promise.resolve(null),
      chooseUnpack: () => Promise.resolve(null),
      openLibrary: () => Promise.reject(new Error('not asked')),
      restoreLibrary: () => Promise.resolve(false)
    };
    expect(await service().saveCopy(id, dialogs)).toBe('copy.txt');
    expect(await readFile(copy)).toEqual(bytes);
    await service().reveal(id, dialogs);
    const path = join(app.library.folder, 'articles', id, 'original.txt');
    expect(shown).toEqual([path]);

    const refused = { code: 'libraryDamaged', details: { file: path } };
    await writeFile(path, 'something else');
    await expect(service().text(id, { jobId: 'd' })).rejects.toMatchObject(refused);
    await expect(service().saveCopy(id, dialogs)).rejects.toMatchObject(refused);
    await rm(path);
    await expect(service().reveal(id, dialogs)).rejects.toMatchObject(refused);
    expect(shown).toHaveLength(1);
    expect(await readFile(copy)).toEqual(bytes);
  });
});
