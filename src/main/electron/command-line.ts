// What may stand on Electron's command line beside Chromium's own switches.
import { resolve } from 'node:path';

export interface CommandLine {
  libraryFolder: string | null;
  language: string | null;
}

/** `--library DIR` and `--lang xx`, each also with `=`; everything else is left to Chromium. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const valueOf = (name: string): string | null => {
    const joined = args.find((arg) => arg.startsWith(`${name}=`));
    if (joined !== undefined) return joined.slice(name.length + 1) || null;
    const at = args.indexOf(name);
    return at < 0 ? null : (args[at + 1] ?? null);
  };
  const library = valueOf('--library');
  return {
    libraryFolder: library === null ? null : resolve(library),
    language: valueOf('--lang')
  };
}
