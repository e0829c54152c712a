import { jsonLine, withApp, withJob, type Command } from '../command';
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
    const { value } = await withJob(context, (job) =>
      withApp(context, { access: 'write' }, ({ pairs }) =>
        pairs.pairArticles(articleIdOf(source), articleIdOf(target), job)
      )
    );
    const { id, verdict, links } = value;
    io.out(
      json
        ? jsonLine({ id, verdict })
        : `${words.t('cli.pairDone', { verdict, links: links.length })}\n  ${id}\n`
    );
    return 0;
  }
};
