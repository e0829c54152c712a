import type { ColleagueResult } from '@shared/ipc/colleague-routes';
import type { ImportResult } from '@shared/ipc/routes';
import type { Translator } from '@shared/i18n/translator';
import type { JobOptions } from '../../main/jobs/job-contract';
import type { ColleagueService } from '../../main/services/colleague-service';
import { fileAtPath } from '../../main/services/source-file';
import { jsonLine, stringOption, withApp, withJob, type Command } from '../command';
import { articleIdOf } from '../find-entry';
import { versionLines } from './versions';

function forMachines(
  { file, status, article, blocks, versionOf, marks, error }: ImportResult,
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
    ...(marks ? { marks } : {}),
    ...(versionOf ? { versionOf } : {}),
    ...(error ? { error: { code: error.code, message: words.error(error) } } : {})
  };
}

function forPeople(
  { file, article, status, blocks = {}, marks, versionOf }: ImportResult,
  words: Translator
): string {
  if (!article) return '';
  const { clutter = 0, ...own } = blocks;
  const blockCount = Object.values(own).reduce((total, count) => total + count, 0);
  const { id, title, language, charset } = article;
  const offer = versionOf
    ? `  ${words.t('versions.cliOffer', { title: versionOf.title, id: versionOf.id, file })}\n`
    : '';
  const found = marks ? `  ${words.t('cli.importMarks', marks)}\n` : '';
  return `${words.t(status === 'duplicate' ? 'cli.importDuplicate' : 'cli.importDone', { title })}\n  ${id}\n  ${words.t('cli.importDetails', { language, charset, blocks: blockCount, clutter })}\n${found}${offer}`;
}

/** What PDFs of our own making carry, file by file; the terminal is no place to be asked in, and nothing is lost by it. */
async function bringBack(
  results: readonly ImportResult[],
  colleagues: ColleagueService,
  job: JobOptions
): Promise<(ColleagueResult | null)[]> {
  const brought: (ColleagueResult | null)[] = [];
  for (const { status, file } of results) {
    if (status === 'carries') {
      const { importId } = await colleagues.preview(fileAtPath(file), job);
      brought.push(await colleagues.import(importId, { restore: false, removals: false }));
    } else brought.push(null);
  }
  return brought;
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
    const { results, brought } = await withJob(context, (job) =>
      withApp(context, { access: 'create' }, async ({ imports, colleagues }) => {
        const all = await imports.importFiles(positionals.map(fileAtPath), job);
        return { results: all, brought: await bringBack(all, colleagues, job) };
      })
    );
    if (json) {
      const told = results.map((result, index) => ({
        ...forMachines(result, words),
        ...(brought[index] ? { brought: brought[index] } : {})
      }));
      io.out(jsonLine({ results: told }));
    }
    if (!json) {
      for (const [index, result] of results.entries()) {
        const back = brought[index];
        if (back) {
          const { articles, counts } = back;
          io.out(`${words.t('cli.importBrought', { file: result.file, articles, ...counts })}\n`);
        } else io.out(forPeople(result, words));
      }
    }
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
