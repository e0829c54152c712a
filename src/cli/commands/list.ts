import { jsonLine, withApp, type Command } from '../command';

export const listCommand: Command = {
  name: 'list',
  usage: '',
  help: 'cli.helpList',
  options: { library: 'string' },
  takes: () => [0, 0],
  async run(context) {
    const { io, words, json } = context;
    const { articles, pairs } = await withApp(context, { access: 'read' }, async ({ library }) => ({
      articles: await library.articles(),
      pairs: await library.pairs()
    }));
    if (json) {
      io.out(jsonLine({ articles, pairs }));
      return 0;
    }
    if (articles.length === 0) io.out(`${words.t('cli.listEmpty')}\n`);
    for (const { id, title, language, date, words: wordCount, annotations } of articles) {
      const facts = words.t('cli.listArticle', { language, words: wordCount, annotations });
      io.out(`${id}  ${title}\n  ${facts}${date ? ` · ${date}` : ''}\n`);
    }
    const titles = new Map<string, string>(articles.map(({ id, title }) => [id, title]));
    if (pairs.length > 0) io.out(`\n${words.t('cli.listPairs')}\n`);
    for (const { id, sourceId, targetId, verdict, linked, sentences } of pairs) {
      const names = `${titles.get(sourceId) ?? sourceId} ⇄ ${titles.get(targetId) ?? targetId}`;
      io.out(`${id}  ${names}\n  ${words.t('cli.listPair', { verdict, linked, sentences })}\n`);
    }
    return 0;
  }
};
