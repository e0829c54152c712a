import { resolve } from 'node:path';
import { defaultExportOptions } from '@shared/ipc/routes';
import { replaceFile } from '../../main/replace-file';
import { jsonLine, stringOption, UsageError, withApp, withJob, type Command } from '../command';
import { findEntry } from '../find-entry';

export const exportCommand: Command = {
  name: 'export',
  usage: 'ID --out FILE',
  help: 'cli.helpExport',
  options: { library: 'string', format: 'string', out: 'string' },
  takes: () => [1, 1],
  async run(context) {
    const { io, words, json } = context;
    const [id = ''] = context.positionals;
    const file = stringOption(context, 'out');
    const format = stringOption(context, 'format') ?? 'pdf';
    if (format !== 'pdf') throw new UsageError('cli.usageFormat', { format, known: 'pdf' });
    if (file === undefined) throw new UsageError('cli.usageMissingOption', { option: '--out' });
    const { report, bytes } = await withJob(context, (job) =>
      withApp(context, { access: 'read' }, async ({ library, exports }) =>
        exports.exportPdf(await findEntry(library, id), defaultExportOptions, job)
      )
    );
    await replaceFile(resolve(file), bytes);
    const { pages, highlights, annotations } = report;
    io.out(
      json
        ? jsonLine({ file, pages, highlights, annotations })
        : `${words.t('cli.exportDone', { file, pages, highlights, annotations })}\n`
    );
    return 0;
  }
};
