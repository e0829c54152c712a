import type { VersionInfo } from '@domain/version/schema';
import type { Translator } from '@shared/i18n/translator';
import type { VersionResult } from '@shared/ipc/version-routes';
import type { App } from '../../main/compose';
import type { JobOptions } from '../../main/jobs/job-contract';
import {
  jsonLine,
  stringOption,
  UsageError,
  withApp,
  withJob,
  type Command,
  type CommandContext
} from '../command';
import { articleIdOf } from '../find-entry';

/** What a new version came to, for people. */
export function versionLines(
  { title, version, changed, carried }: VersionResult,
  words: Translator
): string {
  if (!changed) return `${words.t('versions.cliUnchanged', { title, version })}\n`;
  const done = `${words.t('versions.cliDone', { title, version })}\n`;
  return carried ? `${done}  ${words.t('versions.carried', carried)}\n` : done;
}

function listed(versions: readonly VersionInfo[], words: Translator): string {
  return versions
    .map(({ version, fileName, charset, since, reason, carried }) => {
      const why = reason ? words.t(`versions.reason_${reason.kind}`, reasonValues(reason)) : '';
      const line = [version, since, `${fileName} (${charset})`, why].filter(Boolean).join('  ');
      return carried ? `${line}\n    ${words.t('versions.carried', carried)}\n` : `${line}\n`;
    })
    .join('');
}

const reasonValues = (
  reason: NonNullable<VersionInfo['reason']>
): Record<string, string | number> =>
  reason.kind === 'restored'
    ? { version: reason.version }
    : reason.kind === 'charset'
      ? { charset: reason.charset }
      : {};

/** What the options ask for; null where the versions are only to be listed. */
function change(
  context: CommandContext,
  id: ReturnType<typeof articleIdOf>
): ((app: App, job: JobOptions) => Promise<VersionResult>) | null {
  const restore = stringOption(context, 'restore');
  const charset = stringOption(context, 'charset');
  if (restore !== undefined) {
    const version = Number(restore);
    if (!Number.isInteger(version) || version < 1) {
      throw new UsageError('cli.usageOptionValue', { option: '--restore' });
    }
    return ({ versions }, job) => versions.restore(id, version, job);
  }
  if (charset !== undefined) return ({ versions }, job) => versions.reread(id, charset, job);
  if (context.options['reread'] === true) {
    return ({ versions }, job) => versions.reread(id, undefined, job);
  }
  return null;
}

export const versionsCommand: Command = {
  name: 'versions',
  usage: 'ID',
  help: 'cli.helpVersions',
  options: { library: 'string', restore: 'string', charset: 'string', reread: 'boolean' },
  takes: () => [1, 1],
  async run(context) {
    const { io, words, json, positionals } = context;
    const id = articleIdOf(positionals[0] ?? '');
    const make = change(context, id);
    if (!make) {
      const versions = await withApp(context, { access: 'read' }, ({ library }) =>
        library.versions(id)
      );
      io.out(json ? jsonLine({ versions }) : listed(versions, words));
      return 0;
    }
    const result = await withJob(context, (job) =>
      withApp(context, { access: 'write' }, (app) => make(app, job))
    );
    io.out(json ? jsonLine(result) : versionLines(result, words));
    return 0;
  }
};
