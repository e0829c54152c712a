// The tags of the library as the interface shows them. Made only where somebody looks.
import { getContext, setContext } from 'svelte';
import { countTags, namesInUse } from '@domain/tag/counts';
import { Vocabulary } from '@domain/tag/vocabulary';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleId } from '@domain/ids';
import { useFacts, type FactsStore } from './facts-store.svelte';

interface Input {
  facts: FactsStore;
  /** BCP 47, for the order of names. */
  language: () => string;
  /** Articles whose annotations count; absent for all. */
  articleIds?: () => readonly ArticleId[];
}

export class LibraryTags {
  readonly #input: Input;
  readonly #compare = $derived.by(
    () => new Intl.Collator(this.#input.language(), { numeric: true }).compare
  );
  readonly #annotations: readonly Annotation[] = $derived.by(() => {
    const { facts, articleIds } = this.#input;
    return articleIds ? facts.annotationsOf(articleIds()) : facts.annotations;
  });
  /** Tags with a place, colour or key; does not follow the annotations, so that writing a note stays light. */
  readonly placed: Vocabulary = $derived.by(
    () => new Vocabulary(this.#input.facts.tags, [], this.#compare)
  );
  /** All tags, those that are only names on annotations among them. */
  readonly all: Vocabulary = $derived.by(
    () => new Vocabulary(this.#input.facts.tags, namesInUse(this.#annotations), this.#compare)
  );
  readonly counts = $derived.by(() => countTags(this.#annotations, this.all));

  constructor(input: Input) {
    this.#input = input;
  }
}

const contextKey = Symbol('tags');

export function setTags(tags: LibraryTags): void {
  setContext(contextKey, tags);
}

/** The one set above; without one, the tags of all that is stored. */
export function useTags(): LibraryTags {
  return (
    getContext<LibraryTags | undefined>(contextKey) ??
    new LibraryTags({ facts: useFacts(), language: () => 'en' })
  );
}
