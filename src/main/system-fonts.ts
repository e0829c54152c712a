// Where systems keep fonts.
import { posix, win32 } from 'node:path';

/** Absolute folders, the user's own before everybody's; some may not be there. Pure. */
export function systemFontFolders(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  home: string
): string[] {
  if (platform === 'win32') {
    const windows = env.SystemRoot ?? env.windir ?? 'C:\\Windows';
    const local = env.LOCALAPPDATA ?? win32.join(home, 'AppData\\Local');
    return [win32.join(local, 'Microsoft\\Windows\\Fonts'), win32.join(windows, 'Fonts')];
  }
  if (platform === 'darwin') {
    return [
      posix.join(home, 'Library/Fonts'),
      '/Library/Fonts',
      '/System/Library/Fonts',
      // Where newer systems keep what they fetch when it is first asked for.
      '/System/Library/AssetsV2/com_apple_MobileAsset_Font7',
      '/System/Library/AssetsV2/com_apple_MobileAsset_Font8'
    ];
  }
  const data = env.XDG_DATA_HOME ?? posix.join(home, '.local/share');
  const shared = (env.XDG_DATA_DIRS ?? '/usr/local/share:/usr/share').split(':');
  const folders = [data, ...shared].filter((folder) => posix.isAbsolute(folder));
  return [posix.join(home, '.fonts'), ...folders.map((folder) => posix.join(folder, 'fonts'))];
}
