// Carries main's events to whoever listens: windows, browser tabs, tests.
import type { EventMessage, EventName, Events } from '@shared/ipc/events';

export type EventListener = (message: EventMessage) => void;

export class EventHub {
  readonly #listeners = new Set<EventListener>();

  emit<N extends EventName>(name: N, data: Events[N]): void {
    const message = { name, data } as EventMessage;
    for (const listener of [...this.#listeners]) listener(message);
  }

  /** Returns the unsubscriber. */
  subscribe(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
