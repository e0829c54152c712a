import { exportAnnotations } from '../../main/library/annotation-exchange';
import { mergeAnnotations } from '../../main/library/merge-annotations';
import { systemClock } from '../../main/ports';
import { readAnnotationFile } from '../../main/services/annotation-file';
import { fileAtPath } from '../../main/services/source-file';
import { jsonLine, stringOption, withApp, withJob, type Command } from '../command';
import { findEntry } from '../find-entry';
import { overwriteOption, writeResult } from '../write-files';
import { sayMerged } from './merge';

export const annotationsImportCommand: Command = {
  name: 'annotations import',
  usage: 'FILE',
  help: 'cli.helpAnnotationsImport',
  options: { library: 'string', 'restore-deleted': 'boolean', 'take-deletions': 'boolean' },
  takes: () => [1, 1],
  async run(context) {
    const [file = ''] = context.positionals;
    const report = await withApp(context, { access: 'write' }, ({ library, jobs }) =>
      withJob(context, async (job) => {
        const bytes = await fileAtPath(file).read();
        const { annotations } = await readAnnotationFile({ file, bytes }, library, jobs, job);
        const restore = context.options['restore-deleted'] === true;
        const removals = context.options['take-deletions'] === true;
        return mergeAnnotations(library, annotations, { clock: systemClock, restore, removals });
      })
    );
    sayMerged(context, report);
    return 0;
  }
};

export const annotationsExportCommand: Command = {
  name: 'annotations export',
  usage: 'ID',
  help: 'cli.helpAnnotationsExport',
  options: { library: 'string', out: 'string', ...overwriteOption },
  takes: () => [1, 1],
  async run(context) {
    const { io, words, json } = context;
    const [id = ''] = context.positionals;
    const collection = await withApp(context, { access: 'read' }, async ({ library }) => {
      const entry = await findEntry(library, id);
      if (entry.kind === 'article') return exportAnnotations(library, [entry.id]);
      const { value } = await library.pair(entry.id);
      return exportAnnotations(library, [value.sourceId, value.targetId]);
    });
    const out = stringOption(context, 'out');
    if (out === undefined) {
      io.out(collection);
      return 0;
    }
    await writeResult(context, out, Buffer.from(collection));
    io.out(json ? jsonLine({ file: out }) : `${words.t('cli.written', { file: out })}\n`);
    return 0;
  }
};
