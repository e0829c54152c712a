// What both transports share: who listens to which event, and how a Result becomes a value or an AppError.
import { AppError } from '@shared/ipc/errors';
import type { EventMessage, EventName, Events } from '@shared/ipc/events';
import type { Result } from '@shared/ipc/result';

export class EventListeners {
  readonly #byName = new Map<EventName, Set<(data: never) => void>>();

  /** Returns the unsubscriber. */
  add<N extends EventName>(name: N, listener: (data: Events[N]) => void): () => void {
    const listeners = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  dispatch(message: EventMessage): void {
    for (const listener of this.#byName.get(message.name) ?? []) listener(message.data as never);
  }
}

/** The data of a Result; throws its error as an AppError. `T` is what the contract says of the route. */
export function unwrap<T>(result: Result<unknown>): T {
  if (result.ok) return result.data as T;
  throw new AppError(result.error.code, result.error.details, { cause: result.error.message });
}
