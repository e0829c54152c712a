// The user's facts as the interface sees them: reactive, kept in IndexedDB, journalled by main.
import { getContext, setContext } from 'svelte';
import type { Pair } from '@domain/align/schema';
import type { NoteDocument } from '@domain/annotation/note';
import type { Annotation, HighlightColour } from '@domain/annotation/schema';
import type { AnnotationId, ArticleId, PairId } from '@domain/ids';
import type { MessageKey } from '@shared/i18n/messages';
import { AppError } from '@shared/ipc/errors';
import type { RouteOutput } from '@shared/ipc/routes';
import type { Client } from '../platform/client';

export type SaveStatus = 'saved' | 'saving' | 'notSaved' | 'readOnly';

export class FactsStore {
  /** IndexedDB was gone or unreadable and was rebuilt from the library's files. */
  readonly restored: boolean = false;

  /** Compares IndexedDB with main, replays or rebuilds, sends what was not acknowledged. */
  static open(_client: Client, _hello: RouteOutput<'app.hello'>): Promise<FactsStore> {
    return Promise.reject(new AppError('storageUnavailable'));
  }

  get status(): SaveStatus {
    return 'notSaved';
  }

  /** Why `status` is notSaved, where that is known; a message for beside it. */
  get problem(): MessageKey | null {
    return null;
  }

  /** What the user must be told once (a conflict, a store rebuilt). Returns the unsubscriber. */
  onNotice(_listener: (message: MessageKey) => void): () => void {
    return () => undefined;
  }

  /** Those with a target in one of the articles, each once, in no order. */
  annotationsOf(_articleIds: readonly ArticleId[]): readonly Annotation[] {
    return [];
  }

  annotation(_id: AnnotationId): Annotation | undefined {
    return undefined;
  }

  /** An adopted pair's current value. */
  pair(_id: PairId): Pair | undefined {
    return undefined;
  }

  /** Takes a pair as main gave it; a newer or still unsaved one of our own stays. */
  async adoptPair(_stored: { revision: number; value: Pair }): Promise<void> {}

  async createAnnotation(_draft: Pick<Annotation, 'targets' | 'colour'>): Promise<AnnotationId> {
    throw new AppError('storageUnavailable');
  }

  async recolour(_id: AnnotationId, _colour: HighlightColour): Promise<void> {}

  async setNote(_id: AnnotationId, _note: NoteDocument | null): Promise<void> {}

  async setTags(_id: AnnotationId, _tags: readonly string[]): Promise<void> {}

  async remove(_id: AnnotationId): Promise<void> {}

  async updatePair(_pair: Pair): Promise<void> {}

  /** Takes back the last act of this window; its name, or null where there is none. */
  async undo(): Promise<MessageKey | null> {
    return null;
  }

  async redo(): Promise<MessageKey | null> {
    return null;
  }

  get canUndo(): boolean {
    return false;
  }

  get canRedo(): boolean {
    return false;
  }

  /** Signs annotations made from now on. */
  setAuthor(_name: string): void {}

  /** Stops listening and closes IndexedDB. */
  close(): void {}
}

const contextKey = Symbol('facts');

export function setFacts(store: FactsStore): void {
  setContext(contextKey, store);
}

export function useFacts(): FactsStore {
  return getContext<FactsStore>(contextKey);
}
