// What may stand on Electron's command line beside Chromium's own switches.
import { extname, resolve } from 'node:path';
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
  const isFile = (arg: string, at: number): boolean =>
    !taken.has(at) &&
    !arg.startsWith('-') &&
    openedEndings.includes(extname(arg).slice(1).toLowerCase());
  return {
    libraryFolder: library === null ? null : resolve(folder, library),
    language,
    files: args.filter(isFile).map((file) => resolve(folder, file))
  };
}
