// What the reader knows: both articles, where the reading cursor and the selection are, what is under the mouse.
import { getContext, setContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { Counterparts, type SideName } from '@domain/align/counterparts';
import { alignRows, type Row } from '@domain/align/rows';
import type { Link, Pair } from '@domain/align/schema';
import { createAnchor } from '@domain/anchor/anchor';
import type { AnnotationTarget, HighlightColour } from '@domain/annotation/schema';
import { reattach } from '@domain/annotation/settle';
import type { Article } from '@domain/article/schema';
import type { AnnotationId } from '@domain/ids';
import type { FactsStore } from '../../db/facts-store.svelte';
import { ArticleSide } from './article-side.svelte';
import { textDirection } from '../../ui/direction';
import { isAt, markLinks, nextStop, type LinkMarks, type Stop, type StopKind } from './link-marks';
import { counterpartStart, crossingsByBlock, linkOf } from './links';
import {
  moveOffset,
  stepBlock,
  stepSentence,
  tidySpan,
  type Direction,
  type Unit
} from './movement';
import { blockAt, type TextSpan } from './offset-map';
import { PassageList } from './passage-list';
import { beginningIn, passagesAt, type Passage } from './passages';
import { Pairing } from './pairing.svelte';
import { Resizing } from './resizing.svelte';
import { otherSide, sideNames } from '@domain/align/side-names';

/** A place between two characters of one side. */
export interface Place {
  side: SideName;
  offset: number;
}

/** `anchor` is where it began, `focus` the end that moves; either may come first. */
export interface ReadingSelection {
  side: SideName;
  anchor: number;
  focus: number;
}

export interface ReaderInput {
  source: () => Article;
  target: () => Article | null;
  pair: () => Pair | null;
  activeId: () => AnnotationId | null;
  picking: () => boolean;
  facts: FactsStore;
}

const noMarks: LinkMarks = { conflicts: [], unsure: [], alone: [] };

export class ReaderState {
  readonly #input: ReaderInput;
  readonly #unfolded = { source: new SvelteSet<number>(), target: new SvelteSet<number>() };

  readonly source: ArticleSide = $derived.by(
    () => new ArticleSide('source', this.#input.source(), this.#unfolded.source)
  );
  readonly target: ArticleSide | null = $derived.by(() => {
    const article = this.#input.target();
    return article ? new ArticleSide('target', article, this.#unfolded.target) : null;
  });
  readonly links: readonly Link[] = $derived.by(() => this.#input.pair()?.links ?? []);
  readonly counterparts: Counterparts = $derived.by(
    () =>
      new Counterparts(this.links, {
        source: this.source.article.text.length,
        target: this.target?.article.text.length ?? 0
      })
  );
  readonly #aligned: { rows: Row[]; crossing: readonly Link[] } = $derived.by(() => {
    if (this.target) {
      return alignRows(this.source.article, this.target.article, this.links, {
        includeClutter: true
      });
    }
    return { rows: [], crossing: [] };
  });
  readonly crossings = $derived.by(() => {
    const { crossing } = this.#aligned;
    if (!this.target || crossing.length === 0 || !this.prepared) return new Map<number, never>();
    return crossingsByBlock(crossing, this.source, this.target, (offset) =>
      this.counterparts.offsetAcross('source', offset)
    );
  });
  readonly marks: LinkMarks = $derived.by(() => {
    const pair = this.#input.pair();
    const { source, target } = this;
    if (!pair || !target || !this.prepared) return noMarks;
    const marked = ({ side, sentences }: ArticleSide) => ({
      sentences,
      isLinked: (sentence: TextSpan) => this.linkAt(side, sentence) !== null
    });
    return markLinks(pair, { source: marked(source), target: marked(target) }, (offset) =>
      this.counterparts.offsetAcross('target', offset)
    );
  });

  readonly #numbers = $derived.by(() => this.#input.facts.numbersOf(this.#articleIds()));
  readonly #passageLists = { source: new PassageList(), target: new PassageList() };
  readonly sourcePassages: readonly Passage[] = $derived.by(() => this.#passagesIn(this.source));
  readonly targetPassages: readonly Passage[] = $derived.by(() =>
    this.target ? this.#passagesIn(this.target) : []
  );

  readonly resizing: Resizing;
  readonly pairing: Pairing;
  #cursor: Place = $state.raw({ side: 'source', offset: 0 });
  #selection: ReadingSelection | null = $state.raw(null);
  #hover: Place | null = $state.raw(null);
  #moved = $state(false);
  /** The keys moved last, not the mouse: then the caret is drawn. */
  keyboard = $state(false);
  /** The panes scroll together. */
  together = $state(true);
  /** What the next highlight by `h` or a note gets. */
  lastColour: HighlightColour = $state('yellow');

  constructor(input: ReaderInput) {
    this.#input = input;
    this.resizing = new Resizing(this, input.facts);
    this.pairing = new Pairing(this, input.facts);
  }

  /** Too long to lay out all of it at once: measured, 300,000 characters take half a second more. */
  get long(): boolean {
    const length = this.source.article.text.length + (this.target?.article.text.length ?? 0);
    return length > 400_000;
  }
  /** What is said of the whole of it may be asked for: always, but while a long one is prepared. */
  get prepared(): boolean {
    return !this.long || [this.source, this.target].every((side) => side?.words !== null);
  }
  /** Does what opening a long article leaves undone, step by step. */
  *prepare(): Generator<void> {
    yield* this.source.prepare();
    if (this.target) yield* this.target.prepare();
  }
  get pair(): Pair | null {
    return this.#input.pair();
  }
  get rows(): readonly Row[] {
    return this.#aligned.rows;
  }
  get readOnly(): boolean {
    return this.#input.facts.status === 'readOnly';
  }
  get activeId(): AnnotationId | null {
    return this.#input.activeId();
  }
  /** Where the reading cursor is. Before it was ever moved: the beginning of the source. */
  get cursor(): Place {
    return this.#cursor;
  }
  /** Whether the reading cursor was put anywhere yet. */
  get moved(): boolean {
    return this.#moved;
  }
  /** As it was drawn, ends not tidied; null where nothing is selected. */
  get selection(): ReadingSelection | null {
    return this.#selection;
  }
  get hover(): Place | null {
    return this.#hover;
  }

  at(side: SideName): ArticleSide | null {
    return side === 'source' ? this.source : this.target;
  }
  passages(side: SideName): readonly Passage[] {
    return side === 'source' ? this.sourcePassages : this.targetPassages;
  }

  /** The sentence under the mouse, or else under the reading cursor. */
  get lit(): { side: SideName; sentence: TextSpan; link: Link | null } | null {
    const place = this.#hover ?? (this.#moved ? this.#cursor : null);
    if (!place) return null;
    const sentence = this.sentenceOf(place);
    if (!sentence) return null;
    return { side: place.side, sentence, link: this.linkAt(place.side, sentence) };
  }

  linkAt(side: SideName, sentence: TextSpan): Link | null {
    return linkOf(this.counterparts, side, sentence);
  }

  /** The other side has nothing for the sentence. Never in comparable articles, where that says nothing. */
  isAlone(side: SideName, { start }: TextSpan): boolean {
    return this.marks.alone.some((stop) => isAt(stop, { side, offset: start }));
  }

  /** The next place of the kind from the cursor on, round over the end; null where there is none. */
  stopFrom(kind: StopKind, direction: Direction): Stop | null {
    const { side, offset } = this.#cursor;
    const position = side === 'source' ? offset : this.counterparts.offsetAcross(side, offset);
    return nextStop(this.marks[kind], { side, offset, position }, direction);
  }

  sentenceOf({ side, offset }: Place): TextSpan | null {
    return this.at(side)?.sentenceAt(offset) ?? null;
  }

  /** What a highlight made now would cover: the selection, else the cursor's sentence. Null where there is neither. */
  get subject(): (TextSpan & { side: SideName }) | null {
    const selection = this.#selection;
    if (selection) {
      const text = this.at(selection.side)?.article.text ?? '';
      const span = tidySpan(text, selection.anchor, selection.focus);
      return span && { side: selection.side, ...span };
    }
    if (!this.#moved) return null;
    const sentence = this.sentenceOf(this.#cursor);
    return sentence && { side: this.#cursor.side, start: sentence.start, end: sentence.end };
  }

  /** The annotations in the cursor's sentence, in order. */
  get passagesHere(): Passage[] {
    const sentence = this.sentenceOf(this.#cursor);
    if (!sentence) return [];
    return this.passages(this.#cursor.side).filter(
      (passage) => passage.start < sentence.end && passage.end > sentence.start
    );
  }

  /** Whether the words under the cursor, or under the end that moves, run from right to left, so that the arrows turn round. */
  get runsLeft(): boolean {
    const { side, offset } =
      this.resizing.place ??
      (this.#selection
        ? { side: this.#selection.side, offset: this.#selection.focus }
        : this.#cursor);
    const article = this.at(side)?.article;
    const block = article?.blocks[blockAt(article.blocks, offset)];
    if (!article || !block) return false;
    return textDirection(article.text.slice(block.start, block.end), article.language) === 'rtl';
  }

  /** The annotation's passages in what is open, source first. */
  passagesOf(id: AnnotationId): { side: SideName; passage: Passage }[] {
    const targets = this.#input.facts.annotation(id)?.targets ?? [];
    return sideNames.flatMap((side) => {
      const own = targets.flatMap(({ anchor: { start } }, index) =>
        beginningIn(this.passages(side), { start, end: start + 1 }).filter(
          ({ key }) => key === `${id}:${index}`
        )
      );
      return own.sort((a, b) => a.start - b.start).map((passage) => ({ side, passage }));
    });
  }

  /** Where the annotation's passage of that index begins, or its first one in what is open; null where it has none. */
  placeOf(id: AnnotationId, index?: number): Place | null {
    const own = this.passagesOf(id);
    const first = own.find(({ passage }) => passage.key === `${id}:${index}`) ?? own[0];
    return first ? { side: first.side, offset: first.passage.start } : null;
  }

  /** Of the annotation's note, as in the margin; null without one. */
  numberOf(id: AnnotationId): number | null {
    return this.#numbers.get(id) ?? null;
  }

  hits({ side, offset }: Place): Passage[] {
    return passagesAt(this.passages(side), offset);
  }

  hoverAt(place: Place | null): void {
    const before = this.#hover;
    if (before?.side === place?.side && before?.offset === place?.offset) return;
    this.#hover = place;
  }

  /** Moves the cursor and drops the selection. */
  moveTo(place: Place): void {
    this.placeCursor(place);
    this.#selection = null;
  }
  /** Where the cursor is to begin from; nothing once it was moved. */
  waitAt({ side, offset }: Place): void {
    const at = this.at(side);
    if (!at || this.#moved) return;
    const here = at.sentenceAt(offset);
    const begun = here && here.start < offset ? at.sentenceFrom(here.start + 1) : null;
    this.#cursor = { side, offset: begun?.start ?? nearestSentence(at, offset) };
  }
  placeCursor(place: Place): void {
    this.#cursor = place;
    this.#moved = true;
  }

  select(selection: ReadingSelection | null): void {
    this.#selection = selection && selection.anchor === selection.focus ? null : selection;
  }

  stepSentence(direction: Direction): void {
    this.#step(stepSentence, direction);
  }
  stepBlock(direction: Direction): void {
    this.#step(stepBlock, direction);
  }

  /** Begins a selection at the reading cursor, or moves the end of the one there is. */
  extend(unit: Unit, direction: Direction): void {
    const { side, anchor, focus } = this.#selection ?? this.#fromCursor();
    const at = this.at(side);
    if (!at) return;
    const { text, language } = at.article;
    const next = moveOffset(text, at.sentences, focus, unit, direction, language);
    this.#moved = true;
    this.#cursor = { side, offset: Math.max(0, direction === 'forward' ? next - 1 : next) };
    this.select({ side, anchor, focus: next });
  }

  /** To the counterpart, or where there is none to the words that stand about level. */
  switchSide(): void {
    const side = this.#selection?.side ?? this.#cursor.side;
    const there = otherSide(side);
    const at = this.at(there);
    if (!at) return;
    const sentence = this.sentenceOf({ side, offset: this.#cursor.offset });
    const link = sentence && this.linkAt(side, sentence);
    const start = link && counterpartStart(link, side);
    const offset = start ?? this.counterparts.offsetAcross(side, this.#cursor.offset);
    this.moveTo({ side: there, offset: nearestSentence(at, offset) });
  }

  /**
   * Highlights the subject, and `more` with it; the new annotation's id, at once, so that the next key finds it. Null
   * where there is nothing to highlight.
   */
  highlight(
    colour: HighlightColour,
    tags: readonly string[] = [],
    more: readonly AnnotationTarget[] = []
  ): AnnotationId | null {
    const subject = this.subject;
    const article = subject && this.at(subject.side)?.article;
    if (!subject || !article) return null;
    const anchor = createAnchor(article.text, subject.start, subject.end);
    const id = crypto.randomUUID() as AnnotationId;
    void this.#input.facts.createAnnotation({
      id,
      targets: [{ articleId: article.id, anchor, state: 'exact' }, ...more],
      colour,
      tags: [...tags]
    });
    this.lastColour = colour;
    if (this.#selection) this.moveTo({ side: subject.side, offset: subject.start });
    return id;
  }

  /** Whether the active annotation has no place in the text: it stays active while one is looked for. */
  get lost(): boolean {
    const active = this.activeId && this.#input.facts.annotation(this.activeId);
    return !!active && active.targets.some(({ state }) => state === 'orphan');
  }

  /** Another annotation is to be picked. */
  get picking(): boolean {
    return this.#input.picking();
  }

  /** Words, or another annotation, are being looked for that the active annotation is to have: it stays active meanwhile. */
  get seeking(): boolean {
    return this.lost || this.pairing.open || this.picking;
  }

  /** The active annotation's targets with the lost one on the selection; null where there is none of either. */
  get reattached(): AnnotationTarget[] | null {
    const subject = this.#selection && this.subject;
    const article = subject && this.at(subject.side)?.article;
    const active = this.activeId && this.#input.facts.annotation(this.activeId);
    return subject && article && active ? reattach(active.targets, article, subject) : null;
  }

  /** Puts the lost annotation on the selection. */
  reattach(): void {
    const { reattached: targets, activeId: id } = this;
    if (!targets || !id) return;
    void this.#input.facts.setTargets(id, 'annotations.actReattach', targets);
    if (this.#selection)
      this.moveTo({ side: this.#selection.side, offset: this.subject?.start ?? 0 });
  }

  #passagesIn({ side, article }: ArticleSide): readonly Passage[] {
    const annotations = this.#input.facts.annotationsOf([article.id]);
    return this.#passageLists[side].of(annotations, article, this.#numbers);
  }

  #articleIds() {
    return [this.source, this.target].flatMap((side) => (side ? [side.article.id] : []));
  }

  #fromCursor(): ReadingSelection {
    const { side, offset } = this.#cursor;
    const start = this.sentenceOf(this.#cursor)?.start ?? offset;
    return { side, anchor: start, focus: start };
  }

  #step(step: typeof stepSentence, direction: Direction): void {
    const { side, offset } = this.#cursor;
    const at = this.at(side);
    if (!at || at.sentences.length === 0) return;
    const here = at.sentenceAt(offset);
    // The first key press shows where the cursor is before it goes anywhere.
    const found =
      here && this.#moved
        ? at.sentences[step(at.sentences, at.indexNear(here.start), direction)]?.start
        : here?.start;
    this.moveTo({ side, offset: found ?? nearestSentence(at, offset) });
  }
}

/** The start of the sentence at `offset` or of the nearest one after it, or else of the last. */
function nearestSentence(at: ArticleSide, offset: number): number {
  const here = at.sentenceAt(offset);
  return (here ?? at.sentenceFrom(offset) ?? at.sentences.at(-1))?.start ?? offset;
}

const key = Symbol('reader');

export function setReader(reader: ReaderState): void {
  setContext(key, reader);
}
export function useReader(): ReaderState {
  return getContext<ReaderState>(key);
}
