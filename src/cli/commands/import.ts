import type { ImportResult } from '@shared/ipc/routes';
import type { Translator } from '@shared/i18n/translator';
import { fileAtPath } from '../../main/services/source-file';
import { jsonLine, withApp, withJob, type Command } from '../command';

function forMachines({ file, status, article, blocks, error }: ImportResult, words: Translator) {
  return {
    file,
    status,
    id: article?.id ?? null,
    title: article?.title ?? null,
    language: article?.language ?? null,
    charset: article?.charset ?? null,
    blocks: blocks ?? {},
    ...(error ? { error: { code: error.code, message: words.error(error) } } : {})
  };
}

function forPeople({ article, status, blocks = {} }: ImportResult, words: Translator): string {
  if (!article) return '';
  const { clutter = 0, ...own } = blocks;
  const blockCount = Object.values(own).reduce((total, count) => total + count, 0);
  const { id, title, language, charset } = article;
  return `${words.t(status === 'duplicate' ? 'cli.importDuplicate' : 'cli.importDone', { title })}\n  ${id}\n  ${words.t('cli.importDetails', { language, charset, blocks: blockCount, clutter })}\n`;
}

export const importCommand: Command = {
  name: 'import',
  usage: 'FILE…',
  help: 'cli.helpImport',
  options: { library: 'string' },
  takes: () => [1, Infinity],
  async run(context) {
    const { io, words, json, positionals } = context;
    const results = await withJob(context, (job) =>
      withApp(context, { access: 'create' }, ({ imports }) =>
        imports.importFiles(positionals.map(fileAtPath), job)
      )
    );
    if (json) io.out(jsonLine({ results: results.map((result) => forMachines(result, words)) }));
    if (!json) for (const result of results) io.out(forPeople(result, words));
    // Those that were stopped all say the same.
    const failures = results.flatMap(({ file, error }) => {
      if (!error) return [];
      const said = words.error(error);
      return said.includes(file) || error.code === 'cancelled' ? said : `${file}: ${said}`;
    });
    for (const failure of new Set(failures)) io.err(`${failure}\n`);
    return results.some(({ status }) => status === 'failed') ? 1 : 0;
  }
};
