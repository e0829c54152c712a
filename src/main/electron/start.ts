// Electron from start to end: locks first, then the library, then the window.
import { dirname } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { AppError, toWireError } from '@shared/ipc/errors';
import type { Events } from '@shared/ipc/events';
import { createTranslator, type Translator } from '@shared/i18n/translator';
import { interfaceLanguage } from '@shared/settings';
import type { WindowPlace } from '@shared/window-place';
import { appPaths, appVersion, defaultLibraryFolder } from '../app-paths';
import { backupsBeside } from '../backups/backup-folder';
import { createApp, type App } from '../compose';
import { LibrarySwitch } from '../services/library-switch';
import { openLibraryPlaces } from '../settings/library-places';
import { AskedFiles } from './asked-files';
import { parseCommandLine } from './command-line';
import { chooseBackupsFolder, createDialogs } from './dialogs';
import { lockPages, lockProcess, lockSession } from './locks';
import { setMenu, type MenuActs } from './menu';
import { registerScheme, serveRenderer } from './protocol';
import { createSwitchShell } from './switch-shell';
import { spawnUtility } from './spawn-utility';
import { bindTransport } from './transport';
import { openWindow, preloadPath } from './window';
import { WindowState } from './window-state';

/** Exit code after the app has said itself why it cannot start; `npm start` then opens nothing else. */
const toldItself = 70;

/** The one in front, so that its questions stand over it. */
function currentWindow(): BrowserWindow {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (!window) throw new AppError('internal', { reason: 'no window' });
  return window;
}

/** One process owns a profile; a second start only brings the first one's window to the front. */
export function startElectronShell(): void {
  registerScheme();
  lockProcess();
  lockPages();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const files = new AskedFiles(parseCommandLine(process.argv.slice(1)).files);
  // macOS hands over files by this event, before the app is ready too.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    files.ask([path]);
  });
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    if (window?.isMinimized()) window.restore();
    window?.focus();
    files.ask(parseCommandLine(argv.slice(1), workingDirectory).files);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  void app.whenReady().then(() => run(files));
}

async function run(files: AskedFiles): Promise<void> {
  const { libraryFolder, language } = parseCommandLine(process.argv.slice(1));
  const locale = language ?? app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  let diptych: App;
  try {
    lockSession();
    const paths = appPaths(process.env.DIPTYCH_DATA ?? app.getPath('userData'));
    const places = await openLibraryPlaces(paths.appData);
    const open = (folder: string, createLibrary: boolean): Promise<App> =>
      createApp({
        paths,
        libraryFolder: folder,
        createLibrary,
        readIfNot: true,
        locale,
        shell: 'electron',
        version: appVersion(),
        program: 'diptych',
        spawn: spawnUtility,
        backups: {
          folder: places.backupsOf(folder) ?? backupsBeside(folder),
          remember: (place) => places.keepBackups(folder, place)
        },
        dialogs: createDialogs(currentWindow, () => translator(), {
          switchLibrary: (act) => acts.library(act),
          openLibrary: (place) => acts.openLibrary(place),
          chooseBackupsFolder: () => chooseBackupsFolder(currentWindow(), translator()),
          restoreLibrary: (id) =>
            acts.restore(places.backupsOf(folder) ?? backupsBeside(folder), id),
          openWindow: (place) => openOne(place)
        })
      });
    const usual = defaultLibraryFolder(app.getPath('documents'));
    const [remembered] = libraryFolder === null ? places.recent() : [];
    diptych =
      remembered === undefined
        ? await open(libraryFolder ?? usual, true)
        : // One that is not there, as on a disk not plugged in, must not begin anew as an empty one.
          await open(remembered, false).catch((thrown: unknown) => {
            const { t, error } = createTranslator(interfaceLanguage(language, locale));
            dialog.showErrorBox(t('cli.shellLibraryNotOpened'), error(toWireError(thrown)));
            return open(usual, true);
          });
    await serveRenderer(paths.renderer);
    const translator = (): Translator => createTranslator(diptych.language());
    const unbind = bindTransport(diptych);
    const switching = new LibrarySwitch(
      diptych.library.folder,
      places,
      createSwitchShell(currentWindow, translator),
      () => diptych.close()
    );
    const acts = {
      ...menuActs(switching, translator),
      show: (name: Events['menu.chosen']['dialog']) => {
        diptych.events.emit('menu.chosen', { dialog: name });
      }
    };
    setMenu(translator(), acts);
    diptych.events.subscribe(({ name }) => {
      if (name === 'settings.changed') setMenu(translator(), acts);
    });
    closeBeforeQuit(diptych, unbind);
    const state = new WindowState(paths.appData);
    const preload = preloadPath(dirname(paths.renderer));
    const openOne = (place: WindowPlace | null): void => {
      openWindow({ state, preload, theme: diptych.settings.get().appearance.theme, place });
    };
    files.handTo(diptych.opened);
    openOne(null);
  } catch (thrown) {
    const { t, error } = createTranslator(interfaceLanguage(language, locale));
    dialog.showErrorBox(t('cli.shellCannotStart'), error(toWireError(thrown)));
    app.exit(toldItself);
  }
}

/** A change of library that fails has changed nothing: it is said, and all goes on. */
function menuActs(
  switching: LibrarySwitch,
  translator: () => Translator
): Omit<MenuActs, 'show'> & {
  restore(backups: string, id: string): Promise<boolean>;
  openLibrary(folder: string): Promise<void>;
} {
  const said = (act: Promise<boolean | void>): Promise<boolean> =>
    act.then(
      (done) => done !== false,
      (thrown: unknown) => {
        const { t, error } = translator();
        dialog.showErrorBox(t('cli.shellLibraryNotChanged'), error(toWireError(thrown)));
        return false;
      }
    );
  return {
    library: (act) => said(switching.run(act)),
    restore: (backups, id) => said(switching.restore(backups, id)),
    openLibrary: (folder) => switching.open(folder),
    openRecent: (folder) => void said(switching.open(folder)),
    recent: () => switching.recent()
  };
}

/** The windows are gone by then, and nothing more can be written: fold, unlock, and only then end. */
function closeBeforeQuit(diptych: App, unbind: () => void): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    unbind();
    const end = (): void => {
      state = 'closed';
      app.quit();
    };
    // A close that fails loses nothing: the journal is replayed at the next start.
    diptych.close().then(end, end);
  });
}
