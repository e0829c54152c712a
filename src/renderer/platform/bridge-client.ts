// Requests and events through Electron's preload.
import type { Bridge } from '@shared/ipc/bridge';
import { AppError } from '@shared/ipc/errors';
import type { EventName, Events } from '@shared/ipc/events';
import type { Result } from '@shared/ipc/result';
import type { RouteInput, RouteName, RouteOutput } from '@shared/ipc/routes';
import type { Client } from './client';
import { EventListeners, unwrap } from './transport';

export class BridgeClient implements Client {
  readonly #bridge: Bridge;
  readonly #listeners = new EventListeners();

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    bridge.on((message) => this.#listeners.dispatch(message));
  }

  async request<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
    let result: Result<unknown>;
    try {
      result = await this.#bridge.request(name, input);
    } catch (cause) {
      throw new AppError('disconnected', {}, { cause });
    }
    return unwrap(result);
  }

  on<N extends EventName>(name: N, listener: (data: Events[N]) => void): () => void {
    return this.#listeners.add(name, listener);
  }

  /** The window and main live and die together. */
  readonly connected = (): boolean => true;

  onConnect(): () => void {
    return () => undefined;
  }
}
