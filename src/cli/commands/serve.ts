import { runBrowserShell } from '../../main/web/run-browser-shell';
import { defaultPort } from '../../main/web/serve';
import { backupsFolder, libraryFolder, stringOption, UsageError, type Command } from '../command';

function portOf(value: string | undefined): number {
  if (value === undefined) return defaultPort;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new UsageError('cli.usagePort', { port: value });
  return port;
}

export const serveCommand: Command = {
  name: 'serve',
  usage: '',
  help: 'cli.helpServe',
  options: { library: 'string', backups: 'string', port: 'string', open: 'boolean' },
  takes: () => [0, 0],
  async run(context) {
    await runBrowserShell({
      libraryFolder: libraryFolder(context),
      backups: backupsFolder(context),
      port: portOf(stringOption(context, 'port')),
      locale: context.locale,
      open: context.options.open === true,
      say: (line) => {
        context.io.out(`${line}\n`);
      }
    });
    return 0;
  }
};
