// Electron's security checklist (electronjs.org, tutorial/security), item by item, each with its evidence: in the
// source, in the built files, or in what main does when it is booted. The locks of boot.test.ts stand behind many.
import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../security-headers';
import { bootMain, isBuilt, makeStandIn, ownFrame, type Booted } from './booted.test-support';
import type { BootRecord } from './electron-stand-in';

const policy = securityHeaders['Content-Security-Policy'] ?? '';
const read = (file: string): string => readFileSync(file, 'utf8');

/** Sources of the app below these folders of src/ that are no tests, joined. */
function sources(...folders: string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' }).map(
        (file) => `src/${folder}/${file}`
      )
    )
    .filter((file) => /\.(ts|svelte|html)$/.test(file) && !/test|stand-in/.test(file))
    .map(read)
    .join('\n');
}

/** Addresses of every kind that a page could ask for. */
const outside = [
  ...['http', 'https', 'ws', 'wss', 'ftp'].flatMap((scheme) =>
    [
      'example.org/',
      '127.0.0.1:8080/',
      '[::1]/x',
      '1.1.1.1/dns-query',
      'localhost/',
      'app:diptych@example.org/',
      'diptych/',
      'xn--diptych-9za.example/'
    ].map((rest) => `${scheme}://${rest}`)
  ),
  'file:///etc/passwd',
  'file://host/share/x',
  'app://other/x',
  'app://diptych.evil/x',
  'app://diptych:80/x',
  'app://diptych@evil/x',
  'blob:https://example.org/1',
  'blob:app://other/1',
  'filesystem:app://diptych/temporary/x',
  'chrome://settings/',
  'chrome-extension://abc/x.js',
  'about:blank',
  'javascript:alert(1)',
  'view-source:app://diptych/',
  'mailto:a@example.org',
  'intent://x',
  'ms-msdt:/id'
];

/** The built preload script as a window runs it: what it hands to pages, what it sends, and a way to send it events. */
function runPreload(): {
  exposed: Record<string, Record<string, (...given: unknown[]) => unknown>>;
  invoked: unknown[][];
  send: (channel: string, ...given: unknown[]) => void;
} {
  const exposed: ReturnType<typeof runPreload>['exposed'] = {};
  const invoked: unknown[][] = [];
  const ipcRenderer = Object.assign(new EventEmitter(), {
    invoke: (...given: unknown[]) => invoked.push(given)
  });
  const contextBridge = {
    exposeInMainWorld: (name: string, api: (typeof exposed)[string]) => (exposed[name] = api)
  };
  runInNewContext(read('out/preload/index.cjs'), {
    require: () => ({ contextBridge, ipcRenderer })
  });
  return {
    exposed,
    invoked,
    send: (channel, ...given) => void ipcRenderer.emit(channel, ...given)
  };
}

