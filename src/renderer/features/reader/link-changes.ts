// Confirming and unlinking from the reader: one act each, and a way back from what takes something off.
import type { Link } from '@domain/align/schema';
import { sideNames } from '@domain/align/side-names';
import type { PairId } from '@domain/ids';
import type { Translator } from '@shared/i18n/translator';
import type { FactsStore } from '../../db/facts-store.svelte';
import { confirmInPair, unlinkInPair } from '../../db/link-acts';
import type { Toasts } from '../../ui/toasts.svelte';

export function confirmLink(link: Link, pairId: PairId, facts: FactsStore): void {
  void confirmInPair(facts, pairId, new Set([link.id]));
}

/** Unlinks without asking, says so, and offers the way back. */
export function unlinkLink(
  link: Link,
  pairId: PairId,
  facts: FactsStore,
  toasts: Toasts,
  { t }: Translator
): void {
  void unlinkInPair(facts, pairId, link.id);
  const back = (): void =>
    void facts.changePair(pairId, 'links.actUnlink', ({ links }) => ({
      links: withBack(links, link)
    }));
  toasts.show({ text: t('reader.unlinked'), action: { label: t('common.undo'), run: back } });
}

/** The links with this one as it was; as they are where its sentences are in another by now. */
function withBack(links: readonly Link[], link: Link): Link[] {
  const others = links.filter(({ id }) => id !== link.id);
  const taken = others.some(
    (other) =>
      other.state !== 'rejected' &&
      sideNames.some((side) =>
        other[side].some(([start, end]) =>
          link[side].some(([from, to]) => start < to && from < end)
        )
      )
  );
  return taken ? [...links] : [...others, link];
}
