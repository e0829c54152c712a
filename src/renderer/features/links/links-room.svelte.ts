// The room of links: where the cursor is, what is chosen, and every act on the pair's links, each one step of undo.
import { getContext, setContext } from 'svelte';
import { confirmLinks, proposedUpTo, unlink } from '@domain/align/corrections';
import type { SideName } from '@domain/align/counterparts';
import { inConflict, isUnsure } from '@domain/align/doubts';
import type { Link, Pair, Verdict } from '@domain/align/schema';
import { otherSide } from '@domain/align/side-names';
import type { Article } from '@domain/article/schema';
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';
import type { FactsStore, PairChange } from '../../db/facts-store.svelte';
import {
  addNeighbour,
  giveAway,
  leavingAt,
  linkSentences,
  neighbourOf,
  splitAt,
  splitPlace,
  type Chosen
} from './link-acts';
import { bothName, sentencesName, stateName } from './link-name';
import {
  LinkTable,
  sentenceNear,
  sideSentences,
  ties,
  type LinkEntry,
  type Sides
} from './link-table';

export interface Cursor {
  side: SideName;
  /** Of a sentence of that side. */
  index: number;
}

export interface LinksGiven {
  source: () => Article;
  target: () => Article;
  /** As it stands now; null where it is gone. */
  pair: () => Pair | null;
  facts: FactsStore;
  translator: () => Translator;
  /** Says what went wrong. */
  fail: (thrown: unknown) => void;
}

const nothing: Chosen = { source: [], target: [] };

