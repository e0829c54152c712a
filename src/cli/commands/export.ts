import { resolve } from 'node:path';
import { exportFacts } from '@shared/export-facts';
import { exportForms } from '@shared/export-forms';
import { replaceFile } from '../../main/replace-file';
import { jsonLine, stringOption, UsageError, withApp, withJob, type Command } from '../command';
import { exportLookOptions, exportOptions } from '../export-options';
import { findEntry } from '../find-entry';

export const exportCommand: Command = {
  name: 'export',
  usage: 'ID --format FORM --out FILE',
  help: 'cli.helpExport',
  options: { library: 'string', format: 'string', out: 'string', ...exportLookOptions },
  takes: () => [1, 1],
  async run(context) {
    const { io, words, json } = context;
    const [id = ''] = context.positionals;
    const file = stringOption(context, 'out');
    const format = stringOption(context, 'format') ?? 'pdf';
    const form = exportForms.find((known) => known === format);
    if (!form) throw new UsageError('cli.usageFormat', { format, known: exportForms.join(', ') });
    if (file === undefined) throw new UsageError('cli.usageMissingOption', { option: '--out' });
    const options = exportOptions(context, form);
    const { report, bytes } = await withJob(context, (job) =>
      withApp(context, { access: 'read' }, async ({ library, exports }) =>
        exports.export(await findEntry(library, id), options, job)
      )
    );
    await replaceFile(resolve(file), bytes);
    const { pages, highlights, units, rows, notes, annotations } = report;
    io.out(
      json
        ? jsonLine({ file, pages, highlights, units, rows, notes, annotations })
        : `${words.t('cli.exportDone', { file, facts: exportFacts(report, words) })}\n`
    );
    return 0;
  }
};
