// Windows on a real library: its folder is held by the test runner, which answers in place of a server.
import { commands } from 'vitest/browser';
import type { AnnotationTarget } from '@domain/annotation/schema';
import { AppError, type WireError } from '@shared/ipc/errors';
import type { EventName, Events } from '@shared/ipc/events';
import type { LibraryInfo, RouteInput, RouteName, RouteOutput } from '@shared/ipc/routes';
import { defaultSettings } from '@shared/settings';
import type { Client } from '../platform/client';
import { EventListeners } from '../platform/transport';

declare module 'vitest/browser' {
  interface BrowserCommands {
    libraryMake(key: string): Promise<void>;
    libraryCall(key: string, method: string, ...args: unknown[]): Promise<unknown>;
    libraryClose(key: string): Promise<void>;
  }
}

type State = Record<string, unknown>;
interface Reply {
  data?: unknown;
  error?: WireError;
  events: Events['facts.changed'][];
}

export class RealMain {
  readonly #key: string = crypto.randomUUID();
  readonly windows = new Set<RealClient>();
  /** Whether anything arrives at main, or comes back. */
  line = true;
  /** Main does what it is asked, and nobody hears of it. */
  deaf = false;
  /** Copies that were found to differ. */
  readonly differed: RouteInput<'health.copyDiffered'>[] = [];

  static async make(): Promise<RealMain> {
    const main = new RealMain();
    await commands.libraryMake(main.#key);
    return main;
  }

  connect(): RealClient {
    const client = new RealClient(this);
    this.windows.add(client);
    return client;
  }

  async hello(): Promise<RouteOutput<'app.hello'>> {
    return {
      version: '0.0.0',
      shell: 'browser',
      locale: 'en-GB',
      settings: { ...defaultSettings, name: 'Lan' },
      library: (await this.#call('info')) as LibraryInfo,
      libraryFolder: '/home/an/library',
      copied: false
    };
  }

  /** An article, and passages of it to annotate. */
  async addArticle(): Promise<AnnotationTarget[]> {
    return (await this.#call('addArticle')) as AnnotationTarget[];
  }

  /** The line is up again, and the windows have noticed. */
  reconnect(): void {
    this.line = true;
    for (const window of this.windows) window.noticed();
  }

  async restart(): Promise<void> {
    await this.#call('restart');
    this.reconnect();
  }

  /** Main is killed, and started anew. */
  async crash(): Promise<void> {
    await this.#call('crash');
    this.deaf = false;
    this.line = true;
  }

  /** What each record of the journal is about, in order. */
  async journal(): Promise<string[]> {
    return (await this.#call('journal')) as string[];
  }

  async truth(): Promise<{ memory: State; files: State; replay: State }> {
    return (await this.#call('truth')) as { memory: State; files: State; replay: State };
  }

  close(): Promise<void> {
    return commands.libraryClose(this.#key);
  }

  async ask(name: string, input: unknown): Promise<unknown> {
    if (!this.line) throw new AppError('disconnected');
    // One that is asked before main is killed hears nothing of it either.
    const { deaf } = this;
    if (name === 'health.copyDiffered') {
      this.differed.push(input as RouteInput<'health.copyDiffered'>);
      return {};
    }
    const { data, error, events } = (await this.#call('request', name, input)) as Reply;
    if (deaf) throw new AppError('disconnected');
    for (const event of events) for (const window of this.windows) window.receive(event);
    if (error) throw new AppError(error.code, error.details);
    return data;
  }

  #call(method: string, ...args: unknown[]): Promise<unknown> {
    return commands.libraryCall(this.#key, method, ...args);
  }
}

export class RealClient implements Client {
  readonly #listeners = new EventListeners();
  readonly #connectListeners = new Set<() => void>();

  constructor(private readonly main: RealMain) {}

  async request<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
    return (await this.main.ask(name, input)) as RouteOutput<N>;
  }

  on<N extends EventName>(name: N, listener: (data: Events[N]) => void): () => void {
    return this.#listeners.add(name, listener);
  }

  readonly connected = (): boolean => this.main.line;

  onConnect(listener: () => void): () => void {
    this.#connectListeners.add(listener);
    return () => this.#connectListeners.delete(listener);
  }

  receive(data: Events['facts.changed']): void {
    if (this.main.line) this.#listeners.dispatch({ name: 'facts.changed', data });
  }

  noticed(): void {
    for (const listener of this.#connectListeners) listener();
  }
}
