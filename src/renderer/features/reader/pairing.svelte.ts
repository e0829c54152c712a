// One annotation on passages of both texts: the counterpart from the alignment, or one shown by hand.
import { passagesAcross } from '@domain/align/across';
import type { SideName } from '@domain/align/counterparts';
import { otherSide } from '@domain/align/side-names';
import type { AnnotationTarget } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';
import type { FactsStore } from '../../db/facts-store.svelte';
import { addPassages, newPassages, passageIn } from '../../db/passage-acts';
import type { TextSpan } from './offset-map';
import type { ReaderState } from './reader-state.svelte';

/** What came of asking for the counterpart. */
export type Paired =
  | { kind: 'added'; words: string[]; id: AnnotationId }
  /** Nothing was found, or all of it is there: the next selection is taken by hand. */
  | { kind: 'byHand'; known: boolean }
  | { kind: 'full' };

export class Pairing {
  readonly #reader: ReaderState;
  readonly #facts: FactsStore;
  #asked: AnnotationId | null = $state(null);

  constructor(reader: ReaderState, facts: FactsStore) {
    this.#reader = reader;
    this.#facts = facts;
  }

  /** The active annotation waits for a passage by hand. */
  get open(): boolean {
    return this.#asked !== null && this.#asked === this.#reader.activeId && !this.#reader.readOnly;
  }

  close(): void {
    this.#asked = null;
  }

  /** Of the other side what answers to the span; nothing in an article alone. */
  across(side: SideName, { start, end }: TextSpan): AnnotationTarget[] {
    const { source, target, links } = this.#reader;
    const there = this.#reader.at(otherSide(side))?.article;
    if (!target || !there) return [];
    const texts = { source: source.article, target: target.article };
    return passagesAcross(links, side, [start, end], texts).map(([from, to]) =>
      passageIn(there, { start: from, end: to })
    );
  }

  /** Adds to the active annotation what answers to its passages, or else asks for a passage by hand. */
  pair(id: AnnotationId): Paired {
    const annotation = this.#facts.annotation(id);
    const found = this.#reader
      .passagesOf(id)
      .flatMap(({ side, passage }) => this.across(side, passage));
    if (annotation && annotation.targets.length >= 16) return { kind: 'full' };
    const added = annotation ? newPassages(annotation.targets, found) : [];
    if (added.length > 0) {
      void addPassages(this.#facts, id, added);
      return { kind: 'added', words: added.map(({ anchor }) => anchor.exact), id };
    }
    return this.ask(id, found.length > 0);
  }

  /** From now on a selection is a passage of the annotation. */
  ask(id: AnnotationId, known: boolean): Paired {
    this.#asked = id;
    return { kind: 'byHand', known };
  }

  /** Puts the selection to the annotation that waits for one; null where that has it already. */
  addSelection(): Paired | null {
    const { subject, activeId } = this.#reader;
    const article = subject && this.#reader.at(subject.side)?.article;
    const targets = activeId && this.#facts.annotation(activeId)?.targets;
    if (!subject || !article || !targets) return null;
    const added = newPassages(targets, [passageIn(article, subject)]);
    if (added.length === 0) return null;
    void addPassages(this.#facts, activeId, added);
    this.#asked = null;
    this.#reader.moveTo({ side: subject.side, offset: subject.start });
    return { kind: 'added', words: added.map(({ anchor }) => anchor.exact), id: activeId };
  }
}
