// The windows: one at the start, and one for each place that is wanted beside it.
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Appearance } from '@shared/settings';
import { indexUrl } from './origin';
import { placeFragment, type WindowPlace } from '@shared/window-place';
import { beside, smallest, windowBounds } from './window-bounds';
import type { WindowState } from './window-state';

/** The page's own paper, so that nothing flashes while it loads or is drawn anew. */
const paper: Record<Exclude<Appearance['theme'], 'system'>, string> = {
  light: '#FBFAF7',
  sepia: '#F6EEDD',
  dark: '#181A1C'
};
/** A page that crashes again within this time is not loaded a third time. */
const crashLoopMs = 10_000;

export interface WindowOptions {
  state: WindowState;
  preload: string;
  theme: Appearance['theme'];
  /** Where a further window begins; null for the first, which comes back to where it was. */
  place: WindowPlace | null;
}

/**
 * Opens a window where one was last, or a step beside the one in front; it shows itself once there is something to
 * see. Of the bounds to remember, those of the window closed last win.
 */
export function openWindow({ state, preload, theme, place }: WindowOptions): void {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const front = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const window = new BrowserWindow({
    ...windowBounds(front ? beside(front.getNormalBounds()) : state.read(), areas),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Diptych',
    show: false,
    backgroundColor: paper[theme === 'system' ? systemTheme() : theme],
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      // Chromium would fetch dictionaries.
      spellcheck: false
    }
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    state.write(window.getNormalBounds());
  });
  let crashedAt = -Infinity;
  window.webContents.on('render-process-gone', () => {
    const isLoop = performance.now() - crashedAt < crashLoopMs;
    crashedAt = performance.now();
    // What was written is in IndexedDB and in main's journal; the page comes back to where it was.
    if (!isLoop) void window.loadURL(indexUrl);
  });
  void window.loadURL(indexUrl + (place ? placeFragment(place) : ''));
}

const systemTheme = (): 'dark' | 'light' => (nativeTheme.shouldUseDarkColors ? 'dark' : 'light');

/** The preload script, beside the built main process. */
export const preloadPath = (outFolder: string): string => join(outFolder, 'preload/index.cjs');
