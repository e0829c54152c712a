import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLine, stringOption, type Command } from '../command';
import { runDemo } from '../demo';

export const demoCommand: Command = {
  name: 'demo',
  usage: '',
  help: 'cli.helpDemo',
  options: { out: 'string' },
  takes: () => [0, 0],
  async run(context) {
    const { io, words, json } = context;
    const report = await runDemo({
      out: stringOption(context, 'out') ?? join(tmpdir(), 'diptych-demo'),
      language: words.language,
      print: (line) => {
        if (!json) io.out(`${line}\n`);
      }
    });
    if (json) io.out(jsonLine(report));
    return 0;
  }
};
