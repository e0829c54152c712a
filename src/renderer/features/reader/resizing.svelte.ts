// The active highlight while its ends are being moved, by keys or by the pointer. Nothing is written before it is kept.
import { createAnchor } from '@domain/anchor/anchor';
import type { SideName } from '@domain/align/counterparts';
import type { AnnotationId } from '@domain/ids';
import type { FactsStore } from '../../db/facts-store.svelte';
import { tidySpan, type Direction, type Unit } from './movement';
import type { TextSpan } from './offset-map';
import type { Passage } from './passages';
import type { Place, ReaderState } from './reader-state.svelte';
import { edgeAt, edgeAtWord, moveEdge, type Edge } from './resize-span';

/** What is being resized, as it would stand if it were kept now. */
export interface Resized {
  key: Passage['key'];
  id: AnnotationId;
  side: SideName;
  edge: Edge;
  span: TextSpan;
  /** The pointer has hold of the end. */
  dragged: boolean;
}

export class Resizing {
  readonly #reader: ReaderState;
  readonly #facts: FactsStore;
  #begun: (Resized & { from: TextSpan }) | null = $state.raw(null);

  /** Null while nothing is resized, and as soon as the passage is no longer the active one or stands elsewhere. */
  readonly now: Resized | null = $derived.by(() => {
    const begun = this.#begun;
    if (!begun || begun.id !== this.#reader.activeId || this.#reader.readOnly) return null;
    const passage = this.#reader.passages(begun.side).find(({ key }) => key === begun.key);
    const { start, end } = begun.from;
    return passage?.start === start && passage.end === end ? begun : null;
  });

  constructor(reader: ReaderState, facts: FactsStore) {
    this.#reader = reader;
    this.#facts = facts;
  }

  /** The place of the end that moves, on the words that it holds. */
  get place(): Place | null {
    const { now } = this;
    if (!now) return null;
    const { side, edge, span } = now;
    return { side, offset: edge === 'start' ? span.start : span.end - 1 };
  }

  /** As the passage is to be shown. */
  spanOf(passage: Passage): TextSpan {
    const { now } = this;
    return now?.key === passage.key ? now.span : passage;
  }

  /** What `begin` would resize: of several passages of the active annotation, the one that the cursor is at. */
  get candidate(): { side: SideName; passage: Passage } | null {
    const { activeId, cursor, readOnly } = this.#reader;
    if (!activeId || readOnly) return null;
    const own = this.#reader.passagesOf(activeId);
    const here = own.filter(({ side }) => side === cursor.side);
    const under = here.find(
      ({ passage }) => passage.start <= cursor.offset && cursor.offset < passage.end
    );
    return under ?? here[0] ?? own[0] ?? null;
  }

  begin(
    edge: Edge = 'end',
    what: { side: SideName; passage: Passage } | null = this.candidate,
    dragged = false
  ): void {
    const text = what && this.#reader.at(what.side)?.article.text;
    if (!what || !text) return;
    const { key, id, start, end } = what.passage;
    const from = { start, end };
    const span = tidySpan(text, start, end) ?? from;
    this.#begun = { key, id, side: what.side, edge, span, dragged, from };
  }

  /** From here on the other end moves. */
  turn(): void {
    const { now } = this;
    if (now) this.#change({ edge: now.edge === 'start' ? 'end' : 'start' });
  }

  move(unit: Unit, direction: Direction): void {
    const { now } = this;
    const at = now && this.#reader.at(now.side);
    if (!now || !at) return;
    const { text, language } = at.article;
    const words = { text, language, sentences: at.sentences };
    this.#change({ span: moveEdge(words, now.span, now.edge, unit, direction) });
  }

  /** Puts the end on the offset, or on the nearest border of words. Not into what is folded away: nobody points there. */
  put(offset: number, byWord: boolean): void {
    const { now } = this;
    const text = now && this.#reader.at(now.side)?.article.text;
    if (!now || !text) return;
    const put = byWord ? edgeAtWord : edgeAt;
    const span = put(text, now.span, now.edge, offset);
    const held = now.edge === 'start' ? span.start : span.end - 1;
    if (this.#reader.at(now.side)?.elementAt(held)) this.#change({ span });
  }

  /** Writes the passage as it stands, with quote and surroundings made anew. The words it holds now; null of nothing. */
  keep(): string | null {
    const { now } = this;
    this.#begun = null;
    const article = now && this.#reader.at(now.side)?.article;
    const targets = now && this.#facts.annotation(now.id)?.targets;
    if (!now || !article || !targets) return null;
    const { start, end } = now.span;
    const index = Number(now.key.split(':')[1]);
    const before = targets[index]?.anchor;
    if (before?.start !== start || before.end !== end) {
      const anchor = createAnchor(article.text, start, end);
      const target = { articleId: article.id, anchor, state: 'exact' as const };
      void this.#facts.setTargets(now.id, 'annotations.actResize', targets.with(index, target));
    }
    return article.text.slice(start, end);
  }

  leave(): void {
    this.#begun = null;
  }

  #change(part: Partial<Resized>): void {
    if (this.#begun) this.#begun = { ...this.#begun, ...part };
  }
}
