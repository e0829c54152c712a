// What may stand on Electron's command line beside Chromium's own switches.
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openedEndings } from './opened-endings';

export interface CommandLine {
  libraryFolder: string | null;
  language: string | null;
  /** Absolute: what to open, known by its ending, so that the app's own path is none. */
  files: string[];
}

/** `--library DIR` and `--lang xx`, each also with `=`, and files; everything else is left to Chromium. `folder` is where relative paths start. */
export function parseCommandLine(
  args: readonly string[],
  folder: string = process.cwd()
): CommandLine {
  const taken = new Set<number>();
  const valueOf = (name: string): string | null => {
    const joined = args.find((arg) => arg.startsWith(`${name}=`));
    if (joined !== undefined) return joined.slice(name.length + 1) || null;
    const at = args.indexOf(name);
    if (at < 0) return null;
    taken.add(at + 1);
    return args[at + 1] ?? null;
  };
  const library = valueOf('--library');
  const language = valueOf('--lang');
  const pathOf = (arg: string, at: number): string[] => {
    const path = taken.has(at) || arg.startsWith('-') ? null : localPath(arg, folder);
    const isOpened = path && openedEndings.includes(extname(path).slice(1).toLowerCase());
    return isOpened ? [path] : [];
  };
  return {
    libraryFolder: library === null ? null : resolve(folder, library),
    language,
    files: args.flatMap(pathOf)
  };
}

/** What an argument names; desktops of Linux hand over `file:` addresses. Null for those of another machine. */
function localPath(arg: string, folder: string): string | null {
  if (!/^file:/i.test(arg)) return resolve(folder, arg);
  try {
    return new URL(arg).host === '' ? fileURLToPath(arg) : null;
  } catch {
    return null;
  }
}
