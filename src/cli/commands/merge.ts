import { resolve } from 'node:path';
import { mergeOutcomes } from '@shared/merge-outcomes';
import type { MergeReport } from '../../main/library/merge-annotations';
import { mergeLibrary } from '../../main/library/merge-library';
import { systemClock } from '../../main/ports';
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

export const mergeCommand: Command = {
  name: 'merge',
  usage: 'FOLDER',
  help: 'cli.helpMerge',
  options: { library: 'string', 'restore-deleted': 'boolean' },
  takes: () => [1, 1],
  async run(context) {
    const [folder = ''] = context.positionals;
    const restore = context.options['restore-deleted'] === true;
    const report = await withApp(context, { access: 'write' }, ({ library }) =>
      mergeLibrary(library, resolve(folder), { clock: systemClock, restore })
    );
    const { articles, pairs, tags } = report;
    if (!context.json) {
      context.io.out(`${context.words.t('cli.mergeLibrary', { articles, pairs, tags })}\n`);
    }
    sayMerged(context, report);
    return 0;
  }
};
