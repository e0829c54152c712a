import { expect, it } from 'vitest';
import { systemFontFolders } from './system-fonts';

// Would catch: fonts that a person installed for themselves alone, which stand elsewhere than everybody's.
it.each([
  [
    'win32',
    { SystemRoot: 'D:\\Windows', LOCALAPPDATA: 'C:\\Users\\Lan\\AppData\\Local' },
    'C:\\Users\\Lan',
    ['C:\\Users\\Lan\\AppData\\Local\\Microsoft\\Windows\\Fonts', 'D:\\Windows\\Fonts']
  ],
  ['darwin', {}, '/Users/lan', ['/Users/lan/Library/Fonts', '/System/Library/Fonts']],
  [
    'linux',
    { XDG_DATA_DIRS: '/nix/share:/usr/share:relative' },
    '/home/lan',
    ['/home/lan/.local/share/fonts', '/home/lan/.fonts', '/nix/share/fonts', '/usr/share/fonts']
  ],
  ['linux', {}, '/home/lan', ['/usr/local/share/fonts', '/usr/share/fonts']]
] as const)('%s', (platform, env, home, folders) => {
  const found = systemFontFolders(platform, env, home);
  expect(found).toEqual(expect.arrayContaining([...folders]));
  expect(found.filter((folder) => folder.includes('relative'))).toEqual([]);
});
