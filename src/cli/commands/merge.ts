import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { mergeOutcomes } from '@shared/merge-outcomes';
import type { App } from '../../main/compose';
import type { MergeReport } from '../../main/library/merge-annotations';
import { mergeLibrary, type LibraryMerge } from '../../main/library/merge-library';
import { systemClock } from '../../main/ports';
import { archiveOf, inUnpacked } from '../../main/services/library-file';
import { fileAtPath } from '../../main/services/source-file';
import { jsonLine, withApp, type Command, type CommandContext } from '../command';

/** What became of another person's annotations: counts, then by whom they are. */
export function sayMerged({ io, words, json }: CommandContext, report: MergeReport): void {
  const { added, taken, bothKept, restored } = report;
  if (json) {
    io.out(jsonLine({ imported: added + taken + bothKept + restored, ...report }));
    return;
  }
  const counts = Object.fromEntries(mergeOutcomes.map((name) => [name, report[name]]));
  io.out(`${words.t('cli.mergeReport', { ...counts, ...report.states })}\n`);
  for (const [author, count] of Object.entries(report.byAuthor)) {
    const named = author === '' ? words.t('cli.mergeUnsigned') : author;
    io.out(`${words.t('cli.mergeBy', { author: named, count })}\n`);
  }
  if (report.deleted > 0) io.out(`${words.t('cli.mergeDeleted')}\n`);
}

/** A library's folder, or one file with it. */
async function mergeFrom(
  { library, jobs }: App,
  path: string,
  restore: boolean
): Promise<LibraryMerge> {
  const merge = (folder: string): Promise<LibraryMerge> =>
    mergeLibrary(library, folder, { clock: systemClock, restore });
  if (!(await stat(path).catch(() => null))?.isFile()) return merge(path);
  const archive = await archiveOf(fileAtPath(path));
  if (!archive) throw new AppError('zipWithoutLibrary', { file: path });
  return inUnpacked({ file: path, archive }, { jobs, job: { jobId: 'merge' } }, merge);
}

export const mergeCommand: Command = {
  name: 'merge',
  usage: 'FOLDER | FILE.zip',
  help: 'cli.helpMerge',
  options: { library: 'string', 'restore-deleted': 'boolean' },
  takes: () => [1, 1],
  async run(context) {
    const [from = ''] = context.positionals;
    const restore = context.options['restore-deleted'] === true;
    const report = await withApp(context, { access: 'write' }, (app) =>
      mergeFrom(app, resolve(from), restore)
    );
    const { articles, pairs, tags } = report;
    if (!context.json) {
      context.io.out(`${context.words.t('cli.mergeLibrary', { articles, pairs, tags })}\n`);
    }
    sayMerged(context, report);
    return 0;
  }
};
