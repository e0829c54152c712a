import { notePlainText } from '@domain/annotation/note';
import type { AnnotationId } from '@domain/ids';
import type { Translator } from '@shared/i18n/translator';
import type { FactsStore } from '../../db/facts-store.svelte';
import type { Toasts } from '../../ui/toasts.svelte';

/** Enough of the words to know them by. */
const shownLength = 48;

/** The beginning of a quotation or a note, on one line. */
export function startOf(words: string): string {
  const letters = [...words.replace(/\s+/g, ' ')];
  const start = letters.slice(0, shownLength).join('').trimEnd();
  return letters.length > shownLength ? `${start}…` : start;
}

/** Deletes without asking, says what was deleted, and offers the way back. */
export function removeAnnotation(
  id: AnnotationId,
  facts: FactsStore,
  toasts: Toasts,
  { t }: Translator
): void {
  const annotation = facts.annotation(id);
  if (!annotation) return;
  const quote = startOf(
    notePlainText(annotation.note) || annotation.targets[0]?.anchor.exact || ''
  );
  void facts.remove(id);
  const act = facts.lastAct;
  toasts.show({
    text: t(annotation.note ? 'annotations.deletedNote' : 'annotations.deletedHighlight', {
      quote
    }),
    action: { label: t('common.undo'), run: () => void facts.takeBack(act) }
  });
}
