import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { languageSchema } from '@domain/ids';
import type { FileAlignment } from '../../main/align-files';
import { appPaths, appVersion } from '../../main/app-paths';
import { createJobRunner } from '../../main/jobs/job-runner';
import { spawnNode } from '../../main/jobs/spawn-node';
import {
  jsonLine,
  progressLine,
  stringOption,
  UsageError,
  type Command,
  type CommandContext,
  type ExitCode
} from '../command';
import { overwriteOption, writeResult } from '../write-files';

// Loaded when it is needed: the language profiles in it would slow every other command's start.
const aligner = () => import('../../main/align-files');

function languageOption(context: CommandContext, name: string): string | undefined {
  const value = stringOption(context, name);
  if (value !== undefined && !languageSchema.safeParse(value).success) {
    throw new UsageError('cli.usageOptionValue', { option: `--${name}` });
  }
  return value?.toLowerCase();
}

function summary(
  { verdict, beads, sourceLang, targetLang }: FileAlignment,
  context: CommandContext
): string {
  const links = beads.filter(({ s, t }) => s.length > 0 && t.length > 0);
  const values = { verdict, sourceLang, targetLang, links: links.length };
  return `${context.words.t('cli.alignDone', values)}\n`;
}

const outputOptions = ['tmx', 'html'] as const;

interface Output {
  form: (typeof outputOptions)[number];
  /** As it was typed. */
  file: string;
}

/** The files to write; never one that is read, nor one twice. */
async function outputsOf(context: CommandContext): Promise<Output[]> {
  const taken = new Map<string, Output['form'] | null>();
  for (const file of context.positionals) taken.set(await realPath(file), null);
  const outputs: Output[] = [];
  for (const form of outputOptions) {
    const file = stringOption(context, form);
    if (file === undefined) continue;
    const option = `--${form}`;
    const path = await realPath(file);
    const other = taken.get(path);
    if (other === null) throw new UsageError('cli.usageOverwrites', { option, file });
    if (other) throw new UsageError('cli.usageSameFile', { one: `--${other}`, other: option });
    taken.set(path, form);
    outputs.push({ form, file });
  }
  return outputs;
}

/** Where the path leads, by way of links too; a file that is not there yet stands in its folder. */
async function realPath(file: string): Promise<string> {
  const path = resolve(file);
  return realpath(path).catch(async () => {
    const folder = await realpath(dirname(path)).catch(() => dirname(path));
    return join(folder, basename(path));
  });
}

async function alignTwo(context: CommandContext): Promise<ExitCode> {
  const [source = '', target = ''] = context.positionals;
  const outputs = await outputsOf(context);
  const languages = {
    sourceLang: languageOption(context, 'source-lang'),
    targetLang: languageOption(context, 'target-lang')
  };
  const { alignFiles } = await aligner();
  const { alignmentSheet, alignmentTmx } = await import('../../main/alignment-forms');
  const jobs = createJobRunner(appPaths().jobs, spawnNode);
  const aligned = await alignFiles(source, target, languages, (name, bytes) =>
    jobs.run('parse', { name, bytes }, { jobId: randomUUID() })
  ).finally(() => jobs.close());
  for (const { form, file } of outputs) {
    const made = { date: new Date().toISOString(), tool: appVersion() };
    const text =
      form === 'tmx'
        ? alignmentTmx(aligned, made)
        : alignmentSheet(aligned, context.words, made.date);
    await writeResult(context, file, new TextEncoder().encode(text));
  }
  const { alignment } = aligned;
  const written = outputs.map(({ file }) => `${context.words.t('cli.written', { file })}\n`);
  context.io.out(
    context.json
      ? `${JSON.stringify(alignment)}\n`
      : [summary(alignment, context), ...written].join('')
  );
  return 0;
}

async function alignMany(context: CommandContext): Promise<ExitCode> {
  const { io, words, json } = context;
  const folder = stringOption(context, 'corpus') ?? '';
  const out = stringOption(context, 'out');
  for (const option of outputOptions) {
    if (context.options[option] === undefined) continue;
    throw new UsageError('cli.usageOptionsApart', { one: '--corpus', other: `--${option}` });
  }
  if (out === undefined) throw new UsageError('cli.usageMissingOption', { option: '--out' });
  const { onProgress, clear } = progressLine(context);
  const { alignCorpus } = await aligner();
  const { aligned, failed } = await alignCorpus(resolve(folder), resolve(out), onProgress);
  clear();
  const told = failed.map(({ folder: name, error }) => ({
    folder: name,
    error: { code: error.code, message: words.error(error) }
  }));
  io.out(
    json
      ? jsonLine({ aligned, failed: told })
      : `${words.t('cli.alignCorpusDone', { aligned, out })}\n`
  );
  for (const { error } of told) io.err(`${error.message}\n`);
  return failed.length > 0 ? 1 : 0;
}

export const alignCommand: Command = {
  name: 'align',
  usage: 'SOURCE TARGET [--tmx FILE] [--html FILE] | --corpus DIR --out DIR',
  help: 'cli.helpAlign',
  options: {
    ...overwriteOption,
    'source-lang': 'string',
    'target-lang': 'string',
    tmx: 'string',
    html: 'string',
    corpus: 'string',
    out: 'string'
  },
  takes: ({ corpus }) => (corpus === undefined ? [2, 2] : [0, 0]),
  run: (context) => (context.options.corpus === undefined ? alignTwo(context) : alignMany(context))
};
