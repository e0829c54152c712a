// The menu: what the system expects of one. The app's own actions live in the window, each with its key.
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Translator } from '@shared/i18n/translator';
import type { Events } from '@shared/ipc/events';
import type { LibraryAct } from '@shared/ipc/routes';

type Item = MenuItemConstructorOptions;

/** What the menu does beside what the system does by itself. */
export interface MenuActs {
  /** False where nothing changed; never rejects. */
  library(act: LibraryAct): Promise<boolean>;
  openRecent(folder: string): void;
  /** Absolute paths. */
  recent(): readonly string[];
  /** A dialog of the window in front. */
  show(dialog: Events['menu.chosen']['dialog']): void;
}

function libraryMenu({ t }: Translator, acts: MenuActs): Item[] {
  const recent = acts.recent();
  const places: Item = {
    label: t('cli.shellMenuRecentLibraries'),
    enabled: recent.length > 0,
    submenu: recent.map((folder) => ({ label: folder, click: () => acts.openRecent(folder) }))
  };
  return [
    { label: t('cli.shellMenuLibraryOpen'), click: () => void acts.library('open') },
    places,
    { label: t('cli.shellMenuLibraryNew'), click: () => void acts.library('new') },
    { label: t('cli.shellMenuLibraryMove'), click: () => void acts.library('move') },
    { label: t('backups.oneFile'), click: () => acts.show('oneFile') }
  ];
}

function menuTemplate(translator: Translator, acts: MenuActs, isMac: boolean): Item[] {
  const { t } = translator;
  const separator: Item = { type: 'separator' };
  const quit: Item = { role: 'quit', label: t('cli.shellMenuQuit') };
  const appMenu: Item = {
    role: 'appMenu',
    label: t('common.appName'),
    submenu: [
      { role: 'hide', label: t('cli.shellMenuHide') },
      { role: 'hideOthers', label: t('cli.shellMenuHideOthers') },
      { role: 'unhide', label: t('cli.shellMenuShowAll') },
      separator,
      quit
    ]
  };
  const fileMenu: Item = {
    label: t('cli.shellMenuFile'),
    submenu: [
      ...libraryMenu(translator, acts),
      separator,
      { role: 'close', label: t('cli.shellMenuClose') },
      ...(isMac ? [] : [quit])
    ]
  };
  const editMenu: Item = {
    label: t('cli.shellMenuEdit'),
    submenu: [
      { role: 'undo', label: t('common.undo') },
      { role: 'redo', label: t('common.redo') },
      separator,
      { role: 'cut', label: t('cli.shellMenuCut') },
      { role: 'copy', label: t('cli.shellMenuCopy') },
      { role: 'paste', label: t('cli.shellMenuPaste') },
      { role: 'selectAll', label: t('cli.shellMenuSelectAll') }
    ]
  };
  const viewMenu: Item = {
    label: t('cli.shellMenuView'),
    submenu: [
      { role: 'zoomIn', label: t('cli.shellMenuZoomIn'), accelerator: 'CommandOrControl+Plus' },
      { role: 'zoomOut', label: t('cli.shellMenuZoomOut'), accelerator: 'CommandOrControl+-' },
      { role: 'resetZoom', label: t('cli.shellMenuZoomReset'), accelerator: 'CommandOrControl+0' },
      separator,
      { role: 'togglefullscreen', label: t('cli.shellMenuFullScreen') }
    ]
  };
  const helpMenu: Item = {
    role: 'help',
    label: t('cli.shellMenuHelp'),
    submenu: [
      { label: t('palette.keys'), click: () => acts.show('keys') },
      separator,
      { label: t('health.check'), click: () => acts.show('check') },
      { label: t('health.report'), click: () => acts.show('report') }
    ]
  };
  return [...(isMac ? [appMenu] : []), fileMenu, editMenu, viewMenu, helpMenu];
}

/** Puts the menu up, in the translator's language. */
export function setMenu(translator: Translator, acts: MenuActs): void {
  const template = menuTemplate(translator, acts, process.platform === 'darwin');
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
