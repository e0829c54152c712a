// Annotating the counterpart too, adding passages by hand and taking them off.
import type { AnnotationId } from '@domain/ids';
import type { FactsStore } from '../../db/facts-store.svelte';
import { removePassage } from '../../db/passage-acts';
import type { Action } from '../../ui/actions.svelte';
import type { Toasts } from '../../ui/toasts.svelte';
import { saidWords, type Marking } from './marking';
import type { Paired } from './pairing.svelte';
import type { ReaderState } from './reader-state.svelte';

export interface PairingDoings extends Marking {
  facts: FactsStore;
  toasts: Toasts;
  activate: (id: AnnotationId | null) => void;
}

/** `enabled` reads runes. */
export function pairingActions(reader: ReaderState, doings: PairingDoings): Action[] {
  const { pairing } = reader;
  const { facts, t } = doings;

  function say(paired: Paired): void {
    const { t: word } = t();
    if (paired.kind === 'added') {
      const words = saidWords(paired.words.join(' … '));
      doings.say(word('reader.paired', { count: paired.words.length, words }));
    } else if (paired.kind === 'full') doings.say(word('reader.pairFull'));
    else doings.say(word(paired.known ? 'reader.pairKnown' : 'reader.pairByHand'));
  }

  /** On a new highlight: it and its counterpart are one act. */
  function pairNew(): void {
    const { subject } = reader;
    if (!subject) return;
    const across = pairing.across(subject.side, subject);
    const id = reader.highlight(reader.lastColour, [], across);
    if (!id) return;
    doings.activate(id);
    if (across.length === 0) say(pairing.ask(id, false));
    else say({ kind: 'added', words: across.map(({ anchor }) => anchor.exact), id });
  }

  function run(): void {
    const { activeId, selection } = reader;
    if (pairing.open) {
      const added = selection && pairing.addSelection();
      say(added ?? { kind: 'byHand', known: selection !== null });
    } else if (selection || !activeId) pairNew();
    else say(pairing.pair(activeId));
  }

  return [
    {
      id: 'reader.pair',
      group: 'annotate',
      label: 'reader.pair',
      keys: ['p'],
      enabled: () => !reader.readOnly && (reader.subject !== null || reader.activeId !== null),
      run
    },
    {
      id: 'reader.unpair',
      group: 'annotate',
      label: 'reader.unpair',
      keys: ['Shift+P'],
      enabled: () =>
        reader.activeId !== null &&
        reader.resizing.candidate !== null &&
        (facts.annotation(reader.activeId)?.targets.length ?? 0) > 1,
      run: () => {
        const { candidate } = reader.resizing;
        if (!candidate) return;
        const { id, key } = candidate.passage;
        const index = Number(key.split(':')[1]);
        const removed = removePassage(facts, id, index);
        if (!removed) return;
        const act = facts.lastAct;
        doings.toasts.show({
          text: t().t('reader.unpaired', { words: saidWords(removed.anchor.exact) }),
          action: {
            label: t().t('common.undo'),
            run: () => void facts.takeBack(act)
          }
        });
      }
    },
    {
      id: 'reader.pair.leave',
      group: 'annotate',
      label: 'reader.pairLeave',
      keys: ['Escape'],
      enabled: () => pairing.open && reader.selection === null,
      run: () => {
        pairing.close();
        doings.say(t().t('reader.pairLeft'));
      },
      hidden: true
    }
  ];
}
