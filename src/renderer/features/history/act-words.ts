// Acts of undo in words: what each was about.
import { notePlainText } from '@domain/annotation/note';
import type { Act, Step } from '../../db/history.svelte';
import type { Translator } from '@shared/i18n/translator';

/** Enough of the words to know them by. */
const shownLength = 80;

export interface ActWords {
  id: number;
  name: string;
  /** Number of things, and the note or quotation of the first; empty where there is nothing to say. */
  about: string;
  /** Titles of articles that it touched and that are in the library. */
  articles: string[];
  /** Instant, ISO 8601. */
  at: string;
  undone: boolean;
}

export function actWords(
  act: Act,
  { t }: Translator,
  titleOf: (id: string) => string | undefined
): ActWords {
  const articles = [...act.scope].flatMap((id) => titleOf(id) ?? []);
  return {
    id: act.id,
    name: t(act.name),
    about: about(),
    articles,
    at: new Date(act.at).toISOString(),
    undone: act.undone > 0
  };

  function about(): string {
    if ('undo' in act.step) return '';
    const [first] = act.step.values();
    const words = first ? [...wordsOf(first).replace(/\s+/gu, ' ').trim()] : [];
    const start = words.slice(0, shownLength).join('').trimEnd();
    const cut = words.length > shownLength ? `${start}…` : start;
    const count = act.step.size;
    if (count === 1) return cut;
    return cut ? t('history.many', { count, first: cut }) : t('history.count', { count });
  }
}

function wordsOf({ before, after }: Step): string {
  const change = after.value ? after : before;
  if (!change.value) return '';
  switch (change.entity) {
    case 'annotation':
      return notePlainText(change.value.note) || (change.value.targets[0]?.anchor.exact ?? '');
    case 'term':
      return `${change.value.source.text} – ${change.value.target.text}`;
    case 'collection':
    case 'tag':
      return change.value.name;
    case 'pair':
      return '';
  }
}
