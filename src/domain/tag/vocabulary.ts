// The tree of all tags: those with a place, colour and key of their own, and the names that only stand on annotations.
import type { HighlightColour } from '../annotation/colours';
import { fold } from '../text/fold';
import { shownBetween, tagKey } from './names';
import type { Tag } from './schema';

export interface TagNode {
  /** As `tagKey` gives it. */
  key: string;
  /** As the tag has it, or as it was first met on an annotation. */
  name: string;
  /** Null for a name that only stands on annotations; such a one is at the top. */
  tag: Tag | null;
  parent: TagNode | null;
  /** In the order of their names. */
  children: TagNode[];
  /** 0 at the top. */
  depth: number;
}

export class Vocabulary {
  readonly #nodes = new Map<string, TagNode>();
  readonly #byId = new Map<Tag['id'], TagNode>();
  /** All tags, each followed by those beneath it, in the order of their names. */
  readonly all: readonly TagNode[];

  /**
   * `used` are names as annotations carry them. Of tags with one name the oldest counts. One whose parent is gone stands
   * at the top, and so does one of those that would stand beneath themselves.
   */
  constructor(
    tags: readonly Tag[],
    used: Iterable<string> = [],
    compare: (a: string, b: string) => number = byCode
  ) {
    for (const tag of tags.toSorted(older)) {
      const key = tagKey(tag.name);
      const node = this.#nodes.get(key) ?? newNode(key, tag.name, tag);
      this.#nodes.set(key, node);
      this.#byId.set(tag.id, node);
    }
    for (const name of used) {
      const key = tagKey(name);
      if (!this.#nodes.has(key)) this.#nodes.set(key, newNode(key, name, null));
    }
    for (const node of this.#nodes.values()) {
      const parent = node.tag?.parentId ? this.#byId.get(node.tag.parentId) : undefined;
      if (parent && !isWithin(parent, node)) node.parent = parent;
    }
    const roots: TagNode[] = [];
    const sorted = [...this.#nodes.values()].sort((a, b) => compare(a.name, b.name));
    for (const node of sorted) (node.parent?.children ?? roots).push(node);
    this.all = laid(roots, 0);
  }

  get(name: string): TagNode | undefined {
    return this.#nodes.get(tagKey(name));
  }

  byId(id: Tag['id']): TagNode | undefined {
    return this.#byId.get(id);
  }

  /** The tag's colour, or the nearest above it that has one; null where none has. */
  colourOf(name: string): HighlightColour | null {
    for (let node = this.get(name) ?? null; node; node = node.parent) {
      if (node.tag?.colour) return node.tag.colour;
    }
    return null;
  }

  /** "Economy › Trade"; the name alone for one at the top, or not known. */
  pathOf(name: string): string {
    const node = this.get(name);
    return node ? pathOf(node).join(shownBetween) : name;
  }

  /** The tag with this key; where several claim it, the first in the order of the tree. */
  withKey(key: string): TagNode | undefined {
    const wanted = key.toLowerCase();
    return this.all.find((node) => node.tag?.key === wanted);
  }
}

/** The names from the top down to the tag's own. */
export function pathOf(node: TagNode): string[] {
  const path: string[] = [];
  for (let at: TagNode | null = node; at; at = at.parent) path.unshift(at.name);
  return path;
}

/** The tag and all beneath it, in the order of the tree. */
export function branchOf(node: TagNode): TagNode[] {
  return [node, ...node.children.flatMap(branchOf)];
}

/** The names of a tag and of all beneath it; the name alone of one that is not known. */
export function namesUnder(vocabulary: Vocabulary, name: string): string[] {
  const node = vocabulary.get(name);
  return node ? branchOf(node).map((each) => each.name) : [name];
}

/** Whether `node` is `above` or stands beneath it. */
export function isWithin(node: TagNode, above: TagNode): boolean {
  for (let at: TagNode | null = node; at; at = at.parent) if (at === above) return true;
  return false;
}

/**
 * Tags whose path holds every word typed, with or without its marks: first the one that is so called, then those whose
 * name begins so, then those whose name holds it, then those that only stand beneath such a one. In the tree's order.
 */
export function findTags(vocabulary: Vocabulary, typed: string): TagNode[] {
  const words = fold(typed.replaceAll(/[/›]/g, ' ')).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [...vocabulary.all];
  const phrase = words.join(' ');
  const ranked = vocabulary.all.flatMap((node) => {
    const name = fold(node.name);
    const path = fold(pathOf(node).join(' '));
    if (!words.every((word) => path.includes(word))) return [];
    const exact = tagKey(node.name) === tagKey(typed.trim());
    const rank = exact ? 0 : name === phrase ? 1 : name.startsWith(phrase) ? 2 : 4;
    return { node, rank: rank === 4 && words.some((word) => name.includes(word)) ? 3 : rank };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ node }) => node);
}

function newNode(key: string, name: string, tag: Tag | null): TagNode {
  return { key, name, tag, parent: null, children: [], depth: 0 };
}

function laid(nodes: readonly TagNode[], depth: number): TagNode[] {
  return nodes.flatMap((node) => {
    node.depth = depth;
    return [node, ...laid(node.children, depth + 1)];
  });
}

function older(a: Tag, b: Tag): number {
  return byCode(a.created, b.created) || byCode(a.id, b.id);
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
