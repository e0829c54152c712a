// The interface's words, through Svelte context, so that a change of language is live.
import type { Translator } from '@shared/i18n/translator';
import { getContext, setContext } from 'svelte';

const key = Symbol('translator');

/** Provides the translator to all components below. `getter` is read at each use: back it with `$state`. */
export function setTranslator(getter: () => Translator): void {
  setContext(key, getter);
}

/** The getter set above. Call it in markup or `$derived`, never once at the top, so that it stays live. */
export function useTranslator(): () => Translator {
  const getter = getContext<(() => Translator) | undefined>(key);
  if (!getter) throw new Error('no translator in context');
  return getter;
}
