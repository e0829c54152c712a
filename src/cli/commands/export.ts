import { resolve } from 'node:path';
import { exportFacts } from '@shared/export-facts';
import { exportForms } from '@shared/export-forms';
import type { ExportSubject } from '@shared/ipc/routes';
import type { ExportedFile } from '../../main/services/export-service';
import type { Library } from '../../main/library/library-contract';
import {
  jsonLine,
  stringOption,
  UsageError,
  withApp,
  withJob,
  type Command,
  type CommandContext
} from '../command';
import { exportLookOptions, exportOptions } from '../export-options';
import { findEntry } from '../find-entry';
import { namesFolder, overwriteOption, writeResult, writeResults } from '../write-files';

export const exportCommand: Command = {
  name: 'export',
  usage: 'ID… --format FORM --out FILE',
  help: 'cli.helpExport',
  options: {
    library: 'string',
    format: 'string',
    out: 'string',
    name: 'string',
    font: 'string',
    ...overwriteOption,
    ...exportLookOptions
  },
  takes: () => [1, Infinity],
  async run(context) {
    const out = stringOption(context, 'out');
    const format = stringOption(context, 'format') ?? 'pdf';
    const form = exportForms.find((known) => known === format);
    if (!form) throw new UsageError('cli.usageFormat', { format, known: exportForms.join(', ') });
    if (out === undefined) throw new UsageError('cli.usageMissingOption', { option: '--out' });
    const options = exportOptions(context, form);
    const folder = await namesFolder(out);
    const template = stringOption(context, 'name');
    const files = await withJob(context, (job) =>
      withApp(context, { access: 'read' }, async ({ library, exports, fonts }) => {
        const font = stringOption(context, 'font');
        if (font !== undefined) await fonts.use(resolve(font), job);
        return exports.files(await subjectFrom(library, context), options, job, template);
      })
    );
    const [first, ...others] = files;
    if (!folder && others.length > 0) {
      throw new UsageError('cli.usageFolder', { count: files.length });
    }
    if (folder) {
      const named = files.map(({ report, bytes }) => ({ name: report.fileName, bytes }));
      const paths = await writeResults(context, out, named);
      say(context, files, paths);
    } else if (first) {
      await writeResult(context, out, first.bytes);
      say(context, files, [out]);
    }
    return 0;
  }
};

/** Several pairs and articles are a selection of articles. */
async function subjectFrom(
  library: Library,
  { positionals }: CommandContext
): Promise<ExportSubject> {
  const entries = [];
  for (const id of positionals) entries.push(await findEntry(library, id));
  const [only, ...others] = entries;
  if (only && others.length === 0) return only;
  const ids = [];
  for (const entry of entries) {
    if (entry.kind === 'article') ids.push(entry.id);
    else {
      const { value } = await library.pair(entry.id);
      ids.push(value.sourceId, value.targetId);
    }
  }
  return { kind: 'articles', ids };
}

function say(
  { io, words, json }: CommandContext,
  files: readonly ExportedFile[],
  paths: readonly string[]
): void {
  const told = files.map(({ report }, index) => {
    const { pages, highlights, units, rows, notes, annotations } = report;
    return { file: paths[index] ?? '', pages, highlights, units, rows, notes, annotations };
  });
  if (json) {
    io.out(jsonLine(told.length === 1 ? told[0] : { files: told }));
    return;
  }
  for (const [index, { report }] of files.entries()) {
    const facts = exportFacts(report, words);
    io.out(`${words.t('cli.exportDone', { file: paths[index] ?? '', facts })}\n`);
  }
}
