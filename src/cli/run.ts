// Reads a command line, runs its command, and says what went wrong in the person's language.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { AppError, toWireError, type ErrorCode } from '@shared/ipc/errors';
import { createTranslator, type Translator } from '@shared/i18n/translator';
import { interfaceLanguage, interfaceLanguages } from '@shared/settings';
import { appVersion } from '../main/app-paths';
import { jsonLine, UsageError, type Command, type CommandContext, type ExitCode } from './command';
import { alignCommand } from './commands/align';
import { annotationsExportCommand, annotationsImportCommand } from './commands/annotations';
import { backupCommand, backupsCommand, restoreCommand } from './commands/backups';
import { checkCommand } from './commands/check';
import { demoCommand } from './commands/demo';
import { exportCommand } from './commands/export';
import { importCommand } from './commands/import';
import { mergeCommand } from './commands/merge';
import { packCommand, unpackCommand } from './commands/pack';
import { listCommand } from './commands/list';
import { pairCommand } from './commands/pair';
import { searchCommand } from './commands/search';
import { serveCommand } from './commands/serve';
import { showCommand } from './commands/show';
import { versionsCommand } from './commands/versions';
import { helpOf, overview } from './help';
import type { Io } from './io';

const commands: readonly Command[] = [
  importCommand,
  listCommand,
  showCommand,
  searchCommand,
  versionsCommand,
  pairCommand,
  alignCommand,
  annotationsImportCommand,
  annotationsExportCommand,
  mergeCommand,
  exportCommand,
  checkCommand,
  backupCommand,
  backupsCommand,
  restoreCommand,
  packCommand,
  unpackCommand,
  serveCommand,
  demoCommand
];

/** Options every command has. */
const common = {
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' }
} as const;

/** Runs `argv` (without node and script). Never throws; resolves with the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const asked = langOf(argv);
  const locale = asked ?? io.locale;
  const words = createTranslator(interfaceLanguage(asked, io.locale));
  try {
    if (asked !== null && !interfaceLanguages.some((language) => language === asked)) {
      throw new UsageError('cli.usageLang', { lang: asked, known: interfaceLanguages.join(', ') });
    }
    return await runCommand(argv, { io, words, locale });
  } catch (thrown) {
    return report(thrown, { io, words, json: argv.includes('--json') });
  }
}

/** The last `--lang` on the line; needed before the rest is understood, to complain in the right language. */
function langOf(argv: readonly string[]): string | null {
  const joined = argv.findLast((arg) => arg.startsWith('--lang='));
  if (joined !== undefined) return joined.slice('--lang='.length);
  const at = argv.lastIndexOf('--lang');
  return at < 0 ? null : (argv[at + 1] ?? '');
}

type Surroundings = Pick<CommandContext, 'io' | 'words' | 'locale'>;

async function runCommand(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { io, words } = around;
  const command = commandIn(argv);
  const { values, positionals } = parse(argv, command);
  if (values.version === true) {
    io.out(`${appVersion()}\n`);
    return 0;
  }
  if (values.help === true || (!command && positionals.length === 0)) {
    const text = command ? helpOf(command, words) : overview(commands, words);
    if (values.help === true) io.out(text);
    else io.err(text);
    return values.help === true ? 0 : 2;
  }
  if (!command)
    throw new UsageError('cli.usageUnknownCommand', { command: positionals.slice(0, 2).join(' ') });
  const own = positionals.slice(command.name.split(' ').length);
  const [least, most] = command.takes(values);
  if (own.length < least || own.length > most) {
    throw new UsageError('cli.usageArguments', {
      usage: `diptych ${command.name} ${command.usage}`
    });
  }
  return command.run({ ...around, json: values.json === true, options: values, positionals: own });
}

/** The command the line begins with, options aside; the longest name wins. */
function commandIn(argv: readonly string[]): Command | undefined {
  const spoken = argv.filter((arg, index) => !arg.startsWith('-') && argv[index - 1] !== '--lang');
  return commands.find(({ name }) => {
    const parts = name.split(' ');
    return parts.every((part, index) => spoken[index] === part);
  });
}

function parse(
  argv: readonly string[],
  command: Command | undefined
): { values: CommandContext['options']; positionals: string[] } {
  const own = Object.fromEntries(
    Object.entries(command?.options ?? {}).map(([name, type]) => [name, { type }])
  );
  const config: ParseArgsConfig = {
    args: [...argv],
    options: { ...common, ...own },
    allowPositionals: true,
    // An unknown command is worth more words than its unknown options.
    strict: command !== undefined
  };
  try {
    const { values, positionals } = parseArgs(config);
    return { values: values as CommandContext['options'], positionals };
  } catch (thrown) {
    throw usageOf(thrown);
  }
}

function usageOf(thrown: unknown): unknown {
  if (!(thrown instanceof TypeError && 'code' in thrown)) return thrown;
  const option = /'(-{1,2}[^' ,=]+)/.exec(thrown.message)?.[1] ?? '';
  return thrown.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    ? new UsageError('cli.usageUnknownOption', { option })
    : new UsageError('cli.usageOptionValue', { option });
}

/** What the system refused, where no service has said it in better words. */
function fromSystem(thrown: unknown): unknown {
  if (!(thrown instanceof Error && 'code' in thrown && 'path' in thrown)) return thrown;
  const codes: Record<string, ErrorCode> = {
    EACCES: 'fileUnreadable',
    EPERM: 'fileUnreadable',
    ENOSPC: 'diskFull',
    EROFS: 'folderUnwritable'
  };
  const code = codes[String(thrown.code)];
  return code ? new AppError(code, { file: String(thrown.path) }, { cause: thrown }) : thrown;
}

function report(
  thrown: unknown,
  { io, words, json }: { io: Io; words: Translator; json: boolean }
): ExitCode {
  if (thrown instanceof UsageError) {
    io.err(`${words.t(thrown.key, thrown.values)}\n${words.t('cli.usageHint')}\n`);
    return 2;
  }
  const error = toWireError(fromSystem(thrown));
  const message = words.error(error);
  if (json) io.out(jsonLine({ error: { code: error.code, message } }));
  io.err(`${message}\n`);
  // What nobody foresaw is for whoever mends it.
  if (!(thrown instanceof AppError) && process.env.DIPTYCH_DEBUG) {
    io.err(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  }
  return 1;
}
