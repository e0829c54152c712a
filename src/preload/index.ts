// One generic forwarder; what may pass is decided in main, by dispatch.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Bridge } from '@shared/ipc/bridge';
import { eventChannel, requestChannel } from '@shared/ipc/channels';
import type { EventMessage } from '@shared/ipc/events';
import type { Result } from '@shared/ipc/result';

const bridge: Bridge = {
  request: (name, input) =>
    ipcRenderer.invoke(requestChannel, name, input) as Promise<Result<unknown>>,
  on: (listener) => {
    const forward = (_event: IpcRendererEvent, message: EventMessage): void => {
      listener(message);
    };
    ipcRenderer.on(eventChannel, forward);
    return () => ipcRenderer.removeListener(eventChannel, forward);
  }
};

contextBridge.exposeInMainWorld('diptych', bridge);
