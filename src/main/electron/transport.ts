// Requests and events over Electron's IPC: one channel each.
import { BrowserWindow, ipcMain, type WebFrameMain } from 'electron';
import { eventChannel, requestChannel } from '@shared/ipc/channels';
import { AppError, toWireError } from '@shared/ipc/errors';
import type { Result } from '@shared/ipc/result';
import type { App } from '../compose';
import { dispatch } from '../dispatch';
import { isOwnSender, type Sender } from './origin';

const senderOf = (frame: WebFrameMain | null): Sender | null =>
  frame && { origin: frame.origin, url: frame.url, isTopFrame: frame.parent === null };

/** Binds the app to its windows. Returns the unbinder. */
export function bindTransport(app: Pick<App, 'handlers' | 'events'>): () => void {
  ipcMain.handle(
    requestChannel,
    (event, name: unknown, input: unknown): Result<unknown> | Promise<Result<unknown>> => {
      if (!isOwnSender(senderOf(event.senderFrame))) {
        return { ok: false, error: toWireError(new AppError('unauthorised')) };
      }
      // What is no string is no route either.
      const route = typeof name === 'string' ? name : '';
      return dispatch(app.handlers, route, input);
    }
  );
  const unsubscribe = app.events.subscribe((message) => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.webContents.send(eventChannel, message);
    }
  });
  return () => {
    unsubscribe();
    ipcMain.removeHandler(requestChannel);
  };
}
