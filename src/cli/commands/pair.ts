import { jsonLine, watchedJob, withApp, type Command } from '../command';
import { articleIdOf } from '../find-entry';

export const pairCommand: Command = {
  name: 'pair',
  usage: 'SOURCE_ID TARGET_ID',
  help: 'cli.helpPair',
  options: { library: 'string' },
  takes: () => [2, 2],
  async run(context) {
    const { io, words, json, positionals } = context;
    const [source = '', target = ''] = positionals;
    const { job, clear } = watchedJob(context);
    const { id, verdict, links } = await withApp(context, { access: 'write' }, async (app) => {
      const stored = await app.pairs.pairArticles(articleIdOf(source), articleIdOf(target), job);
      return stored.value;
    });
    clear();
    io.out(
      json
        ? jsonLine({ id, verdict })
        : `${words.t('cli.pairDone', { verdict, links: links.length })}\n  ${id}\n`
    );
    return 0;
  }
};
