import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { languageSchema } from '@domain/ids';
import type { FileAlignment } from '../../main/align-files';
import { appPaths } from '../../main/app-paths';
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

async function alignTwo(context: CommandContext): Promise<ExitCode> {
  const [source = '', target = ''] = context.positionals;
  const languages = {
    sourceLang: languageOption(context, 'source-lang'),
    targetLang: languageOption(context, 'target-lang')
  };
  const { alignFiles } = await aligner();
  const jobs = createJobRunner(appPaths().jobs, spawnNode);
  const alignment = await alignFiles(source, target, languages, (name, bytes) =>
    jobs.run('parse', { name, bytes }, { jobId: randomUUID() })
  ).finally(() => jobs.close());
  context.io.out(context.json ? `${JSON.stringify(alignment)}\n` : summary(alignment, context));
  return 0;
}

async function alignMany(context: CommandContext): Promise<ExitCode> {
  const { io, words, json } = context;
  const folder = stringOption(context, 'corpus') ?? '';
  const out = stringOption(context, 'out');
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
  usage: 'SOURCE TARGET | --corpus DIR --out DIR',
  help: 'cli.helpAlign',
  options: { 'source-lang': 'string', 'target-lang': 'string', corpus: 'string', out: 'string' },
  takes: ({ corpus }) => (corpus === undefined ? [2, 2] : [0, 0]),
  run: (context) => (context.options.corpus === undefined ? alignTwo(context) : alignMany(context))
};
