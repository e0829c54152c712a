// Boots the built main process as Electron would, with a typed stand-in for Electron, and tries its locks.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oddPaths } from '../odd-urls.test-data';
import { bootMain, isBuilt, makeStandIn, ownFrame, type Booted } from './booted.test-support';
import type { BootRecord } from './electron-stand-in';

let folder = '';
let booted: Booted;

const boot = (args: string[], env: Record<string, string> = {}): Booted =>
  bootMain(folder, args, env);

describe.skipIf(!isBuilt)('the built Electron shell (needs `npm run build`)', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diptych-boot-'));
    await makeStandIn(folder);
    booted = boot(['--library', join(folder, 'library'), '--lang', 'vi']);
    await booted.ready;
  });
  afterAll(async () => {
    booted.child.kill('SIGKILL');
    await booted.ended;
    await rm(folder, { recursive: true, force: true });
  });

  // Would catch: Node within reach of a page, isolation or sandbox off, a webview.
  it('opens one window with every lock on', async () => {
    const { windows, loaded, sandboxed, spellChecker } = await booted.do<BootRecord>('record');
    expect(loaded).toEqual(['app://diptych/']);
    expect({ sandboxed, spellChecker }).toEqual({ sandboxed: true, spellChecker: false });
    expect(windows).toHaveLength(1);
    expect(windows[0]?.backgroundColor).toBe('#181A1C');
    expect(windows[0]?.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false
    });
  });

  // Would catch: a preload that is missing, or that a sandboxed window cannot load.
  it('has a preload that needs nothing but Electron', async () => {
    const { windows } = await booted.do<BootRecord>('record');
    const preload = readFileSync(windows[0]?.webPreferences?.preload ?? '', 'utf8');
    const required = [...preload.matchAll(/require\(["'`]([^"'`]+)["'`]\)/g)].map(
      ([, name]) => name
    );
    expect(required).toEqual(['electron']);
    expect(preload).not.toMatch(/^\s*import /m);
    expect(builtinModules.filter((name) => preload.includes(`node:${name}`))).toEqual([]);
  });

  // Would catch: a scheme without storage, or one that goes round the policy.
  it('registers its scheme as standard and secure, under the policy', async () => {
    const { schemes } = await booted.do<BootRecord>('record');
    expect(schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }
    ]);
  });

  it('serves the built interface under the strict policy', async () => {
    const page = await booted.do<{ status: number; headers: Record<string, string>; body: string }>(
      'fetch',
      { url: 'app://diptych/' }
    );
    expect(page.status).toBe(200);
    expect(page.body).toBe(readFileSync('out/renderer/index.html', 'utf8'));
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
    const script = /src="\.?\/([^"]+\.js)"/.exec(page.body)?.[1];
    const loaded = await booted.do<typeof page>('fetch', { url: `app://diptych/${script}` });
    expect(loaded).toMatchObject({ status: 200 });
    expect(loaded.headers['content-type']).toContain('text/javascript');
  });

  // Would catch: a scheme that maps paths, so that a crafted address reads any file.
  it('serves nothing else', async () => {
    const urls = [
      ...oddPaths.map((path) => `app://diptych${path}`),
      'app://other/index.html',
      'app://diptych.evil/index.html',
      'app://user@diptych/index.html',
      'app://diptych:1/index.html',
      'app://diptych/index.html?x',
      'app:///index.html',
      'app:index.html',
      'file:///etc/passwd',
      'not a url'
    ];
    expect(urls.length).toBeGreaterThan(200);
    for (const url of urls) {
      const { status } = await booted.do<{ status: number }>('fetch', { url });
      expect([400, 404], url).toContain(status);
    }
    const posted = await booted.do('fetch', { url: 'app://diptych/', method: 'POST' });
    expect(posted).toMatchObject({ status: 405 });
  });

  it('answers its own window in the language asked for', async () => {
    expect(await booted.request('app.hello', {})).toMatchObject({
      ok: true,
      data: { shell: 'electron', locale: 'vi', library: { name: 'library' } }
    });
  });

  // Would catch: an article's frame, or a page that got in some other way, asking main for anything.
  it.each<[string, object | null]>([
    ['a frame that is gone', null],
    ['a subframe', { ...ownFrame, parent: {} }],
    ['another origin', { ...ownFrame, origin: 'https://evil.example' }],
    ['an opaque origin', { ...ownFrame, origin: 'null' }],
    ['a file', { url: 'file:///x.html', origin: 'file://', parent: null }],
    [
      'a look-alike host',
      { url: 'app://diptych.evil/', origin: 'app://diptych.evil', parent: null }
    ],
    [
      'an address within our own origin only by its text',
      { ...ownFrame, url: 'app://diptychevil/' }
    ]
  ])('refuses %s', async (_who, frame) => {
    const result = await booted.request('app.hello', {}, frame);
    expect(result).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
  });

  it('refuses malformed requests', async () => {
    for (const [name, input] of [
      ['no.such', {}],
      [{ toString: 1 }, {}],
      [null, {}],
      ['__proto__', {}],
      ['library.article', { id: '../../etc/passwd' }],
      ['library.importFiles', { jobId: 'x', handles: ['/etc/passwd'] }],
      ['facts.apply', undefined]
    ] as const) {
      const result = await booted.request(name, input);
      expect(result).toMatchObject({ ok: false, error: { code: 'badRequest' } });
    }
  });

  // Would catch: Electron's default, which approves every permission.
  it('grants no permission', async () => {
    expect(await booted.do('permissions')).toEqual([false, false, false]);
  });

  it('lets no page leave', async () => {
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://other/',
      'app://diptych/x.svg'
    ]) {
      expect(await booted.do('navigate', { event: 'will-navigate', url }), url).toBe(true);
      expect(await booted.do('navigate', { event: 'will-redirect', url }), url).toBe(true);
      expect(await booted.do('windowOpen', { url }), url).toEqual({ action: 'deny' });
    }
    const own = 'app://diptych/';
    expect(await booted.do('navigate', { event: 'will-navigate', url: own })).toBe(false);
    const framed = { event: 'will-frame-navigate', url: own, isMainFrame: false };
    expect(await booted.do('navigate', framed)).toBe(true);
    expect(await booted.do('navigate', { event: 'will-attach-webview' })).toBe(true);
    expect(await booted.do('windowOpen', { url: own })).toEqual({ action: 'deny' });
  });

  it('cancels every request beyond the app', async () => {
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1:9/',
      'ws://example.org/',
      'ftp://x/',
      'file:///etc/passwd',
      'app://other/x',
      'app://diptych.evil/x'
    ]) {
      expect(await booted.do('request', { url }), url).toEqual({ cancel: true });
    }
    for (const url of ['app://diptych/assets/x.js', 'blob:app://diptych/1', 'data:image/png,']) {
      expect(await booted.do('request', { url }), url).toEqual({ cancel: false });
    }
    const { switches } = await booted.do<BootRecord>('record');
    expect(switches).toMatchObject({
      'host-resolver-rules': 'MAP * ~NOTFOUND',
      'proxy-server': 'http://127.0.0.1:9',
      'proxy-bypass-list': '<-loopback>'
    });
  });

  // Would catch: a link that opens unasked, or that hides where it goes.
  it('opens an address outside only when the person, shown all of it, agrees', async () => {
    const url = 'https://example.org/a?b=c#d';
    await booted.do('answer', { button: 0 });
    expect(await booted.request('shell.openExternal', { url })).toEqual({ ok: true, data: false });
    await booted.do('answer', { button: 1 });
    expect(await booted.request('shell.openExternal', { url })).toEqual({ ok: true, data: true });
    for (const bad of ['file:///etc/passwd', 'smb://x/y', 'javascript:1', 'ms-msdt:x']) {
      expect(await booted.request('shell.openExternal', { url: bad })).toMatchObject({ ok: false });
    }
    const { opened, asked } = await booted.do<BootRecord>('record');
    expect(opened).toEqual([url]);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({ detail: url, defaultId: 0, cancelId: 0 });
  });

  // Would catch: a report that is saved unseen, or is another than the one that was read.
  it('saves the problem report that was shown, and none that was not', async () => {
    const file = join(folder, 'report.txt');
    await booted.do('answer', { save: file });
    const unseen = await booted.request('health.saveReport', {});
    expect(unseen).toMatchObject({ ok: false, error: { code: 'badRequest' } });
    const shown = await booted.request('health.report', {});
    if (!shown.ok) throw new Error(shown.error.message);
    // A further line of the log.
    await booted.request('library.article', { id: crypto.randomUUID() });
    const saved = await booted.request('health.saveReport', {});
    expect(saved).toEqual({ ok: true, data: { savedAs: 'report.txt' } });
    expect(await readFile(file, 'utf8')).toBe((shown.data as { text: string }).text);
  });

  // Would catch: paths that reach the page, or jobs that do not run under Electron's own processes.
  it('imports what the person chose, and shows the window what changed', async () => {
    const file = join(folder, 'bài báo.txt');
    await writeFile(file, 'Tựa đề bài báo\n\nHôm nay trời đẹp, mọi người ra đường đông đúc.\n');
    await booted.do('answer', { open: [file] });
    const chosen = await booted.request('files.choose', {});
    if (!chosen.ok) throw new Error(chosen.error.message);
    expect(JSON.stringify(chosen.data)).not.toContain(folder);
    const handles = (chosen.data as { handle: string }[]).map(({ handle }) => handle);
    const jobId = crypto.randomUUID();
    expect(await booted.request('library.importFiles', { jobId, handles })).toMatchObject({
      ok: true,
      data: [{ file: 'bài báo.txt', status: 'imported', article: { language: 'vi' } }]
    });
    const again = await booted.request('library.importFiles', { jobId, handles });
    expect(again).toMatchObject({ ok: false, error: { code: 'badRequest' } });
    const { sent, forked } = await booted.do<BootRecord>('record');
    expect(sent).toContainEqual({ name: 'library.changed', data: {} });
    // Would catch: a parser that is told the user's folders and proxies by its environment.
    const parser = forked.find((options) => options?.serviceName === 'diptych-parser');
    expect(parser?.env).toEqual({});
    const listed = await booted.request('library.list', {});
    if (!listed.ok) throw new Error(listed.error.message);
    const [{ id } = { id: '' }] = (listed.data as { articles: { id: string }[] }).articles;
    expect(await booted.request('library.revealOriginal', { id })).toMatchObject({ ok: true });
    const { shown } = await booted.do<BootRecord>('record');
    expect(shown).toEqual([join(folder, 'library', 'articles', id, 'original.txt')]);
  });

  // Would catch: a double-clicked article that opens the app and nothing else, or one opened twice.
  it('hands a window what the system asks to open, once', async () => {
    const first = boot([join(folder, 'bài báo.txt'), '--library', join(folder, 'asked')]);
    await first.ready;
    const opened = async (): Promise<string[]> => {
      const result = await first.request('files.opened', {});
      if (!result.ok) throw new Error(result.error.message);
      expect(JSON.stringify(result.data)).not.toContain(folder);
      return (result.data as { name: string }[]).map(({ name }) => name);
    };
    expect(await opened()).toEqual(['bài báo.txt']);
    expect(await opened()).toEqual([]);
    await first.do('secondInstance', { args: ['--flag', 'b.epub', '.'], folder });
    expect(await first.do('openFile', { path: join(folder, 'c.pdf') })).toBe(true);
    const { sent } = await first.do<BootRecord>('record');
    expect(sent).toContainEqual({ name: 'files.opened', data: {} });
    expect(await opened()).toEqual(['b.epub', 'c.pdf']);
    first.child.kill('SIGKILL');
    await first.ended;
  });

  it('lets the window ask for another library, and changes nothing where the person thinks again', async () => {
    await booted.do('answer', {});
    expect(await booted.request('app.switchLibrary', { act: 'open' })).toEqual({
      ok: true,
      data: false
    });
    await booted.do('answer', { open: [folder] });
    const before = (await booted.do<BootRecord>('record')).errorBoxes.length;
    expect(await booted.request('app.switchLibrary', { act: 'open' })).toMatchObject({
      data: false
    });
    const { errorBoxes, relaunched } = await booted.do<BootRecord>('record');
    expect(errorBoxes.slice(before).join()).toContain(folder);
    expect(relaunched).toEqual([]);
  });

  // Would catch: a folder for backups that is forgotten, and a restore that starts on the library as it was.
  it('backs up where the person says, and brings the library back by starting anew', async () => {
    const data = join(folder, 'backup-data');
    const args = ['--library', join(folder, 'kept')];
    const first = boot(args, { DIPTYCH_DATA: data });
    await first.ready;
    const place = join(folder, 'Sao lưu');
    await first.do('answer', { open: [place] });
    expect(await first.request('backups.chooseFolder', {})).toEqual({ ok: true, data: place });
    const listed = await first.request('backups.list', {});
    if (!listed.ok) throw new Error(listed.error.message);
    const [{ id } = { id: '' }] = (listed.data as { backups: { id: string }[] }).backups;
    expect(await first.request('backups.restore', { id })).toEqual({ ok: true, data: false });
    const told = new Promise<string>((done) => {
      first.child.on('message', (message: { type?: string; detail?: string }) => {
        if (message.type === 'told') done(message.detail ?? '');
      });
    });
    await first.do('answer', { button: 1 });
    // The process ends before it could answer.
    first.request('backups.restore', { id }).catch(() => undefined);
    expect(existsSync(join(await told, 'library.json'))).toBe(true);
    await first.ended;

    const second = boot(args, { DIPTYCH_DATA: data });
    await second.ready;
    expect(await second.request('backups.list', {})).toMatchObject({ data: { folder: place } });
    second.child.kill('SIGKILL');
    await second.ended;
  });

  // Would catch: a library that cannot leave the app as one file, or a file of one that opens nothing.
  it('saves the library as one file, and starts anew on one made of such a file', async () => {
    const data = join(folder, 'pack-data');
    const first = boot(['--library', join(folder, 'packed')], { DIPTYCH_DATA: data });
    await first.ready;
    const jobId = crypto.randomUUID();
    await first.do('answer', {});
    expect(await first.request('backups.pack', { jobId })).toEqual({ ok: true, data: null });
    expect(await first.request('backups.unpack', { jobId })).toEqual({ ok: true, data: null });
    const zip = join(folder, 'tất cả.zip');
    await first.do('answer', { save: zip });
    expect(await first.request('backups.pack', { jobId })).toMatchObject({
      ok: true,
      data: { file: 'tất cả.zip', articles: 0 }
    });
    const place = join(folder, 'of the file');
    await first.do('answer', { open: [zip], save: place });
    const relaunched = new Promise<void>((done) => {
      first.child.on('message', (message: { type?: string }) => {
        if (message.type === 'relaunched') done();
      });
    });
    first.request('backups.unpack', { jobId }).catch(() => undefined);
    await relaunched;
    await first.ended;
    const second = boot([], { DIPTYCH_DATA: data });
    await second.ready;
    expect(await second.request('app.hello', {})).toMatchObject({ data: { libraryFolder: place } });
    second.child.kill('SIGKILL');
    await second.ended;
  });

  // Would catch: another library that is not remembered, or a start that goes back to the one on the command line.
  it('opens another library by starting anew on it', async () => {
    const data = join(folder, 'switch-data');
    const first = boot(['--library', join(folder, 'first')], { DIPTYCH_DATA: data });
    await first.ready;
    const empty = join(folder, 'second');
    await mkdir(empty);
    await first.do('answer', { open: [empty] });
    const relaunched = new Promise<string[]>((done) => {
      first.child.on('message', (message: { type?: string; args?: string[] }) => {
        if (message.type === 'relaunched') done(message.args ?? []);
      });
    });
    await first.do('clickMenu', { label: 'New library…' });
    const args = await relaunched;
    await first.ended;
    expect(args).not.toContain(join(folder, 'first'));
    expect(args.join(' ')).not.toContain('--library');

    const second = boot([], { DIPTYCH_DATA: data });
    await second.ready;
    expect(await second.request('app.hello', {})).toMatchObject({
      ok: true,
      data: { library: { name: 'second' } }
    });
    second.child.kill('SIGKILL');
    await second.ended;
    // A remembered library that is gone is said, and nothing is made in its place.
    await rm(empty, { recursive: true });
    const third = boot([], { DIPTYCH_DATA: data });
    await third.ready;
    const { errorBoxes } = await third.do<BootRecord>('record');
    expect(errorBoxes.join()).toContain(empty);
    expect(existsSync(empty)).toBe(false);
    third.child.kill('SIGKILL');
    await third.ended;
  });

  it('has a menu in the interface language, and changes it with the setting', async () => {
    const before = await booted.do<BootRecord>('record');
    expect(before.menus.at(-1)?.map(({ label }) => label)).toContain('Chỉnh sửa');
    const hello = await booted.request('app.hello', {});
    if (!hello.ok) throw new Error(hello.error.message);
    const { settings } = hello.data as { settings: object };
    await booted.request('settings.set', { ...settings, language: 'en' });
    const after = await booted.do<BootRecord>('record');
    const edit = after.menus.at(-1)?.find(({ label }) => label === 'Edit')?.submenu;
    expect(edit).toContainEqual({ role: 'copy', label: 'Copy' });
    await booted.do('clickMenu', { label: 'Problem report' });
    const { sent } = await booted.do<BootRecord>('record');
    expect(sent).toContainEqual({ name: 'menu.chosen', data: { dialog: 'report' } });
  });

  // Would catch: a window that stays white after its page has crashed, or one that crashes for ever.
  it('loads a crashed page again, but not in a circle', async () => {
    const count = async (): Promise<number> =>
      (await booted.do<BootRecord>('record')).loaded.length;
    expect(await count()).toBe(1);
    await booted.do('crash');
    expect(await count()).toBe(2);
    await booted.do('crash');
    expect(await count()).toBe(2);
  });

  // Would catch: a further window with weaker locks, one over the first, or one that can be sent anywhere.
  it('opens a place in a window of its own, with every lock on', async () => {
    const before = await booted.do<BootRecord>('record');
    const place = { kind: 'pair', id: '3f1c1c0e-6d0d-4a63-9d1e-0f3b1f6f2a11' };
    expect(await booted.request('window.open', { place })).toEqual({ ok: true, data: {} });
    const { windows, loaded } = await booted.do<BootRecord>('record');
    expect(windows).toHaveLength(before.windows.length + 1);
    expect(loaded.at(-1)).toBe(`app://diptych/#pair=${place.id}`);
    expect(windows.at(-1)?.webPreferences).toEqual(windows[0]?.webPreferences);
    expect(windows.at(-1)).toMatchObject({ x: 29, y: 30, width: 900, height: 700 });
    for (const bad of [{ kind: 'pair', id: '../x' }, { kind: 'url', id: place.id }, null]) {
      const refused = await booted.request('window.open', { place: bad });
      expect(refused).toMatchObject({ ok: false, error: { code: 'badRequest' } });
    }
  });

  it('brings the window to the front when started again', async () => {
    await booted.do('secondInstance');
    expect((await booted.do<BootRecord>('record')).front).toEqual(['restored', 'focused']);
    const second = boot([], { STAND_IN_SECOND: '1' });
    expect(await second.ended).toBe(0);
  });

  // Would catch: a start over a library that another process holds, and a lock kept after the end.
  it('says who holds the library, and gives it up at its end', async () => {
    const library = join(folder, 'library');
    const other = boot(['--library', library]);
    expect(await other.ended).toBe(70);
    await booted.do('close').catch(() => undefined);
    expect(await booted.ended).toBe(0);
    const next = boot(['--library', library]);
    await next.ready;
    const bounds = (await next.do<BootRecord>('record')).windows[0];
    expect(bounds).toMatchObject({ x: 1, y: 2, width: 900, height: 700 });
    await next.do('close').catch(() => undefined);
    expect(await next.ended).toBe(0);
  });

  it('opens no folder that is something else', async () => {
    const library = join(folder, 'photos');
    await mkdir(library);
    await writeFile(join(library, 'holiday.jpg'), 'x');
    expect(await boot(['--library', library]).ended).toBe(70);
    expect(await readFile(join(library, 'holiday.jpg'), 'utf8')).toBe('x');
  });
});
