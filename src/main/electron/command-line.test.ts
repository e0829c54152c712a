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
  expect(parseCommandLine(args)).toEqual({ libraryFolder, language });
});
