import { jsonLine, stringOption, UsageError, withApp, type Command } from '../command';

const usualLimit = 20;

export const searchCommand: Command = {
  name: 'search',
  usage: 'WORDS…',
  help: 'cli.helpSearch',
  options: { library: 'string', limit: 'string' },
  takes: () => [1, 1000],
  async run(context) {
    const { io, words, json, positionals } = context;
    const limit = Number(stringOption(context, 'limit') ?? usualLimit);
    if (!Number.isInteger(limit) || limit < 1) {
      throw new UsageError('cli.usageOptionValue', { option: '--limit' });
    }
    const { hits, total } = await withApp(context, { access: 'read' }, async ({ search }) => {
      await search.ready();
      return search.search(positionals.join(' '), limit);
    });
    if (json) {
      io.out(jsonLine({ total, hits }));
      return 0;
    }
    for (const { kind, articleId, annotationId, title, snippet } of hits) {
      const name = kind === 'article' ? (title?.text ?? '') : words.t('cli.searchNote');
      const id = annotationId ? `${annotationId} → ${articleId}` : articleId;
      io.out(`${id}  ${name}\n  ${snippet.text.replaceAll('\n', ' ')}\n`);
    }
    io.out(`${words.t('cli.searchDone', { shown: hits.length, total })}\n`);
    return 0;
  }
};
