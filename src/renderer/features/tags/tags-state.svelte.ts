// The tags as their dialog shows them, and what it does with them. Every act is one step of undo.
import { SvelteSet } from 'svelte/reactivity';
import type { HighlightColour } from '@domain/annotation/colours';
import { tagKey, tidyTagName, typedBetween } from '@domain/tag/names';
import type { TagNode, Vocabulary } from '@domain/tag/vocabulary';
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';
import type { FactsStore } from '../../db/facts-store.svelte';
import type { LibraryTags } from '../../db/library-tags.svelte';
import {
  createLibraryTag,
  deleteLibraryTag,
  mergeLibraryTags,
  moveLibraryTag,
  recolourLibraryTag,
  renameLibraryTag,
  setLibraryTagKey
} from '../../db/tag-acts';
import { tagRows, type TagRow } from './tag-rows';

export interface Said {
  text: string;
  /** What can be done about it. */
  offer?: { act: number | null } | { merge: string; into: string };
}

/** They arm colours, stop, or highlight while something is armed. */
const reservedKeys = ['1', '2', '3', '4', '5', '6', 'q', 'h', '?'];

export class TagsState {
  query = $state('');
  /** Key of the row with the tree's cursor. */
  #current = $state<string | null>(null);
  readonly closed = new SvelteSet<string>();
  said = $state.raw<Said | null>(null);
  readonly #facts: FactsStore;
  readonly #tags: LibraryTags;
  readonly #t: () => Translator;
  readonly #renamed: (from: string, to: string | null) => void;

  /** `renamed` hears of every tag that has another name from now on, or none. */
  constructor(
    facts: FactsStore,
    tags: LibraryTags,
    translator: () => Translator,
    renamed: (from: string, to: string | null) => void
  ) {
    this.#facts = facts;
    this.#tags = tags;
    this.#t = translator;
    this.#renamed = renamed;
  }

  readonly rows: readonly TagRow[] = $derived.by(() =>
    tagRows(this.vocabulary, this.closed, this.query)
  );

  get vocabulary(): Vocabulary {
    return this.#tags.all;
  }

  get readOnly(): boolean {
    return this.#facts.status === 'readOnly';
  }

