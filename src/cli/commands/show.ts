import type { Article } from '@domain/article/schema';
import type { Pair } from '@domain/align/schema';
import { linkedSentences } from '@domain/interchange/linked-sentences';
import { jsonLine, withApp, type Command } from '../command';
import { findEntry } from '../find-entry';

/** Linked sentences, source and target of a link on one line with a tab between. */
function linkedText(pair: Pair, source: Article, target: Article): string {
  return linkedSentences(pair, source, target)
    .map((linked) => `${linked.source}\t${linked.target}\n`)
    .join('');
}

export const showCommand: Command = {
  name: 'show',
  usage: 'ID',
  help: 'cli.helpShow',
  options: { library: 'string', text: 'boolean' },
  takes: () => [1, 1],
  async run(context) {
    const { io, options } = context;
    const [id = ''] = context.positionals;
    const shown = await withApp(context, { access: 'read' }, async ({ library }) => {
      const entry = await findEntry(library, id);
      if (entry.kind === 'article') {
        const article = await library.article(entry.id);
        return options.text === true ? `${article.text}\n` : jsonLine(article);
      }
      const { value: pair } = await library.pair(entry.id);
      if (options.text !== true) return jsonLine(pair);
      return linkedText(
        pair,
        await library.article(pair.sourceId),
        await library.article(pair.targetId)
      );
    });
    io.out(shown);
    return 0;
  }
};
