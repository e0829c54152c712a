import { checkAll } from '../../main/backups/check-all';
import { backupsFolder, jsonLine, libraryFolder, type Command } from '../command';

export const checkCommand: Command = {
  name: 'check',
  usage: '',
  help: 'cli.helpCheck',
  options: { library: 'string', backups: 'string' },
  takes: () => [0, 0],
  async run(context) {
    const { io, words, json } = context;
    const report = await checkAll(libraryFolder(context), backupsFolder(context));
    const { problems, articles, pairs, annotations, journalRecords } = report;
    if (json) {
      const told = problems.map(({ file, error }) => ({
        file,
        error: { code: error.code, message: words.error(error) }
      }));
      io.out(jsonLine({ ...report, problems: told }));
    } else {
      io.out(`${words.t('cli.checkDone', { articles, pairs, annotations, journalRecords })}\n`);
      io.out(`${words.t('cli.checkProblems', { problems: problems.length })}\n`);
    }
    for (const { error } of problems) io.err(`${words.error(error)}\n`);
    return problems.length > 0 ? 1 : 0;
  }
};