  /** The tag the tree's cursor is on: where it is out of sight, the first there is. */
  get current(): TagNode | null {
    const rows = this.rows;
    const row = rows.find(({ node }) => node.key === this.#current);
    return (row ?? rows.find(({ found }) => found))?.node ?? null;
  }

  get index(): number {
    return this.rows.findIndex(({ node }) => node === this.current);
  }

  countOf(node: TagNode): { own: number; branch: number } {
    return this.#tags.counts.get(node.key) ?? { own: 0, branch: 0 };
  }

  moveTo(index: number): void {
    const row = this.rows[Math.max(0, Math.min(index, this.rows.length - 1))];
    if (row) this.#current = row.node.key;
  }

  /** Makes the tag current, with all above it open. */
  show(name: string): void {
    const node = this.vocabulary.get(name);
    for (let at = node?.parent; at; at = at.parent) this.closed.delete(at.key);
    this.#current = tagKey(name);
  }

  setOpen(node: TagNode, open: boolean): void {
    if (open) this.closed.delete(node.key);
    else this.closed.add(node.key);
  }

  setAllOpen(open: boolean): void {
    this.closed.clear();
    if (open) return;
    for (const node of this.vocabulary.all) {
      if (node.children.length > 0) this.closed.add(node.key);
    }
  }

  /** A new tag as typed, also as a path. False where nothing was made, and it is said why. */
  async create(typed: string, parent: TagNode | null): Promise<boolean> {
    const whole = tidyTagName(typed);
    if (whole === '') return false;
    const known = this.vocabulary.get(whole.split(typedBetween).at(-1)?.trim() ?? '');
    if (known?.tag) return this.#taken(known);
    const creating = createLibraryTag(this.#facts, typed, parent?.name ?? null);
    const [name, act] = await this.#facts.begun(creating);
    if (name === null) return false;
    this.query = '';
    this.show(name);
    this.#say(act, 'tags.created', { tag: name });
    return true;
  }

  /** False where that cannot be, and it is said why. */
  async rename(node: TagNode, typed: string): Promise<boolean> {
    const name = tidyTagName(typed);
    if (name === '' || name === node.name) return true;
    if (name.includes(typedBetween)) {
      this.said = { text: this.#t().t('tags.noSlash') };
      return false;
    }
    const from = node.name;
    const [count, act] = await this.#facts.begun(renameLibraryTag(this.#facts, from, name));
    if (count === null) {
      const into = this.vocabulary.get(name)?.name ?? name;
      const text = this.#t().t('tags.taken', { tag: into });
      this.said = { text, offer: { merge: from, into } };
      return false;
    }
    this.#renamed(from, name);
    if (this.closed.delete(tagKey(from))) this.closed.add(tagKey(name));
    this.show(name);
    this.#say(act, 'tags.renamed', { tag: from, name, count });
    return true;
  }

  async merge(from: string, into: string): Promise<void> {
    const [count, act] = await this.#facts.begun(mergeLibraryTags(this.#facts, from, into));
    if (count === null) return;
    this.#renamed(from, into);
    this.show(into);
    this.#say(act, 'tags.merged', { tag: from, into, count });
  }

  async remove(node: TagNode): Promise<void> {
    const { index } = this;
    const beneath = node.children.length;
    const removing = this.#facts.begun(deleteLibraryTag(this.#facts, node.name));
    // At once, as the tree is: where the next key goes is not taken back.
    this.moveTo(index);
    const [count, act] = await removing;
    if (count === null) return;
    this.#renamed(node.name, null);
    this.#say(act, 'tags.deleted', { tag: node.name, count, beneath });
  }

  async move(node: TagNode, parent: TagNode | null): Promise<void> {
    if (node.parent === parent) return;
    const moving = this.#facts.begun(moveLibraryTag(this.#facts, node.name, parent?.name ?? null));
    this.show(node.name);
    const [moved, act] = await moving;
    if (moved === null) {
      this.said = { text: this.#t().t('tags.notBeneathItself', { tag: node.name }) };
      return;
    }
    if (parent) this.#say(act, 'tags.moved', { tag: node.name, parent: parent.name });
    else this.#say(act, 'tags.movedToTop', { tag: node.name });
  }

  /** Under the tag before it on its level; nothing for the first. */
  async indent(node: TagNode): Promise<void> {
    const beside = node.parent?.children ?? this.vocabulary.all.filter(({ depth }) => depth === 0);
    const before = beside[beside.indexOf(node) - 1];
    if (!before) return;
    this.setOpen(before, true);
    await this.move(node, before);
  }

  /** Beside the tag it stands under. */
  async outdent(node: TagNode): Promise<void> {
    if (node.parent) await this.move(node, node.parent.parent);
  }

  async recolour(node: TagNode, colour: HighlightColour | null): Promise<void> {
    if ((node.tag?.colour ?? null) === colour) return;
    const [, act] = await this.#facts.begun(recolourLibraryTag(this.#facts, node.name, colour));
    this.#say(act, 'tags.recoloured', { tag: node.name });
  }

  /** Why the key cannot be the tag's, in words; null where it can. */
  problemOfKey(node: TagNode, key: string): string | null {
    if (reservedKeys.includes(key.toLowerCase())) {
      return this.#t().t('tags.keyReserved', { key: key.toUpperCase() });
    }
    const owner = this.vocabulary.withKey(key);
    if (!owner || owner === node) return null;
    return this.#t().t('tags.keyTaken', { key: key.toUpperCase(), tag: owner.name });
  }

  isReserved(key: string): boolean {
    return reservedKeys.includes(key.toLowerCase());
  }

  async setKey(node: TagNode, key: string | null): Promise<void> {
    if ((node.tag?.key ?? null) === (key?.toLowerCase() ?? null)) return;
    const [, act] = await this.#facts.begun(setLibraryTagKey(this.#facts, node.name, key));
    if (key === null) this.#say(act, 'tags.keyRemoved', { tag: node.name });
    else this.#say(act, 'tags.keySet', { tag: node.name, key: key.toUpperCase() });
  }

  /** Takes back the act, or the last one. */
  async undo(act?: number | null): Promise<void> {
    await this.#sayUndone(act === undefined ? this.#facts.undo() : this.#facts.takeBack(act));
  }

  async #sayUndone(undone: Promise<MessageKey | null>): Promise<void> {
    const act = await undone;
    if (act) this.said = { text: this.#t().t('common.undone', { act: this.#t().t(act) }) };
  }

  async redo(): Promise<void> {
    const act = await this.#facts.redo();
    if (act) this.said = { text: this.#t().t('common.redone', { act: this.#t().t(act) }) };
  }

  #taken(node: TagNode): false {
    this.query = '';
    this.show(node.name);
    this.said = { text: this.#t().t('tags.taken', { tag: node.name }) };
    return false;
  }

  #say(act: number | null, ...words: Parameters<Translator['t']>): void {
    this.said = { text: this.#t().t(...words), offer: { act } };
  }
}
