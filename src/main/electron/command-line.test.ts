import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parseCommandLine } from './command-line';

// Would catch: a switch of Chromium's taken for a folder, or a relative folder read from wherever Electron stands.
it.each([
  [['.', '--library', 'my lib', '--lang', 'vi'], resolve('my lib'), 'vi'],
  [['.', '--library=/a/b=c', '--lang=en'], '/a/b=c', 'en'],
  [['.', '--no-sandbox', '--user-data-dir=/x'], null, null],
  [['.', '--library'], null, null],
  [['.', '--library='], null, null]
])('reads %j', (args, libraryFolder, language) => {
  expect(parseCommandLine(args)).toEqual({ libraryFolder, language, files: [] });
});

// Would catch: a double-clicked article that never opens, the app's own entry opened as one, a library's folder taken
// for an article, or a second start's relative path read from the first one's folder.
it('knows what to open by its ending', () => {
  const args = ['out/main/index.js', 'bài báo.TXT', '--library', 'my.pdf', '/b/c.epub', '--x.md'];
  expect(parseCommandLine(args, '/home/me').files).toEqual(['/home/me/bài báo.TXT', '/b/c.epub']);
});

// Would catch: a double click on Linux, whose desktops hand over addresses, that opens nothing; and a file of another machine.
it.skipIf(process.platform === 'win32')('knows files by their address', () => {
  const args = [
    'file:///home/me/b%C3%A0i%20b%C3%A1o.txt',
    'file://host/share/x.txt',
    'file:///%2Fx.txt',
    'https://example.org/x.pdf'
  ];
  const { files } = parseCommandLine(args, '/home/me');
  expect(files.slice(0, 1)).toEqual(['/home/me/bài báo.txt']);
  expect(files.filter((file) => /host|%2F/.test(file))).toEqual([]);
});
