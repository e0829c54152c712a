// The browser shell from start to end, as `diptych serve` and `npm start` run it.
import { createTranslator } from '@shared/i18n/translator';
import { appPaths, appVersion } from '../app-paths';
import { createApp } from '../compose';
import { openBrowser } from './open-browser';
import { serve } from './serve';

export interface BrowserShellOptions {
  libraryFolder: string;
  /** Absolute folder of its backups. */
  backups: string;
  port: number;
  /** The system's locale, or the language asked for. */
  locale: string;
  /** Open the person's own browser. */
  open: boolean;
  /** Prints one line for people. */
  say: (line: string) => void;
}

/**
 * Serves until SIGINT, SIGTERM or SIGHUP, then folds the journal and gives up the library; a second signal ends it
 * at once. Rejects as `createApp` does and with `portBusy`, nothing left open.
 */
export async function runBrowserShell(options: BrowserShellOptions): Promise<void> {
  const { libraryFolder, backups, port, locale, say } = options;
  const stopped = stopSignal();
  const paths = appPaths();
  const app = await createApp({
    paths,
    libraryFolder,
    backups: { folder: backups },
    locale,
    readIfNot: true,
    shell: 'browser',
    version: appVersion(),
    program: 'diptych serve'
  });
  try {
    const shell = await serve({ app, rendererFolder: paths.renderer, port });
    try {
      const words = createTranslator(app.language());
      say(words.t('cli.shellAddress', { address: shell.address }));
      if (options.open) await openBrowser(shell.address, shell.opened);
      await stopped;
    } finally {
      await shell.close();
    }
  } finally {
    await app.close();
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve();
        // Whoever asks twice does not want to wait.
        process.on(signal, () => process.exit(1));
      });
    }
  });
}
