// Main's side of the library in memory, for components that only need answers: real messages, no transport.
import type { ArticleSummary } from '@domain/article/schema';
import type { PairSummary } from '@domain/align/schema';
import type { ArticleId, PairId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { EventName, Events } from '@shared/ipc/events';
import type {
  FileHandle,
  ImportResult,
  RouteInput,
  RouteName,
  RouteOutput
} from '@shared/ipc/routes';
import type { Client } from '../../../platform/client';

type Answers = { [N in RouteName]?: (input: RouteInput<N>) => Promise<RouteOutput<N>> };

/** Answers the given routes, refuses all others, and keeps what was asked. */
export class MemoryClient implements Client {
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

let count = 0;
export function summary(title: string, more: Partial<ArticleSummary> = {}): ArticleSummary {
  return {
    id: crypto.randomUUID() as ArticleId,
    title,
    language: 'en',
    charset: 'utf-8',
    imported: '2026-11-21T09:41:00.000Z',
    fileName: `${(count += 1)}.txt`,
    words: 100,
    annotations: 0,
    ...more
  };
}

export function pairOf(
  source: ArticleSummary,
  target: ArticleSummary,
  more: Partial<PairSummary> = {}
): PairSummary {
  return {
    id: crypto.randomUUID() as PairId,
    sourceId: source.id,
    targetId: target.id,
    verdict: 'translation',
    modified: '2026-11-21T09:41:00.000Z',
    sentences: 10,
    linked: 5,
    annotations: 0,
    ...more
  };
}

export const handle = (name: string): FileHandle => ({
  handle: crypto.randomUUID(),
  name,
  byteLength: 1
});

export function imported(file: string, article: ArticleSummary): ImportResult {
  return { file, status: 'imported', article, blocks: { paragraph: 1 } };
}

/** A promise and the function that settles it. */
export function later<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