describe.skipIf(!isBuilt)('Electron’s security checklist (needs `npm run build`)', () => {
  let folder = '';
  let booted: Booted;
  let record: BootRecord;
  const preferences = () => record.windows[0]?.webPreferences ?? {};
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diptych-checklist-'));
    await makeStandIn(folder);
    booted = bootMain(folder, ['--library', join(folder, 'library'), '--lang', 'en']);
    await booted.ready;
    record = await booted.do<BootRecord>('record');
  });
  afterAll(async () => {
    booted.child.kill('SIGKILL');
    await booted.ended;
    await rm(folder, { recursive: true, force: true });
  });

  it('1. loads secure content only: its own scheme, and nothing of the network at all', async () => {
    expect(record.loaded).toEqual(['app://diptych/']);
    expect(outside.length).toBeGreaterThanOrEqual(50);
    for (const url of outside) {
      expect(await booted.do('request', { url }), url).toEqual({ cancel: true });
    }
    expect(record.switches).toMatchObject({
      'host-resolver-rules': 'MAP * ~NOTFOUND',
      'disable-background-networking': '',
      'disable-component-update': '',
      'proxy-server': 'http://127.0.0.1:9',
      'proxy-bypass-list': '<-loopback>'
    });
  });

  it('2. has no Node in its pages', () => {
    expect(preferences()).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false
    });
  });

  it('3. isolates the context', () => {
    expect(preferences()).toMatchObject({ contextIsolation: true });
  });

  it('4. sandboxes every process', () => {
    expect(record.sandboxed).toBe(true);
    expect(preferences()).toMatchObject({ sandbox: true });
  });

  it('5. refuses every permission, asked for, checked or of a device', async () => {
    expect(await booted.do('permissions')).toEqual([false, false, false]);
  });

  it('6. leaves webSecurity on', () => {
    expect(preferences()).toMatchObject({ webSecurity: true });
  });

  it('7. has a policy without exceptions, on pages and on refusals', async () => {
    // Whole, so that each further source is a decision of its own.
    expect(
      Object.fromEntries(policy.split('; ').map((part) => part.split(/ (.*)/).slice(0, 2)))
    ).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'font-src': "'self'",
      'img-src': "'self' data: blob:",
      'connect-src': "'self'",
      'form-action': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'"
    });
    for (const url of ['app://diptych/', 'app://diptych/nothing', 'app://other/']) {
      const page = await booted.do<{ headers: Record<string, string> }>('fetch', { url });
      expect(page.headers['content-security-policy'], url).toBe(policy);
    }
    // Nothing inline that the policy would have to let through, in what is served.
    const index = read('out/renderer/index.html');
    expect(index).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/i);
  });

  it('8. allows no insecure content', () => {
    expect(preferences()).toMatchObject({ allowRunningInsecureContent: false });
  });

  it('9. has no experimental features', () => {
    expect(preferences()).toMatchObject({ experimentalFeatures: false });
  });

  it('10. enables no features of Blink', () => {
    expect(preferences()).not.toHaveProperty('enableBlinkFeatures');
    expect(Object.keys(record.switches).join()).not.toMatch(/blink|enable-features/i);
  });

  it('11. has no <webview>', () => {
    expect(preferences()).toMatchObject({ webviewTag: false });
    expect(sources('renderer')).not.toMatch(/<webview|createElement\(['"]webview/);
  });

  it('12. lets none be attached', async () => {
    expect(await booted.do('navigate', { event: 'will-attach-webview' })).toBe(true);
  });

  it('13. lets no page go anywhere', async () => {
    expect(preferences()).toMatchObject({ navigateOnDragDrop: false });
    for (const url of outside) {
      expect(await booted.do('navigate', { event: 'will-navigate', url }), url).toBe(true);
      expect(await booted.do('navigate', { event: 'will-redirect', url }), url).toBe(true);
    }
  });

  it('14. opens no window that a page asks for', async () => {
    for (const url of [...outside, 'app://diptych/']) {
      expect(await booted.do('windowOpen', { url }), url).toEqual({ action: 'deny' });
    }
  });

  it('15. opens addresses outside by one door, https and mailto alone, after a question', async () => {
    const all = sources('main', 'preload', 'renderer', 'shared');
    expect(all.match(/shell\.openExternal\(/g)).toHaveLength(1);
    expect(all).not.toMatch(/shell\.openPath\(/);
    await booted.do('answer', { button: 1 });
    for (const url of outside) await booted.request('shell.openExternal', { url });
    const { opened, asked } = await booted.do<BootRecord>('record');
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.filter((url) => !/^(https:\/\/|mailto:)/.test(url))).toEqual([]);
    expect(asked.map((question) => (question as { detail: string }).detail)).toEqual(opened);
  });

  it('16. ships one pinned, current Electron', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number.parseInt(devDependencies['electron'] ?? '', 10)).toBeGreaterThanOrEqual(45);
    expect(read('docs/RELEASE.md')).toContain('npm view electron version');
  });

  it('17. asks who sends every message', async () => {
    const transport = read('src/main/electron/transport.ts');
    expect(sources('main').match(/ipcMain\.(handle|on|once)\(/g)).toHaveLength(1);
    expect(transport).toContain('isOwnSender(senderOf(event.senderFrame))');
    const foreign = { ...ownFrame, origin: 'https://example.org', url: 'https://example.org/' };
    expect(await booted.request('app.hello', {}, foreign)).toMatchObject({
      ok: false,
      error: { code: 'unauthorised' }
    });
  });

  it('18. uses no file:// and a scheme that maps names from a list, no paths', async () => {
    expect(sources('main/electron')).not.toMatch(/loadFile\(|file:\/\//);
    expect(record.schemes.map(({ scheme }) => scheme)).toEqual(['app']);
    expect(record.schemes[0]?.privileges).not.toHaveProperty('bypassCSP');
    const page = await booted.do('fetch', { url: 'app://diptych/../package.json' });
    expect(page).toMatchObject({ status: 404 });
    const posted = await booted.do('fetch', { url: 'app://diptych/', method: 'POST' });
    expect(posted).toMatchObject({ status: 405 });
  });

  it('19. sets its fuses; scripts/package.test.ts reads them back from a packed program', () => {
    const config = read('electron-builder.yml');
    for (const line of [
      'runAsNode: false',
      'enableCookieEncryption: true',
      'enableNodeOptionsEnvironmentVariable: false',
      'enableNodeCliInspectArguments: false',
      'enableEmbeddedAsarIntegrityValidation: true',
      'onlyLoadAppFromAsar: true',
      'grantFileProtocolExtraPrivileges: false'
    ]) {
      expect(config).toContain(`\n  ${line}\n`);
    }
  });

  it('20. hands pages two functions of its own and nothing of Electron', async () => {
    expect(read('src/preload/index.ts').match(/exposeInMainWorld/g)).toHaveLength(1);
    expect(await readdir('out/preload')).toEqual(['index.cjs']);
    const { exposed, invoked, send } = runPreload();
    expect(Object.keys(exposed)).toEqual(['diptych']);
    const bridge = exposed['diptych'] ?? {};
    expect(Object.keys(bridge).sort()).toEqual(['on', 'request']);
    // One channel, whatever a page asks for.
    bridge['request']?.('ELECTRON_BROWSER_X', { a: 1 }, 'more');
    expect(invoked).toEqual([['diptych:request', 'ELECTRON_BROWSER_X', { a: 1 }]]);
    const heard: unknown[] = [];
    const stop = bridge['on']?.((...given: unknown[]) => heard.push(given)) as () => void;
    send('other:channel', { sender: 'Electron' }, 'foreign');
    send('diptych:event', { sender: 'Electron' }, { name: 'library.changed' });
    // The event, through which a page could reach the sender, stays behind.
    expect(heard).toEqual([[{ name: 'library.changed' }]]);
    stop();
    send('diptych:event', {}, 'late');
    expect(heard).toHaveLength(1);
  });

  it('saves nothing that a page has downloaded, and calls nobody past the dead proxy', async () => {
    expect(await booted.do('download')).toBe(true);
    expect(record.webRtc).toBe('disable_non_proxied_udp');
  });

  it('sends no crash reports and fetches no dictionaries or updates', () => {
    expect(sources('main')).not.toMatch(/crashReporter|autoUpdater|setSpellCheckerLanguages/);
    expect(record.spellChecker).toBe(false);
    expect(preferences()).toMatchObject({ spellcheck: false });
  });
});
