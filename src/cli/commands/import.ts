import type { ImportResult } from '@shared/ipc/routes';
import type { Translator } from '@shared/i18n/translator';
import { fileAtPath } from '../../main/services/source-file';
import { jsonLine, stringOption, withApp, withJob, type Command } from '../command';
import { articleIdOf } from '../find-entry';
import { versionLines } from './versions';

function forMachines(
  { file, status, article, blocks, versionOf, error }: ImportResult,
  words: Translator
) {
  return {
    file,
    status,
    id: article?.id ?? null,
    title: article?.title ?? null,
    language: article?.language ?? null,
    charset: article?.charset ?? null,
    blocks: blocks ?? {},
    ...(versionOf ? { versionOf } : {}),
    ...(error ? { error: { code: error.code, message: words.error(error) } } : {})
  };
}

function forPeople(
  { file, article, status, blocks = {}, versionOf }: ImportResult,
  words: Translator
): string {
  if (!article) return '';
  const { clutter = 0, ...own } = blocks;
  const blockCount = Object.values(own).reduce((total, count) => total + count, 0);
  const { id, title, language, charset } = article;
  const offer = versionOf
    ? `  ${words.t('versions.cliOffer', { title: versionOf.title, id: versionOf.id, file })}\n`
    : '';
  return `${words.t(status === 'duplicate' ? 'cli.importDuplicate' : 'cli.importDone', { title })}\n  ${id}\n  ${words.t('cli.importDetails', { language, charset, blocks: blockCount, clutter })}\n${offer}`;
}

export const importCommand: Command = {
  name: 'import',
  usage: 'FILE…',
  help: 'cli.helpImport',
  options: { library: 'string', 'version-of': 'string' },
  takes: (options) => [1, options['version-of'] === undefined ? Infinity : 1],
  async run(context) {
    const { io, words, json, positionals } = context;
    const versionOf = stringOption(context, 'version-of');
    if (versionOf !== undefined) {
      const id = articleIdOf(versionOf);
      const result = await withJob(context, (job) =>
        withApp(context, { access: 'write' }, ({ versions }) =>
          versions.importFile(id, fileAtPath(positionals[0] ?? ''), job)
        )
      );
      io.out(json ? jsonLine(result) : versionLines(result, words));
      return 0;
    }
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
