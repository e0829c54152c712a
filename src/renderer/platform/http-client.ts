// Requests and events over the loopback server of the browser shell.
import { besideBytes, decode, encode } from '@shared/ipc/codec';
import { AppError } from '@shared/ipc/errors';
import type { EventMessage, EventName, Events } from '@shared/ipc/events';
import type { Result } from '@shared/ipc/result';
import type { RouteInput, RouteName, RouteOutput } from '@shared/ipc/routes';
import { createSubscriber } from 'svelte/reactivity';
import type { Client } from './client';
import { readLines } from './line-stream';
import { EventListeners, unwrap } from './transport';

const keyName = 'diptych-key';
const firstRetryMs = 250;
const lastRetryMs = 5_000;
/** Three heartbeats of the server: a stream silent for longer is dead, though the socket may not know it. */
const silenceMs = 45_000;

/**
 * The run's secret: out of `#key=<hex>` on first opening, which is then taken off the address and kept for reloads,
 * else the kept one. Empty where there is none: every request then fails with `unauthorised`.
 */
export function takeKey(
  place: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState' | 'state'>,
  storage: Pick<Storage, 'getItem' | 'setItem'>
): string {
  const key = /^#key=([0-9a-f]+)$/.exec(place.hash)?.[1];
  if (key === undefined) return storage.getItem(keyName) ?? '';
  storage.setItem(keyName, key);
  history.replaceState(history.state, '', place.pathname + place.search);
  return key;
}

export class HttpClient implements Client {
  readonly #origin: string;
  readonly #headers: Record<string, string>;
  readonly #listeners = new EventListeners();
  readonly #connectListeners = new Set<() => void>();
  readonly #stopped = new AbortController();
  #connected = false;
  #announce = (): void => undefined;
  readonly #subscribe = createSubscriber((update) => {
    this.#announce = update;
    return () => (this.#announce = () => undefined);
  });

  /** Begins to listen for events at once and goes on until `close`. */
  constructor(origin: string, key: string) {
    this.#origin = origin;
    this.#headers = { 'X-Diptych-Key': key, 'X-Diptych-Tab': crypto.randomUUID() };
    void this.#listen();
  }

  async request<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
    let result: Result<unknown>;
    try {
      const response = await fetch(`${this.#origin}/api/${name}`, {
        method: 'POST',
        ...this.#message(input)
      });
      if (response.status === 401 || response.status === 403) throw new AppError('unauthorised');
      result = decode(await response.text()) as Result<unknown>;
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('disconnected', {}, { cause });
    }
    return unwrap(result);
  }

  /** A file's bytes go as they are, the rest of the input beside them: as text, they would hold the window up. */
  #message(input: object): { headers: Record<string, string>; body: BodyInit } {
    const { bytes, ...rest } = input as { bytes?: unknown };
    if (!(bytes instanceof Uint8Array)) {
      return {
        headers: { ...this.#headers, 'Content-Type': 'application/json' },
        body: encode(input)
      };
    }
    return {
      headers: {
        ...this.#headers,
        'Content-Type': 'application/octet-stream',
        [besideBytes]: encodeURIComponent(encode(rest))
      },
      body: bytes as Uint8Array<ArrayBuffer>
    };
  }

  on<N extends EventName>(name: N, listener: (data: Events[N]) => void): () => void {
    return this.#listeners.add(name, listener);
  }

  readonly connected = (): boolean => {
    this.#subscribe();
    return this.#connected;
  };

  onConnect(listener: () => void): () => void {
    this.#connectListeners.add(listener);
    return () => this.#connectListeners.delete(listener);
  }

  /** Ends the event stream for good. */
  close(): void {
    this.#stopped.abort();
  }

  async #listen(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!this.#stopped.signal.aborted) {
      const heard = await this.#readStream();
      this.#setConnected(false);
      if (heard) retryMs = firstRetryMs;
      await pause(retryMs, this.#stopped.signal);
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    }
  }

  /** Reads one connection to its end; true where it was established. */
  async #readStream(): Promise<boolean> {
    const silent = new AbortController();
    let timer = setTimeout(() => silent.abort(), silenceMs);
    let heard = false;
    try {
      const response = await fetch(`${this.#origin}/events`, {
        headers: this.#headers,
        signal: AbortSignal.any([this.#stopped.signal, silent.signal])
      });
      if (!response.ok || !response.body) return false;
      heard = true;
      this.#setConnected(true);
      for await (const line of readLines(response.body)) {
        clearTimeout(timer);
        timer = setTimeout(() => silent.abort(), silenceMs);
        if (line !== '') this.#listeners.dispatch(decode(line) as EventMessage);
      }
    } catch {
      // Gone, refused or cut off: the loop tries again.
    } finally {
      clearTimeout(timer);
    }
    return heard;
  }

  #setConnected(connected: boolean): void {
    if (connected === this.#connected) return;
    this.#connected = connected;
    this.#announce();
    if (connected) for (const listener of this.#connectListeners) listener();
  }
}

/** Resolves after the time, or at once where the signal is aborted; the window coming to the front ends it early. */
function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener('focus', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    addEventListener('focus', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
