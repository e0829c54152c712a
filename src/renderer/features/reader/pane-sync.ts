// Keeps the second pane level with the one that is scrolled.
import type { SideName } from '@domain/align/counterparts';
import type { ArticleSide } from './article-side.svelte';
import { characterBox } from './geometry';
import type { Sentence } from './movement';
import type { ReaderState } from './reader-state.svelte';
import { levelWith, meetingPoint, readingLine, type LevelPoint } from './scroll-sync';
import { otherSide } from '@domain/align/side-names';

type Panes = Record<SideName, HTMLElement>;

/** A height that stays with the words when their lines break elsewhere: pixels below the beginning of a sentence. */
interface Spot {
  offset: number;
  below: number;
}

/** The panes were brought together off level: where they stood then, and the sentences of the leading side at which
 * they are to be level again; null for the ends of the articles. */
interface Anchor {
  lead: Spot;
  follow: Spot;
  before: number | null;
  after: number | null;
}

/** Less off level than this is seen by nobody, CSS pixels. */
const unseen = 2;
/** How many sentences are looked at for one to be level at again. */
const reach = 400;

export class PaneSync {
  readonly #reader: ReaderState;
  readonly #panes: Panes;
  /** The pane that the user scrolls. The other one's scroll events come from us, or from rows that got their heights. */
  #lead: SideName | null = null;
  #anchor: Anchor | null = null;
  /** Where the other pane was put last. */
  #put: number | null = null;

  constructor(reader: ReaderState, panes: Panes) {
    this.#reader = reader;
    this.#panes = panes;
  }

