// What a person says of a pair's links, each as one act that undo takes back.
import { confirmLinks, unlink } from '@domain/align/corrections';
import type { PairId } from '@domain/ids';
import type { FactsStore } from './facts-store.svelte';

/** The links are right. Whether that was news. Rejects as the store does (`readOnlyError`). */
export function confirmInPair(
  facts: FactsStore,
  id: PairId,
  linkIds: ReadonlySet<string>
): Promise<boolean> {
  return facts.changePair(id, 'links.actConfirm', ({ links }) => ({
    links: confirmLinks(links, linkIds)
  }));
}

/** No link: no later alignment proposes it again. A mark of no counterpart is taken off. */
export function unlinkInPair(facts: FactsStore, id: PairId, linkId: string): Promise<boolean> {
  return facts.changePair(id, 'links.actUnlink', ({ links }) => ({ links: unlink(links, linkId) }));
}
