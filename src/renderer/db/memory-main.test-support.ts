// Main's side of the facts, in memory, for tests in a browser: the journal's rules as the contract states them.
import type { JournalRecord, Operation, OperationResult } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId, CollectionId, OperationId } from '@domain/ids';
import { defaultSettings } from '@shared/settings';
import { AppError } from '@shared/ipc/errors';
import { sumsOf } from '@shared/facts-sum';
import type { EventName, Events } from '@shared/ipc/events';
import type { RouteInput, RouteName, RouteOutput } from '@shared/ipc/routes';
import type { Client } from '../platform/client';
import { EventListeners } from '../platform/transport';
import { sameValue } from '@shared/same-value';

interface Stored {
  entity: Operation['entity'];
  revision: number;
  value: Operation['value'];
}

type Living<E extends Operation['entity']> = NonNullable<
  Extract<Operation, { entity: E }>['value']
>;

export class MemoryMain {
  readonly uuid = crypto.randomUUID();
  readonly entities = new Map<string, Stored>();
  readonly clients: MemoryClient[] = [];
  journal: JournalRecord[] = [];
  /** Sequences up to here are folded away. */
  folded = 0;
  /** Copies that were found to differ. */
  readonly differed: RouteInput<'health.copyDiffered'>[] = [];
  /** Whether a window has asked for what came since its copy was made. */
  copied = false;

  get lastSequence(): number {
    return this.journal.at(-1)?.sequence ?? this.folded;
  }

  connect(): MemoryClient {
    const client = new MemoryClient(this);
    this.clients.push(client);
    return client;
  }

  hello(readOnly = false): RouteOutput<'app.hello'> {
    return {
      version: '0.0.0',
      shell: 'browser',
      locale: 'en-GB',
      settings: { ...defaultSettings, name: 'Lan' },
      library: {
        uuid: this.uuid,
        name: 'test',
        lastSequence: this.lastSequence,
        readOnly,
        readOnlyBecause: readOnly ? 'diskFull' : null,
        damaged: []
      },
      libraryFolder: '/home/an/library',
      copied: this.copied
    };
  }

  annotations(): Annotation[] {
    return [...this.entities.values()].flatMap((stored) =>
      stored.entity === 'annotation' && stored.value ? [stored.value as Annotation] : []
    );
  }

  handle(name: RouteName, input: unknown): unknown {
    if (name === 'facts.apply') return this.#apply(input as RouteInput<'facts.apply'>);
    if (name === 'facts.since') return this.#since(input as RouteInput<'facts.since'>);
    if (name === 'facts.sums') return this.#sums(input as RouteInput<'facts.sums'>);
    if (name === 'health.copyDiffered') {
      this.differed.push(input as RouteInput<'health.copyDiffered'>);
      return {};
    }
    if (name !== 'facts.snapshot') throw new AppError('badRequest', { route: name });
    return this.#snapshot();
  }

  #snapshot(): RouteOutput<'facts.snapshot'> {
    const gone = [...this.entities].flatMap(([id, { value }]) => (value === null ? id : []));
    return {
      lastSequence: this.lastSequence,
      annotations: this.#all('annotation'),
      pairs: this.#all('pair'),
      collections: this.#all('collection'),
      terms: this.#all('term'),
      tags: this.#all('tag'),
      gone
    };
  }

  #sums({ sequence, except }: RouteInput<'facts.sums'>): RouteOutput<'facts.sums'> {
    if (sequence < this.folded || sequence > this.lastSequence) return null;
    const records = this.journal.filter((record) => record.sequence > sequence);
    const changed = records.map(({ operation }) => operation.id);
    return { changed, sums: sumsOf(this.#snapshot(), new Set([...changed, ...except])) };
  }

  #since({ sequence }: RouteInput<'facts.since'>): RouteOutput<'facts.since'> {
    const records = this.journal.filter((record) => record.sequence > sequence);
    this.copied = true;
    return {
      lastSequence: this.lastSequence,
      records: sequence < this.folded ? null : structuredClone(records)
    };
  }

  #all<E extends Operation['entity']>(entity: E): { revision: number; value: Living<E> }[] {
    return [...this.entities.values()]
      .filter((stored) => stored.entity === entity && stored.value !== null)
      .map(({ revision, value }) => ({ revision, value: structuredClone(value) as Living<E> }));
  }

  #apply({ libraryUuid, operations }: RouteInput<'facts.apply'>): RouteOutput<'facts.apply'> {
    if (libraryUuid !== this.uuid) throw new AppError('badRequest', { reason: 'library' });
    const before = this.lastSequence;
    const results = operations.map((operation) => this.#applyOne(structuredClone(operation)));
    const records = this.journal.filter((record) => record.sequence > before);
    if (records.length > 0) {
      for (const client of this.clients) {
        client.receive('facts.changed', {
          records: structuredClone(records),
          lastSequence: this.lastSequence
        });
      }
    }
    return { results, lastSequence: this.lastSequence };
  }

  #applyOne(operation: Operation): OperationResult {
    const { operationId, id } = operation;
    const stored = this.entities.get(id) ?? { revision: 0, value: null };
    const known = this.journal.some((record) => record.operation.operationId === operationId);
    if (known || (stored.revision > 0 && sameValue(stored.value, operation.value))) {
      return { operationId, status: 'duplicate', sequence: stored.revision };
    }
    if (this.entities.has(id) && operation.baseRevision !== stored.revision) {
      if (operation.entity !== 'pair' && operation.value) {
        const copy = crypto.randomUUID() as AnnotationId & CollectionId;
        const value = { ...operation.value, id: copy };
        const made = { ...operation, operationId: newOperationId(), id: copy, value };
        this.#append(made as Operation);
      }
      return { operationId, status: 'conflict', sequence: stored.revision };
    }
    this.#append(operation);
    return { operationId, status: 'applied', sequence: this.lastSequence };
  }

  #append(operation: Operation): void {
    const sequence = this.lastSequence + 1;
    this.journal.push({ sequence, operation });
    const { entity, id, value } = operation;
    this.entities.set(id, { entity, revision: sequence, value });
  }
}

function newOperationId(): OperationId {
  return crypto.randomUUID() as OperationId;
}

/** One window's line to main. `line` says what happens to its requests and events. */
export class MemoryClient implements Client {
  /** up; down: nothing arrives; deaf: requests arrive, but neither replies nor events come back. */
  line: 'up' | 'down' | 'deaf' = 'up';
  readonly requests: RouteName[] = [];
  readonly #main: MemoryMain;
  readonly #listeners = new EventListeners();
  readonly #connectListeners = new Set<() => void>();

  constructor(main: MemoryMain) {
    this.#main = main;
  }

  async request<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
    await Promise.resolve();
    if (this.line === 'down') throw new AppError('disconnected');
    this.requests.push(name);
    const output = this.#main.handle(name, input) as RouteOutput<N>;
    if (this.line !== 'up') throw new AppError('disconnected');
    return output;
  }

  on<N extends EventName>(name: N, listener: (data: Events[N]) => void): () => void {
    return this.#listeners.add(name, listener);
  }

  receive<N extends EventName>(name: N, data: Events[N]): void {
    if (this.line === 'up') this.#listeners.dispatch({ name, data } as never);
  }

  readonly connected = (): boolean => this.line === 'up';

  onConnect(listener: () => void): () => void {
    this.#connectListeners.add(listener);
    return () => this.#connectListeners.delete(listener);
  }

  /** The line is up again, and the client has noticed. */
  reconnect(): void {
    this.line = 'up';
    for (const listener of this.#connectListeners) listener();
  }
}
