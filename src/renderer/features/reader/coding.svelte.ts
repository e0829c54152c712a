// Coding selection after selection: the colour and tags that every selection gets at once while they are armed. It
// goes along from article to article.
import { getContext, setContext } from 'svelte';
import type { HighlightColour } from '@domain/annotation/colours';
import type { AnnotationId } from '@domain/ids';
import { hasTag, tagKey } from '@domain/tag/names';

export interface Armed {
  /** Null for the colour of the first tag. */
  readonly colour: HighlightColour | null;
  readonly tags: readonly string[];
}

export class Coding {
  #armed = $state.raw<Armed | null>(null);
  #last: Armed = { colour: null, tags: [] };
  /** Shows an annotation's tags where they can be changed. */
  readonly openTags: (id: AnnotationId) => void;

  constructor(openTags: (id: AnnotationId) => void) {
    this.openTags = openTags;
  }

  /** Null while nothing is armed. */
  get armed(): Armed | null {
    return this.#armed;
  }

  /** What was armed last, again. */
  arm(): void {
    this.#armed = this.#last;
  }

  disarm(): void {
    this.#armed = null;
  }

  useColour(colour: HighlightColour): void {
    this.#set({ ...this.#last, colour });
  }

  /** This one alone, in its own colour; without tags where it was alone before. */
  useTag(name: string): void {
    const alone = this.#last.tags.length === 1 && hasTag(this.#last.tags, name);
    this.#set({ colour: null, tags: alone ? [] : [name] });
  }

  /** This one alone, in its own colour. */
  armTag(name: string): void {
    this.#set({ colour: null, tags: [name] });
  }

  /** Beside the others, or no longer. */
  toggleTag(name: string): void {
    const { colour, tags } = this.#last;
    const others = tags.filter((each) => tagKey(each) !== tagKey(name));
    this.#set({ colour, tags: others.length < tags.length ? others : [...tags, name] });
  }

  /** A tag has another name now; null for one that is deleted. */
  renamed(from: string, to: string | null): void {
    if (!hasTag(this.#last.tags, from)) return;
    const tags = this.#last.tags.flatMap((each) => (hasTag([each], from) ? (to ?? []) : each));
    this.#last = { ...this.#last, tags: [...new Set(tags)] };
    if (this.#armed) this.#armed = this.#last;
  }

  #set(armed: Armed): void {
    this.#last = armed;
    this.#armed = armed;
  }
}

const key = Symbol('coding');

export function setCoding(coding: Coding): void {
  setContext(key, coding);
}

/** The one set above; a reader by itself has its own. */
export function useCoding(): Coding {
  return getContext<Coding | undefined>(key) ?? new Coding(() => undefined);
}