export class LinksRoom {
  readonly #given: LinksGiven;
  readonly #newId = (): string => crypto.randomUUID();
  readonly #sides: Sides = $derived.by(() => ({
    source: sideSentences(this.#given.source()),
    target: sideSentences(this.#given.target())
  }));
  readonly #table = $derived.by(() => new LinkTable(this.#sides, this.links));
  readonly #ties = $derived.by(() => this.#table.entries.filter(ties));
  readonly #unsure = $derived.by(() => this.#ties.filter(({ link }) => isUnsure(link)));
  readonly #conflicts = $derived.by(() => this.#ties.filter(({ link }) => inConflict(link)));
  #cursor = $state.raw<Cursor>({ side: 'source', index: 0 });
  /** Where a stretch of sentences chosen with Shift began. */
  #anchor = $state.raw<number | null>(null);
  #marks = $state.raw<Chosen>(nothing);
  #said = $state.raw({ text: '', count: 0 });
  /** Counts the moves after which the cursor's sentence should be in sight. */
  #reveals = $state(0);

  constructor(given: LinksGiven, place: { side: SideName; offset: number }) {
    this.#given = given;
    const index = sentenceNear(this.#sides[place.side], place.offset);
    this.#cursor = { side: place.side, index };
  }

  get pair(): Pair | null {
    return this.#given.pair();
  }

  get links(): readonly Link[] {
    return this.pair?.links ?? [];
  }

  get sides(): Sides {
    return this.#sides;
  }

  get table(): LinkTable {
    return this.#table;
  }

  /** Links that tie sentences, in order of the source. */
  get ties(): readonly LinkEntry[] {
    return this.#ties;
  }

  get unsure(): readonly LinkEntry[] {
    return this.#unsure;
  }

  get conflicts(): readonly LinkEntry[] {
    return this.#conflicts;
  }

  get confirmed(): number {
    return this.links.filter(({ state }) => state === 'confirmed').length;
  }

  /** What was said by hand and stays in any case. */
  get corrections(): number {
    return this.links.filter(({ state }) => state !== 'proposed').length;
  }

  get readOnly(): boolean {
    return this.#given.facts.status === 'readOnly';
  }

  get cursor(): Cursor {
    return {
      side: this.#cursor.side,
      index: Math.min(this.#cursor.index, this.#count(this.#cursor.side) - 1)
    };
  }

  /** The link, or mark of no counterpart, at the cursor. */
  get current(): LinkEntry | null {
    const { side, index } = this.cursor;
    return this.#table.at(side, index);
  }

  get reveals(): number {
    return this.#reveals;
  }

  /** The last thing said to screen readers; `count` tells two of the same words apart. */
  get said(): { text: string; count: number } {
    return this.#said;
  }

  /** Sentences chosen on a side, in order. */
  chosen(side: SideName): readonly number[] {
    const { side: here, index } = this.cursor;
    const marks = this.#marks[side];
    if (side !== here || this.#anchor === null) return marks;
    const [from, to] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
    const stretch = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
    return [...new Set([...marks, ...stretch])].sort((a, b) => a - b);
  }

  /** Whether the link at the cursor is spoken against. */
  get conflictHere(): boolean {
    return this.current !== null && inConflict(this.current.link);
  }

  get anyChosen(): boolean {
    return this.chosen('source').length + this.chosen('target').length > 0;
  }

  /** The sentences an act is about: those chosen; on the cursor's side without any, the one it is on. */
  get subject(): Chosen {
    const { side, index } = this.cursor;
    const own = this.chosen(side);
    const here = own.length > 0 ? own : [index];
    return { ...nothing, [side]: here, [otherSide(side)]: this.chosen(otherSide(side)) };
  }

  /** Whether sentences of both sides are chosen, the cursor's counting. */
  get canLink(): boolean {
    const { source, target } = this.subject;
    return source.length > 0 && target.length > 0;
  }

  // Moving.

  moveTo(cursor: Cursor): void {
    this.#anchor = null;
    this.#put(cursor);
  }

  step(by: 1 | -1): void {
    const { side, index } = this.cursor;
    this.moveTo({ side, index: index + by });
  }

  extend(by: 1 | -1): void {
    const { side, index } = this.cursor;
    this.#anchor ??= index;
    this.#put({ side, index: index + by });
  }

  /** A stretch from where it began, or the cursor, to the sentence. */
  extendTo({ side, index }: Cursor): void {
    if (side !== this.cursor.side) {
      this.#fix();
      this.moveTo({ side, index });
      return;
    }
    this.#anchor ??= this.cursor.index;
    this.#put({ side, index });
  }

  /** To the counterpart, or what is level with the cursor; what is chosen stays. */
  toSide(side: SideName): void {
    const { side: here, index } = this.cursor;
    if (side === here) return;
    this.#fix();
    this.moveTo({ side, index: this.#table.across(here, index) });
  }

  toEnd(end: 'first' | 'last'): void {
    const { side } = this.cursor;
    this.moveTo({ side, index: end === 'first' ? 0 : this.#count(side) - 1 });
  }

  /** Chooses the cursor's sentence, or no longer. */
  toggleMark({ side, index } = this.cursor): void {
    this.#fix();
    const marks = this.#marks[side];
    const next = marks.includes(index)
      ? marks.filter((one) => one !== index)
      : [...marks, index].sort((a, b) => a - b);
    this.#marks = { ...this.#marks, [side]: next };
    this.#put({ side, index });
    const name = this.#name(side, [index]);
    this.say(
      this.#t.t(next.includes(index) ? 'links.saidChosen' : 'links.saidNotChosen', { name })
    );
  }

  dropChoice(): void {
    this.#anchor = null;
    this.#marks = nothing;
  }

  /** To the link, on the cursor's side. */
  goTo(entry: LinkEntry): void {
    const { side } = this.cursor;
    const own = entry[side][0];
    const index = own ?? entry[otherSide(side)][0];
    if (index === undefined) return;
    this.moveTo({ side: own === undefined ? otherSide(side) : side, index });
  }

  nextUnsure(by: 1 | -1): void {
    this.#goRound(this.#unsure, by, 'links.saidNoUnsure');
  }

  nextConflict(): void {
    this.#goRound(this.#conflicts, 1, 'links.saidNoConflict');
  }

  // Acts.

  /** The chosen sentences of both sides as one link. */
  link(): void {
    if (!this.canLink) return;
    this.linkThese(this.subject);
  }

  linkThese(chosen: Chosen): void {
    const links = linkSentences(this.#table, this.links, chosen, this.#newId());
    this.#change(
      'links.actLink',
      links,
      this.#t.t('links.saidLinked', { link: this.#both(chosen) })
    );
    this.dropChoice();
  }

  /** The chosen sentences into the link at the cursor, which keeps what it has. */
  addTo(entry: LinkEntry | null = this.current): void {
    if (!entry || !this.anyChosen) return;
    const merged = {
      source: [...new Set([...entry.source, ...this.chosen('source')])],
      target: [...new Set([...entry.target, ...this.chosen('target')])]
    };
    this.linkThese(merged);
  }

  /** Right, and on to the next that is only proposed. */
  confirm(entry: LinkEntry | null = this.current): void {
    if (!entry || !ties(entry)) return;
    const next = this.#nextProposed(entry);
    const link = this.#both(entry);
    const said =
      entry.link.state === 'confirmed'
        ? this.#t.t('links.saidStands', { link })
        : this.#t.t('links.saidConfirmed', { link });
    if (entry.link.state === 'proposed') {
      this.#change('links.actConfirm', confirmLinks(this.links, new Set([entry.link.id])), said);
    }
    if (next) {
      this.goTo(next);
      const named = { link: this.#both(next), state: stateName(next, this.#t) };
      this.say(`${said} ${this.#t.t('links.saidNext', named)}`);
    } else this.say(`${said} ${this.#t.t('links.saidLast')}`);
  }

  /** All that run in order up to the cursor, but those in conflict. */
  confirmToHere(): void {
    const offset = this.#sourceOffset();
    const ids = proposedUpTo(this.links, offset);
    const doubtful = this.#conflicts.filter(({ link }) => ids.delete(link.id)).length;
    if (ids.size === 0) return this.say(this.#t.t('links.saidNoneToHere'));
    const said = this.#t.t('links.saidConfirmedMany', { count: ids.size, doubtful });
    this.#change('links.actConfirmMany', confirmLinks(this.links, ids), said);
  }

  /** No link, for good; a mark of no counterpart is taken off. */
  unlink(entry: LinkEntry | null = this.current): void {
    if (!entry) return;
    const key = ties(entry) ? 'links.saidUnlinked' : 'links.saidUnmarked';
    const said = this.#t.t(key, { link: this.#whole(entry) });
    this.#change('links.actUnlink', unlink(this.links, entry.link.id), said);
  }

  /** The chosen sentences of the cursor's side have no counterpart. */
  alone(): void {
    const { side } = this.cursor;
    const indexes = this.subject[side];
    const chosen = { ...nothing, [side]: indexes };
    const said = this.#t.t('links.saidAlone', { name: this.#name(side, indexes) });
    const links = linkSentences(this.#table, this.links, chosen, this.#newId());
    this.#change('links.actAlone', links, said);
    this.dropChoice();
  }

  /** The link with the next sentence, or the one before. */
  merge(by: 1 | -1): void {
    const entry = this.current;
    const { side } = this.cursor;
    const links = entry && addNeighbour(this.#table, this.links, entry, side, by, this.#newId);
    const next = entry && neighbourOf(this.#table, entry, side, by);
    if (!links || next === null) return this.say(this.#t.t('links.saidNoNeighbour'));
    const said = this.#t.t('links.saidAdded', { name: this.#name(side, [next]) });
    this.#change('links.actMerge', links, said);
  }

  /** The sentence that a split would take off, where the other side cannot be parted; null for two links. */
  get splitsOff(): readonly number[] | null {
    const { side, index } = this.cursor;
    const entry = this.current;
    if (!entry || splitPlace(this.#table, entry, side, index)) return null;
    return leavingAt(entry, side, index);
  }

  /** Whether the link at the cursor has several sentences on the cursor's side. */
  get canSplit(): boolean {
    const entry = this.current;
    return entry !== null && ties(entry) && entry[this.cursor.side].length > 1;
  }

  split(): void {
    const { side, index } = this.cursor;
    const entry = this.current;
    const links = entry && splitAt(this.#table, this.links, entry, side, index, this.#newId);
    if (!links) return this.say(this.#t.t('links.saidOneSentence'));
    const off = this.splitsOff;
    const said = off
      ? this.#t.t('links.saidSplitOff', { name: this.#name(side, off) })
      : this.#t.t('links.saidSplit');
    this.#change('links.actSplit', links, said);
  }

  /** The link's last sentence to the next link, or its first to the one before. */
  give(by: 1 | -1): void {
    const { side } = this.cursor;
    const entry = this.current;
    const links = entry && giveAway(this.#table, this.links, entry, side, by, this.#newId);
    if (!links) return this.say(this.#t.t('links.saidOneSentence'));
    const given = (by === 1 ? entry[side].at(-1) : entry[side][0]) ?? 0;
    const said = this.#t.t('links.saidGiven', { name: this.#name(side, [given]) });
    this.#change('links.actBoundary', links, said);
  }

  /** What the articles are to each other, said by hand: later alignments keep to it. */
  setVerdict(verdict: Verdict): void {
    const words = this.#t.t(`common.articles_${verdict}`);
    const said = this.#t.t('links.saidVerdict', { verdict: words });
    this.change('links.actVerdict', { verdict, verdictByHand: true }, said);
  }

  /** Whether all that was done here has reached main. */
  get saved(): boolean {
    return this.#given.facts.status === 'saved';
  }

  say(text: string): void {
    this.#said = { text, count: this.#said.count + 1 };
  }

  /** The pair with other values, as one act of that name. */
  change(name: MessageKey, part: PairChange, said: string): void {
    const { pair } = this;
    if (!pair || this.readOnly) return this.say(this.#t.t('links.readOnly'));
    this.say(said);
    this.#given.facts
      .changePair(pair.id, name, () => part)
      .catch((thrown: unknown) => this.#given.fail(thrown));
  }

  #change(name: MessageKey, links: Link[], said: string): void {
    this.change(name, { links }, said);
    this.#reveals += 1;
  }

  get #t(): Translator {
    return this.#given.translator();
  }

  #count(side: SideName): number {
    return this.#sides[side].sentences.length;
  }

  #name(side: SideName, indexes: readonly number[]): string {
    return sentencesName(this.#sides, side, indexes, this.#t);
  }

  #both(chosen: Chosen): string {
    return bothName(this.#sides, chosen, this.#t);
  }

  #whole(entry: LinkEntry): string {
    if (ties(entry)) return this.#both(entry);
    const side = entry.source.length > 0 ? 'source' : 'target';
    return this.#name(side, entry[side]);
  }

  /** What is chosen stays so wherever the cursor goes. */
  #fix(): void {
    this.#marks = { source: this.chosen('source'), target: this.chosen('target') };
    this.#anchor = null;
  }

  #put({ side, index }: Cursor): void {
    const last = this.#count(side) - 1;
    this.#cursor = { side, index: Math.max(0, Math.min(last, index)) };
    this.#reveals += 1;
  }

  /** Where the cursor stands in the source's order, as a sentence's index. */
  #sourceIndex(): number {
    const { side, index } = this.cursor;
    return side === 'source' ? index : this.#table.across('target', index);
  }

  #sourceOffset(): number {
    const index = this.current?.source.at(-1) ?? this.#sourceIndex();
    return this.#sides.source.sentences[index]?.start ?? 0;
  }

  #nextProposed(after: LinkEntry): LinkEntry | null {
    const open = this.#ties.filter(
      ({ link }) => link.state === 'proposed' && link.id !== after.link.id
    );
    const from = after.source[0] ?? 0;
    return open.find(({ source }) => (source[0] ?? 0) > from) ?? open[0] ?? null;
  }

  #goRound(entries: readonly LinkEntry[], by: 1 | -1, none: MessageKey): void {
    const here = this.current?.source[0] ?? this.#sourceIndex();
    const own = this.current?.link.id;
    const others = entries.filter(({ link }) => link.id !== own);
    const place = ({ source }: LinkEntry): number => source[0] ?? 0;
    const next =
      by === 1
        ? (others.find((entry) => place(entry) >= here) ?? others[0])
        : (others.findLast((entry) => place(entry) <= here) ?? others.at(-1));
    if (!next) return this.say(this.#t.t(none));
    this.goTo(next);
    this.say(this.#both(next));
  }
}

const key = Symbol('links');

export function setLinksRoom(room: LinksRoom): void {
  setContext(key, room);
}

/** The room set above. */
export function useLinksRoom(): LinksRoom {
  const room = getContext<LinksRoom | undefined>(key);
  if (!room) throw new Error('no room of links in context');
  return room;
}
