// Main's answers in memory, for what only needs answers: real messages, no transport.
import { AppError } from '@shared/ipc/errors';
import type { EventName, Events } from '@shared/ipc/events';
import type { RouteInput, RouteName, RouteOutput } from '@shared/ipc/routes';
import type { Client } from '../client';

type Answers = { [N in RouteName]?: (input: RouteInput<N>) => Promise<RouteOutput<N>> };

/** Answers the given routes, refuses all others, and keeps what was asked. */
export class AnsweringClient implements Client {
  readonly asked: { name: RouteName; input: unknown }[] = [];
  readonly #answers: Answers;
  readonly #listeners = new Map<EventName, Set<(data: never) => void>>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  request<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
    this.asked.push({ name, input });
    const answer = this.#answers[name];
    return answer ? answer(input) : Promise.reject(new AppError('badRequest', { route: name }));
  }

  on<N extends EventName>(name: N, listener: (data: Events[N]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit<N extends EventName>(name: N, data: Events[N]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(data as never);
  }

  readonly connected = (): boolean => true;
  onConnect(): () => void {
    return () => undefined;
  }
}

/** A promise and the function that settles it. */
export function later<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
