// What keys and palette can do with annotations, whether the inspector is open or not.
import { highlightColours, type HighlightColour } from '@domain/annotation/colours';
import type { AnnotationTarget } from '@domain/annotation/schema';
import { keepWords } from '@domain/annotation/settle';
import type { AnnotationId, ArticleId } from '@domain/ids';
import type { MessageKey } from '@shared/i18n/messages';
import type { FactsStore } from '../../db/facts-store.svelte';
import type { Action } from '../../ui/actions.svelte';
import { neighbour } from './note-list';

export interface AnnotationDoings {
  facts: FactsStore;
  /** Articles on screen, source first. */
  articleIds: () => readonly ArticleId[];
  activeId: () => AnnotationId | null;
  jump: (id: AnnotationId) => void;
  /** Ask for another annotation to link with this one. */
  relate: (id: AnnotationId) => void;
  remove: (id: AnnotationId) => void;
}

const recolourLabels: Record<HighlightColour, MessageKey> = {
  yellow: 'annotations.recolourYellow',
  green: 'annotations.recolourGreen',
  blue: 'annotations.recolourBlue',
  pink: 'annotations.recolourPink',
  violet: 'annotations.recolourViolet',
  orange: 'annotations.recolourOrange'
};

/** `enabled` reads runes. */
export function annotationActions(doings: AnnotationDoings): Action[] {
  const { facts, activeId } = doings;
  const active = (): AnnotationId | null => {
    const id = activeId();
    return id && facts.annotation(id) ? id : null;
  };
  const editable = (): boolean => active() !== null && facts.status !== 'readOnly';
  const settled = (): AnnotationTarget[] | null =>
    keepWords(facts.annotation(active() ?? ('' as AnnotationId))?.targets ?? []);
  const any = (): boolean => facts.annotationsOf(doings.articleIds()).length > 0;
  const step = (by: 1 | -1) => (): void => {
    const ids = doings.articleIds();
    const next = neighbour(facts.orderedOf(ids), active(), by);
    if (next) doings.jump(next.annotation.id);
  };
  return [
    {
      id: 'annotations.next',
      group: 'go',
      label: 'annotations.next',
      keys: ['j'],
      enabled: any,
      run: step(1)
    },
    {
      id: 'annotations.previous',
      group: 'go',
      label: 'annotations.previous',
      keys: ['k'],
      enabled: any,
      run: step(-1)
    },
    ...highlightColours.map((colour, index): Action => ({
      id: `annotations.recolour.${colour}`,
      group: 'annotate',
      label: recolourLabels[colour],
      series: 'palette.recolourSeries',
      keys: [String(index + 1)],
      enabled: editable,
      run: async () => {
        const id = active();
        if (id) await facts.recolour(id, colour);
      }
    })),
    {
      id: 'annotations.relate',
      group: 'annotate',
      label: 'annotations.relate',
      keys: ['x'],
      enabled: editable,
      run: () => {
        const id = active();
        if (id) doings.relate(id);
      }
    },
    {
      id: 'annotations.keepWords',
      group: 'annotate',
      label: 'annotations.keepWords',
      keys: ['Shift+K'],
      enabled: () => editable() && settled() !== null,
      run: async () => {
        const [id, targets] = [active(), settled()];
        if (id && targets) await facts.setTargets(id, 'annotations.actKeepWords', targets);
      }
    },
    {
      id: 'annotations.delete',
      group: 'annotate',
      label: 'annotations.delete',
      keys: ['Delete'],
      enabled: editable,
      run: () => {
        const id = active();
        if (id) doings.remove(id);
      }
    }
  ];
}
