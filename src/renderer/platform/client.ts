// The one door to main. Which transport stands behind it is decided once, in `connect`.
import type { Bridge } from '@shared/ipc/bridge';
import type { EventName, Events } from '@shared/ipc/events';
import type { RouteInput, RouteName, RouteOutput } from '@shared/ipc/routes';
import { BridgeClient } from './bridge-client';
import { HttpClient, takeKey } from './http-client';

export interface Client {
  /** Rejects with an AppError: main's own, or `disconnected` where no answer could be had. */
  request<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteOutput<N>>;
  /** Returns the unsubscriber. */
  on<N extends EventName>(name: N, listener: (data: Events[N]) => void): () => void;
  /** Whether main's events reach this window. Reactive where it is read in an effect or a template. */
  readonly connected: () => boolean;
  /** Called each time the events begin to arrive (again): what was missed must be fetched. Returns the unsubscriber. */
  onConnect(listener: () => void): () => void;
}

declare global {
  interface Window {
    /** Present in Electron only. */
    readonly diptych?: Bridge;
  }
}

/** Electron's preload bridge where there is one, else HTTP to the origin the page came from. Call once a page. */
export function connect(): Client {
  if (window.diptych) return new BridgeClient(window.diptych);
  return new HttpClient(location.origin, takeKey(location, history, sessionStorage));
}
