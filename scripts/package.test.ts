// Packs the built app around a stand-in for Electron, and looks into it as a release does.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openedEndings } from '../src/main/electron/opened-endings';
import { inspectPackage } from './inspect-package.mjs';
import { writeNotices } from './notices.mjs';
import { packStandIn } from './package.mjs';

/** As shared-mime-info names them. */
const typesOnLinux: Record<string, string> = {
  txt: 'text/plain',
  md: 'text/markdown',
  markdown: 'text/markdown',
  html: 'text/html',
  htm: 'text/html',
  mhtml: 'application/x-mimearchive',
  mht: 'application/x-mimearchive',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  epub: 'application/epub+zip',
  jsonld: 'application/ld+json'
};
const isBuilt = existsSync('out/main/index.js') && existsSync('out/licences/renderer.json');
const hasNsis = spawnSync('makensis', ['-VERSION']).status === 0;

describe.skipIf(!isBuilt || process.platform !== 'linux')('the packed app (Linux, built)', () => {
  let folder = '';
  let packed = '';
  let found: Awaited<ReturnType<typeof packStandIn>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diptych-package-'));
    writeNotices();
    found = await packStandIn('linux', folder);
    packed = join(folder, 'dist/linux-unpacked');
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  // Would catch: sources, tests, maps or a package twice in what people get; a preload, font or typesetter missing;
  // a program that runs as Node.
  it('holds what it must, and nothing else', () => {
    expect(found.problems).toEqual([]);
    expect(found.files).toBeGreaterThan(80);
  });

  // Would catch: an inspection that sees nothing.
  it('is refused with Electron’s own fuses, with code beside its archive, or without the typesetter', async () => {
    const program = join(packed, 'diptych');
    const sealed = await readFile(program);
    await copyFile(join(folder, 'electron/electron'), program);
    await mkdir(join(packed, 'resources/app'));
    await rm(join(packed, 'resources/app.asar.unpacked'), { recursive: true });
    const { problems } = await inspectPackage(packed, 'linux');
    expect(problems.filter((problem) => problem.startsWith('fuse'))).toHaveLength(7);
    expect(problems).toContain('beside the archive: app, app.asar');
    expect(problems).toContain('missing: the typesetter of this system');
    await writeFile(program, sealed);
    const wired = (await inspectPackage(packed, 'linux')).problems;
    expect(wired.filter((problem) => problem.startsWith('fuse'))).toEqual([]);
  });

  // Would catch: a package that ends the release for want of a homepage, an app that no desktop lists, or offers for what
  // it opens.
  it('becomes a deb with its icons and an entry that opens what the app opens', async () => {
    const [name = ''] = (await readdir(join(folder, 'dist'))).filter((file) => /\.deb$/.test(file));
    const { asked, placed, entry } = JSON.parse(
      await readFile(join(folder, 'dist', name), 'utf8')
    ) as { asked: object; placed: Record<string, string>; entry: string };
    expect(asked).toMatchObject({
      name: 'diptych',
      license: 'MIT',
      'after-remove': expect.any(String)
    });
    expect(placed['/opt/Diptych']).toBe(`${packed}/`);
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
      expect(placed).toHaveProperty([`/usr/share/icons/hicolor/${size}x${size}/apps/diptych.png`]);
    const lines = Object.fromEntries(entry.split('\n').map((line) => line.split(/=(.*)/, 2)));
    expect(lines).toMatchObject({
      Name: 'Diptych',
      Exec: '/opt/Diptych/diptych %U',
      Icon: 'diptych',
      Terminal: 'false',
      Categories: 'Office;'
    });
    const types = new Set(String(lines['MimeType']).split(';'));
    expect(openedEndings.filter((ending) => !types.has(typesOnLinux[ending] ?? ''))).toEqual([]);
  });

  // Would catch: a licence that asks to be told and is not.
  it('names every package that it holds, each with its licence', async () => {
    const notices = await readFile(join(packed, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['svelte', 'dexie', '@tiptap/core', 'pdfjs-dist', 'docx', 'linkedom']) {
      expect(notices).toContain(`\n${name} `);
    }
    expect(notices).toContain('SIL OPEN FONT LICENSE');
    expect(notices).toContain('typst-ts-node-compiler');
  });
});

// Would catch: an ending that the app opens and a system is not told of.
it('tells every system of the same endings', async () => {
  const config = await readFile('electron-builder.yml', 'utf8');
  const mac = [...config.matchAll(/ext: (?:\[(.+)\]|(\w+))/g)].flatMap(([, many, one]) =>
    many === undefined ? [one] : many.split(', ')
  );
  const installer = await readFile('resources/installer/open-with.nsh', 'utf8');
  const windows = [...installer.matchAll(/\$\{ACTION\} "\.(\w+)"/g)].map(([, ending]) => ending);
  expect(mac).toEqual(openedEndings);
  expect(windows).toEqual(openedEndings);
});

// Would catch: an icon that a system blows up, or that the packing would have to fetch a program for.
it('has icons in all sizes, each drawn from the same drawing', async () => {
  const { convertIcon } = createRequire(import.meta.url)(
    'app-builder-lib/out/util/iconConverter.js'
  ) as { convertIcon: (options: object) => Promise<{ icons: { file: string; size: number }[] }> };
  const sizes = async (format: string, source: string): Promise<number[]> => {
    const places = { fallbackSources: [], roots: [resolve('resources/icons'), resolve('.')] };
    const { icons } = await convertIcon({ ...places, sources: [source], format, outDir: tmpdir() });
    return icons.map(({ size }) => size);
  };
  expect(await sizes('set', 'resources/icons')).toEqual([16, 24, 32, 48, 64, 128, 256, 512]);
  expect(await sizes('ico', 'icon.ico')).toEqual([256]);
  expect(await sizes('icns', 'icon.icns')).toHaveLength(1);
  const ico = await readFile('resources/icons/icon.ico');
  const within = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => ico[6 + 16 * at] || 256);
  expect(within).toEqual([16, 24, 32, 48, 64, 128, 256]);
  const icns = (await readFile('resources/icons/icon.icns')).toString('latin1');
  for (const type of ['ic07', 'ic08', 'ic09', 'ic10']) expect(icns).toContain(type);
});

// Would catch: an installer's script that does not compile, found out on a Windows machine at the day of the release.
it.skipIf(!hasNsis)('has an installer script that compiles (needs makensis)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diptych-nsis-'));
  const script = `Unicode true
    OutFile "${join(folder, 'x.exe')}"
    Icon "${resolve('resources/icons/icon.ico')}"
    UninstallIcon "${resolve('resources/icons/icon.ico')}"
    !define APP_EXECUTABLE_FILENAME "Diptych.exe"
    !define PRODUCT_NAME "Diptych"
    !include "${resolve('resources/installer/open-with.nsh')}"
    Section
      !insertmacro customInstall
    SectionEnd
    Section "un.x"
      !insertmacro customUnInstall
    SectionEnd
    Section
      WriteUninstaller "$INSTDIR\\\\u.exe"
    SectionEnd`;
  await writeFile(join(folder, 'x.nsi'), script);
  const { status, stdout } = spawnSync('makensis', ['-V2', join(folder, 'x.nsi')], {
    encoding: 'utf8'
  });
  await rm(folder, { recursive: true });
  expect(status, stdout).toBe(0);
});
