// Main's own questions to the person.
import { basename, dirname, extname, join } from 'node:path';
import { dialog, shell, type BrowserWindow } from 'electron';
import type { Translator } from '@shared/i18n/translator';
import type { Dialogs } from '../ports';
import { openedEndings } from './opened-endings';

/** `translator` is asked anew each time, since the language can change. Throws where there is no window to ask over. */
export function createDialogs(
  window: () => BrowserWindow,
  translator: () => Translator,
  acts: Pick<
    Dialogs,
    'switchLibrary' | 'openLibrary' | 'chooseBackupsFolder' | 'restoreLibrary' | 'openWindow'
  >
): Dialogs {
  return {
    ...acts,

    async chooseFiles() {
      const { t } = translator();
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        title: t('cli.shellOpenFiles'),
        properties: ['openFile', 'multiSelections'],
        filters: [
          // A colleague's library may come as a ZIP file, which no system should think is ours to open.
          { name: t('cli.shellArticles'), extensions: [...openedEndings, 'zip'] },
          { name: t('cli.shellAllFiles'), extensions: ['*'] }
        ]
      });
      return canceled ? null : filePaths;
    },

    async chooseFonts() {
      const { t } = translator();
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        title: t('settings.fontChoose'),
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: t('settings.fontFiles'), extensions: ['ttf', 'otf', 'ttc', 'otc'] }]
      });
      return canceled ? null : filePaths;
    },

    async chooseSavePath(suggestedName, what) {
      const ending = extname(suggestedName).slice(1);
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        title: translator().t(what === 'copy' ? 'cli.shellSaveCopy' : 'cli.shellSaveExport'),
        defaultPath: suggestedName,
        filters: ending === '' ? [] : [{ name: ending.toUpperCase(), extensions: [ending] }],
        properties: ['showOverwriteConfirmation', 'createDirectory']
      });
      return canceled || filePath === '' ? null : filePath;
    },

    async chooseUnpack() {
      const { t } = translator();
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        title: t('backups.shellChooseZip'),
        properties: ['openFile'],
        filters: [{ name: 'ZIP', extensions: ['zip'] }]
      });
      const [file] = filePaths;
      if (canceled || file === undefined) return null;
      const place = await dialog.showSaveDialog(window(), {
        title: t('backups.shellChoosePlace'),
        buttonLabel: t('backups.shellChoosePlaceButton'),
        defaultPath: join(dirname(file), basename(file, extname(file))),
        properties: ['createDirectory']
      });
      return place.canceled || place.filePath === '' ? null : { file, folder: place.filePath };
    },

    async openExternal(url) {
      const { t } = translator();
      const { response } = await dialog.showMessageBox(window(), {
        type: 'question',
        message: t('cli.shellOpenExternal'),
        detail: url.href,
        buttons: [t('common.cancel'), t('cli.shellOpen')],
        defaultId: 0,
        cancelId: 0,
        noLink: true
      });
      if (response !== 1) return false;
      await shell.openExternal(url.href);
      return true;
    },

    showInFolder(path) {
      shell.showItemInFolder(path);
    }
  };
}

/** Null where the person cancelled. */
export async function chooseBackupsFolder(
  window: BrowserWindow,
  { t }: Translator
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t('backups.shellChooseFolder'),
    properties: ['openDirectory', 'createDirectory']
  });
  return canceled ? null : (filePaths[0] ?? null);
}
