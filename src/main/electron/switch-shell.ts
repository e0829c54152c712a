// What changing the library asks of Electron: its dialogs, the system's trash, a new start.
import { app, dialog, shell, type BrowserWindow } from 'electron';
import type { Translator } from '@shared/i18n/translator';
import type { SwitchShell } from '../services/library-switch';

/** The command line without a library, which would hold against the remembered one. */
function withoutLibrary(args: readonly string[]): string[] {
  return args.filter(
    (arg, index) =>
      arg !== '--library' && !arg.startsWith('--library=') && args[index - 1] !== '--library'
  );
}

export function createSwitchShell(
  window: () => BrowserWindow,
  translator: () => Translator
): SwitchShell {
  return {
    async chooseFolder(act) {
      const { t } = translator();
      const titles = {
        open: t('cli.shellLibraryOpen'),
        new: t('cli.shellLibraryNew'),
        move: t('cli.shellLibraryMove')
      };
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        title: titles[act],
        properties: act === 'open' ? ['openDirectory'] : ['openDirectory', 'createDirectory']
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async askTrashOld(folder) {
      const { t } = translator();
      const { response } = await dialog.showMessageBox(window(), {
        type: 'question',
        message: t('cli.shellLibraryMoved'),
        detail: folder,
        buttons: [t('cli.shellLibraryKeepOld'), t('cli.shellLibraryTrashOld')],
        defaultId: 0,
        cancelId: 0,
        noLink: true
      });
      return response === 1;
    },
    async askRestore(at) {
      const words = translator();
      const time = new Intl.DateTimeFormat(words.language, {
        dateStyle: 'full',
        timeStyle: 'short'
      }).format(new Date(at));
      const { response } = await dialog.showMessageBox(window(), {
        type: 'question',
        message: words.t('backups.shellRestore', { time }),
        detail: words.t('backups.shellRestoreKept'),
        buttons: [words.t('common.cancel'), words.t('backups.restoreAll')],
        defaultId: 0,
        cancelId: 0,
        noLink: true
      });
      return response === 1;
    },
    tellRestored(kept) {
      const { t } = translator();
      dialog.showMessageBoxSync({
        type: 'info',
        message: t('backups.shellRestored'),
        detail: kept
      });
    },
    trash: (folder) => shell.trashItem(folder),
    tell(error) {
      const words = translator();
      dialog.showErrorBox(words.t('cli.shellLibraryNotChanged'), words.error(error));
    },
    restart() {
      app.relaunch({ args: withoutLibrary(process.argv.slice(1)) });
      app.quit();
    }
  };
}
