// The one window.
import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { indexUrl } from './origin';
import { smallest, windowBounds } from './window-bounds';
import type { WindowState } from './window-state';

/** Opens the window at its remembered place; it shows itself once there is something to see. */
export function openWindow(state: WindowState, preload: string): BrowserWindow {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...windowBounds(state.read(), areas),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Diptych',
    show: false,
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
  void window.loadURL(indexUrl);
  return window;
}

/** The preload script, beside the built main process. */
export const preloadPath = (outFolder: string): string => join(outFolder, 'preload/index.cjs');