  /** The user's hand is on this pane: wheel, press, key, touch. It leads from where both stand. */
  take(side: SideName): void {
    if (this.#lead === side) return;
    this.#lead = side;
    if (this.#reader.together) this.engage();
  }

  /** Call on each scroll event of a pane. Whether the other one was moved. */
  scrolled(side: SideName): boolean {
    if (this.#lead === null) this.take(side);
    return this.#lead === side && this.level();
  }

  /** The pane follows and stands where it was put last: its scroll event tells nothing new. */
  wasPut(side: SideName): boolean {
    const { scrollTop } = this.#panes[side];
    return this.#reader.together && this.#lead === otherSide(side) && scrollTop === this.#put;
  }

  /**
   * Sets the other pane as it should stand; call also when heights changed. Nothing while the panes are apart. Whether it
   * was moved.
   */
  level(): boolean {
    const lead = this.#lead;
    if (lead === null || !this.#reader.together) return false;
    const level = this.#levelFor(lead);
    return level !== null && this.#set(otherSide(lead), level);
  }

  /** The pane leads from now on, and the other one comes level with it at once. */
  align(side: SideName): void {
    this.#lead = side;
    this.#anchor = null;
    this.level();
  }

  /** Both panes were put where they were left: that is how they stand to each other. */
  restored(): void {
    if (this.#lead !== null && this.#reader.together) this.engage();
  }

  /**
   * The panes scroll together from where they stand: nothing jumps, the difference is kept in mind, and at the next
   * link far enough away, either way, they are level again.
   */
  engage(): void {
    this.#anchor = null;
    const lead = (this.#lead ??= 'source');
    const level = this.#levelFor(lead);
    const follower = this.#panes[otherSide(lead)];
    const offset = level === null ? 0 : follower.scrollTop - level;
    if (Math.abs(offset) < unseen) return;
    const { height, line, here } = this.#reading(lead) ?? {};
    if (height === undefined || line === undefined || here === undefined) return;
    const at = { lead: height, follow: follower.scrollTop + line };
    const spots = [this.#spot(lead, at.lead), this.#spot(otherSide(lead), at.follow)] as const;
    if (!spots[0] || !spots[1]) return;
    const meet = (step: 1 | -1): number | null =>
      meetingPoint(at, offset, this.#linkedPoints(lead, here, step))?.index ?? null;
    this.#anchor = { lead: spots[0], follow: spots[1], before: meet(-1), after: meet(1) };
  }

  /** Level points of the linked sentences from the one at the reading line on, or before it. */
  *#linkedPoints(
    lead: SideName,
    here: number,
    step: 1 | -1
  ): Generator<LevelPoint & { index: number }> {
    const at = this.#reader.at(lead);
    const first = step === 1 ? here + 1 : here;
    for (let count = 0; count < reach; count += 1) {
      const index = first + count * step;
      const sentence = at?.sentences[index];
      if (!sentence) return;
      const point = this.#reader.linkAt(lead, sentence) && this.#point(lead, index);
      if (point) yield { ...point, index };
    }
  }

  #set(side: SideName, scrollTop: number): boolean {
    const pane = this.#panes[side];
    const room = pane.scrollHeight - pane.clientHeight;
    const wanted = Math.round(Math.min(room, Math.max(0, scrollTop)));
    if (Math.abs(pane.scrollTop - wanted) < 1) return false;
    pane.scrollTop = wanted;
    this.#put = pane.scrollTop;
    return true;
  }

  /** The other pane's scrollTop that stands level with this one; null where nothing is rendered. */
  #levelFor(lead: SideName): number | null {
    const reading = this.#reading(lead);
    if (!reading) return null;
    const { height, line, here } = reading;
    const anchored = this.#anchored(lead, height);
    if (anchored !== null) return anchored - line;
    const before = this.#point(lead, here) ?? this.#end(lead, 'before');
    const after = this.#point(lead, here + 1) ?? this.#end(lead, 'after');
    return levelWith(height, before, after) - line;
  }

  /** The height of the reading line and the last sentence that begins at or above it; null where nothing is shown. */
  #reading(lead: SideName): { height: number; line: number; here: number } | null {
    const at = this.#reader.at(lead);
    if (!at || !this.#reader.at(otherSide(lead))) return null;
    const { scrollTop, clientHeight } = this.#panes[lead];
    const line = readingLine(scrollTop, clientHeight);
    const height = scrollTop + line;
    return { height, line, here: this.#around(at, lead, height) };
  }

  /** The height in the other pane on the way from where they were brought together to where they are level again. */
  #anchored(lead: SideName, height: number): number | null {
    const anchor = this.#anchor;
    if (!anchor) return null;
    const [own, other] = [
      this.#heightOf(lead, anchor.lead),
      this.#heightOf(otherSide(lead), anchor.follow)
    ];
    const before = this.#meeting(lead, anchor.before, 'before');
    const after = this.#meeting(lead, anchor.after, 'after');
    if (own === null || other === null || height <= before.lead || height >= after.lead) {
      this.#anchor = null;
      return null;
    }
    const at = { lead: own, follow: other };
    return height < own ? levelWith(height, before, at) : levelWith(height, at, after);
  }

  #meeting(lead: SideName, index: number | null, end: 'before' | 'after'): LevelPoint {
    return (index === null ? null : this.#point(lead, index)) ?? this.#end(lead, end);
  }

  #end(lead: SideName, end: 'before' | 'after'): LevelPoint {
    if (end === 'before') return { lead: 0, follow: 0 };
    return {
      lead: this.#panes[lead].scrollHeight,
      follow: this.#panes[otherSide(lead)].scrollHeight
    };
  }

  /** Where a sentence of the leading side begins in both panes; null where it does not, or is not rendered. */
  #point(lead: SideName, index: number): LevelPoint | null {
    const at = this.#reader.at(lead);
    const follower = this.#reader.at(otherSide(lead));
    if (!at || !follower) return null;
    const sentence = this.#firstOnLine(at, lead, index);
    const top = sentence && this.#top(lead, at, sentence.start);
    if (!sentence || top === null) return null;
    const across = this.#reader.counterparts.offsetAcross(lead, sentence.start);
    const follow = this.#topNear(otherSide(lead), follower, across);
    return follow === null ? null : { lead: top, follow };
  }

  #spot(side: SideName, height: number): Spot | null {
    const at = this.#reader.at(side);
    if (!at) return null;
    const sentence = at.sentences[Math.max(0, this.#around(at, side, height))];
    const top = sentence && this.#top(side, at, sentence.start);
    return sentence && typeof top === 'number'
      ? { offset: sentence.start, below: height - top }
      : null;
  }

  #heightOf(side: SideName, { offset, below }: Spot): number | null {
    const at = this.#reader.at(side);
    const top = at && this.#top(side, at, offset);
    return typeof top === 'number' ? top + below : null;
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

  /**
   * Index of the last sentence that begins at or above the height; -1 above the first. By halves: asking the browser
   * what stands at a point would make it prepare the painting of what has only now come into the page.
   */
  #around(at: ArticleSide, side: SideName, height: number): number {
    let low = 0;
    let high = at.sentences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const top = this.#top(side, at, at.sentences[middle]?.start ?? 0);
      if (top !== null && top <= height) low = middle + 1;
      else high = middle;
    }
    return low - 1;
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
