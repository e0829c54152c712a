// Keeps the second pane level with the one that is scrolled.
import type { SideName } from '@domain/align/counterparts';
import type { ArticleSide } from './article-side.svelte';
import { characterBox } from './geometry';
import type { Sentence } from './movement';
import type { ReaderState } from './reader-state.svelte';
import { easeOffset, levelWith, readingLine, type LevelPoint } from './scroll-sync';
import { otherSide } from '@domain/align/side-names';

type Panes = Record<SideName, HTMLElement>;

export class PaneSync {
  readonly #reader: ReaderState;
  readonly #panes: Panes;
  /** The pane that the user scrolls. The other one's scroll events come from us, or from rows that got their heights. */
  #lead: SideName | null = null;
  #last: number | null = null;
  /** How far the following pane stood from level when the panes were locked; wears off with scrolling. */
  #offset = 0;

  constructor(reader: ReaderState, panes: Panes) {
    this.#reader = reader;
    this.#panes = panes;
  }

  /** The user's hand is on this pane: wheel, press, key, touch. */
  take(side: SideName): void {
    if (this.#lead === side) return;
    this.#lead = side;
    this.#last = this.#panes[side].scrollTop;
    if (this.#offset !== 0) this.engage();
  }

  /** Call on each scroll event of a pane. */
  scrolled(side: SideName): void {
    if (this.#lead === null) this.take(side);
    if (this.#lead !== side) return;
    const now = this.#panes[side].scrollTop;
    const distance = now - (this.#last ?? now);
    this.#last = now;
    if (!this.#reader.together) return;
    this.#offset = easeOffset(this.#offset, distance);
    this.level();
  }

  /** Sets the other pane as it should stand; call also when heights changed. Nothing while the panes are apart. */
  level(): void {
    const lead = this.#lead;
    if (lead === null || !this.#reader.together) return;
    const level = this.#levelFor(lead);
    if (level !== null) this.#set(otherSide(lead), level + this.#offset);
  }

  /** The pane leads from now on, with nothing left of any difference. */
  align(side: SideName): void {
    this.#lead = side;
    this.#last = this.#panes[side].scrollTop;
    this.#offset = 0;
    this.level();
  }

  /** The panes scroll together from where they stand: nothing jumps, and they come level on the way. */
  engage(): void {
    const lead = this.#lead;
    const level = lead && this.#levelFor(lead);
    this.#offset =
      lead === null || level === null ? 0 : this.#panes[otherSide(lead)].scrollTop - level;
  }

  #set(side: SideName, scrollTop: number): void {
    const pane = this.#panes[side];
    const room = pane.scrollHeight - pane.clientHeight;
    const wanted = Math.round(Math.min(room, Math.max(0, scrollTop)));
    if (Math.abs(pane.scrollTop - wanted) >= 1) pane.scrollTop = wanted;
  }

  /** The other pane's scrollTop that stands level with this one; null where nothing is rendered. */
  #levelFor(lead: SideName): number | null {
    const at = this.#reader.at(lead);
    const follower = this.#reader.at(otherSide(lead));
    if (!at || !follower) return null;
    const { scrollTop, clientHeight, scrollHeight } = this.#panes[lead];
    const line = readingLine(scrollTop, clientHeight);
    const height = scrollTop + line;
    const here = this.#around(at, lead, height, line);
    const point = (index: number): LevelPoint | null => {
      const sentence = this.#firstOnLine(at, lead, index);
      const top = sentence && this.#top(lead, at, sentence.start);
      if (!sentence || top === null) return null;
      const across = this.#reader.counterparts.offsetAcross(lead, sentence.start);
      const follow = this.#topNear(otherSide(lead), follower, across);
      return follow === null ? null : { lead: top, follow };
    };
    const follow = this.#panes[otherSide(lead)];
    const before = point(here) ?? { lead: 0, follow: 0 };
    const after = point(here + 1) ?? { lead: scrollHeight, follow: follow.scrollHeight };
    return levelWith(height, before, after) - line;
  }

  /**
   * Of the sentences that begin on one line with this one, the first that is linked, or else the first. One a line,
   * whichever side of it we come from: two would be two heights of the other pane for one of this.
   */
  #firstOnLine(at: ArticleSide, side: SideName, index: number): Sentence | null {
    const sentence = at.sentences[index];
    const top = sentence && this.#top(side, at, sentence.start);
    if (!sentence || top === null || top === undefined) return null;
    const onLine = (other: Sentence | undefined): other is Sentence => {
      const height = other && this.#top(side, at, other.start);
      return typeof height === 'number' && Math.abs(height - top) < 2;
    };
    let first = index;
    while (onLine(at.sentences[first - 1])) first -= 1;
    for (let next = first; onLine(at.sentences[next]); next += 1) {
      const candidate = at.sentences[next];
      if (candidate && this.#reader.linkAt(side, candidate)) return candidate;
    }
    return at.sentences[first] ?? sentence;
  }

  /** Index of the last sentence that begins at or above the height; -1 above the first. */
  #around(at: ArticleSide, side: SideName, height: number, line: number): number {
    const pane = this.#panes[side].getBoundingClientRect();
    const words = this.#panes[side].querySelector('.txt')?.getBoundingClientRect();
    const x = (words?.left ?? pane.left) + 6;
    const y = pane.top + Math.min(pane.height - 2, Math.max(2, line));
    const caret = document.caretPositionFromPoint(x, y);
    const offset = caret ? at.map.offsetAt(caret.offsetNode, caret.offset) : null;
    let index = at.indexNear(offset ?? 0);
    const top = (wanted: number): number | null => {
      const sentence = at.sentences[wanted];
      return sentence ? this.#top(side, at, sentence.start) : null;
    };
    while (index >= 0 && (top(index) ?? -Infinity) > height) index -= 1;
    while ((top(index + 1) ?? Infinity) <= height) index += 1;
    return index;
  }

  /** In the pane's scrolled content. */
  #top(side: SideName, at: ArticleSide, offset: number): number | null {
    const box = characterBox(at.map, offset);
    const pane = this.#panes[side];
    return box && box.top - pane.getBoundingClientRect().top + pane.scrollTop;
  }

  /** The same, or that of the nearest sentence where the offset is folded away. */
  #topNear(side: SideName, at: ArticleSide, offset: number): number | null {
    const top = this.#top(side, at, offset);
    if (top !== null) return top;
    const near = at.sentences[at.indexNear(offset)];
    return near ? this.#top(side, at, near.start) : null;
  }
}
