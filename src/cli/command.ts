// What a command is, and what it gets to work with.
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { Translator } from '@shared/i18n/translator';
import type { MessageKey } from '@shared/i18n/messages';
import { appPaths, appVersion, defaultLibraryFolder } from '../main/app-paths';
import { backupsBeside } from '../main/backups/backup-folder';
import { createApp, type App } from '../main/compose';
import type { JobOptions } from '../main/jobs/job-contract';
import type { Io } from './io';

/** 0: all done. 1: something failed, the rest is done. 2: the command line itself was wrong. */
export type ExitCode = 0 | 1 | 2;

export interface CommandContext {
  readonly io: Io;
  readonly words: Translator;
  /** `--json`: results for machines, and nothing else, on standard output. */
  readonly json: boolean;
  /** The locale to speak: `--lang`, else the system's. */
  readonly locale: string;
  /** Values of the options, without their dashes; flags that were set are `true`. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

export interface Command {
  /** As typed, e.g. `annotations import`. */
  name: string;
  /** Names of what stands without dashes, for the help. */
  usage: string;
  help: MessageKey;
  options: Record<string, 'string' | 'boolean'>;
  /** How many positionals it takes, by its options. */
  takes: (options: CommandContext['options']) => readonly [least: number, most: number];
  run(context: CommandContext): Promise<ExitCode>;
}

/** A command line that cannot be understood; `key` and `values` say why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(
    readonly key: MessageKey,
    readonly values: Record<string, string | number> = {}
  ) {
    super(key);
  }
}

/** The option's value where it was given one. */
export function stringOption(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Absolute path of the library: `--library`, else the default one. */
export function libraryFolder(context: CommandContext): string {
  const named = stringOption(context, 'library');
  return named === undefined ? defaultLibraryFolder() : resolve(named);
}

/** Absolute path of the library's backups: `--backups`, else beside it. */
export function backupsFolder(context: CommandContext): string {
  const named = stringOption(context, 'backups');
  return named === undefined ? backupsBeside(libraryFolder(context)) : resolve(named);
}

interface Opening {
  /** `write` takes the library's lock; `create` makes a library where there is none. */
  access: 'read' | 'write' | 'create';
  folder?: string;
}

/** Opens the library, does the work and closes everything again, whatever happens. Rejects as `createApp` does. */
export async function withApp<T>(
  context: CommandContext,
  { access, folder = libraryFolder(context) }: Opening,
  work: (app: App) => Promise<T>
): Promise<T> {
  const app = await createApp({
    paths: appPaths(),
    libraryFolder: folder,
    locale: context.locale,
    shell: 'browser',
    version: appVersion(),
    program: 'diptych',
    createLibrary: access === 'create',
    readOnly: access === 'read'
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Draws progress on one line where a person watches. `clear` takes the line away. */
export function progressLine({ io }: CommandContext): {
  onProgress: NonNullable<JobOptions['onProgress']>;
  clear: () => void;
} {
  const draw = (line: string): void => {
    if (io.watched) io.err(`\r\u001b[K${line.slice(0, Math.max(10, io.columns - 1))}`);
  };
  return {
    onProgress: (done, total, label) => {
      draw(`${done}/${total} ${label}`);
    },
    clear: () => {
      draw('');
    }
  };
}

/** Does the work as a job with a {@link progressLine}, stopped by Ctrl+C. The line is gone before anything is said. */
export async function withJob<T>(
  context: CommandContext,
  work: (job: JobOptions) => Promise<T>
): Promise<T> {
  const { onProgress, clear } = progressLine(context);
  try {
    return await work({ jobId: randomUUID(), onProgress, signal: context.io.interruption() });
  } finally {
    clear();
  }
}

/** JSON for machines: two spaces, a final line end. */
export const jsonLine = (data: unknown): string => `${JSON.stringify(data, null, 2)}\n`;
