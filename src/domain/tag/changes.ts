// What an act on tags changes: the tags, and every annotation that carries them. Nothing is changed here; each function
// gives the new values, or null where the act cannot be done.
import type { Annotation } from '../annotation/schema';
import type { TagId } from '../ids';
import { hasTag, mostTags, tagKey } from './names';
import { retagNote } from './note-tags';
import type { Tag } from './schema';
import { isWithin, type TagNode, type Vocabulary } from './vocabulary';

export interface TagChanges {
  /** A null value deletes the tag. */
  tags: { id: TagId; value: Tag | null }[];
  /** Their new values. */
  annotations: Annotation[];
}

/** All there is, and what a new value needs. */
export interface TagBook {
  tags: readonly Tag[];
  annotations: readonly Annotation[];
  vocabulary: Vocabulary;
  /** ISO 8601. */
  now: string;
  newId: () => TagId;
}

/** Null where the library has another tag of that name: those can be merged. */
export function renameTag(book: TagBook, from: string, to: string): TagChanges | null {
  const node = book.vocabulary.get(from);
  const other = book.vocabulary.get(to);
  if (!node || to === '' || (other && other !== node)) return null;
  const edit = new TagEdit(book);
  if (node.tag) edit.set(node.tag, { name: to });
  edit.dropTwins(node);
  return edit.with(replaced(book, node.key, to));
}

/**
 * `from` becomes `into`, on every annotation; what stood beneath `from` stands beneath `into`, which takes its place
 * where it stood beneath it, and its colour and key where it had none. Null where the two are one.
 */
export function mergeTags(book: TagBook, from: string, into: string): TagChanges | null {
  const node = book.vocabulary.get(from);
  const other = book.vocabulary.get(into);
  if (!node || !other || node === other) return null;
  const edit = new TagEdit(book);
  if (node.tag && !other.tag) {
    // A name alone takes over all that the tag has.
    edit.set(node.tag, { name: other.name });
  } else if (node.tag && other.tag) {
    const { colour, key } = { ...node.tag, ...other.tag };
    const parentId = isWithin(other, node) ? node.tag.parentId : other.tag.parentId;
    edit.set(other.tag, { colour, key, parentId });
    edit.moveChildren(node, other, other);
    edit.drop(node.tag);
  }
  edit.dropTwins(node);
  return edit.with(replaced(book, node.key, other.name));
}

/** Takes the tag off every annotation; what stands beneath it comes up to where it stood. */
export function deleteTag(book: TagBook, name: string): TagChanges | null {
  const node = book.vocabulary.get(name);
  if (!node) return null;
  const edit = new TagEdit(book);
  edit.moveChildren(node, node.parent);
  if (node.tag) edit.drop(node.tag);
  edit.dropTwins(node);
  return edit.with(replaced(book, node.key, null));
}

/** Under another tag, or with null to the top. Null where it would stand beneath itself. */
export function moveTag(book: TagBook, name: string, parent: string | null): TagChanges | null {
  const node = book.vocabulary.get(name);
  const above = parent === null ? null : book.vocabulary.get(parent);
  if (!node || above === undefined || (above && isWithin(above, node))) return null;
  const edit = new TagEdit(book);
  edit.set(edit.tagOf(node), { parentId: above && edit.tagOf(above).id });
  return edit.with([]);
}

/** Null takes colour or key away. The key is taken from the tag that has it. */
export function describeTag(
  book: TagBook,
  name: string,
  fields: { colour?: Tag['colour'] | null; key?: string | null }
): TagChanges | null {
  const node = book.vocabulary.get(name);
  if (!node) return null;
  const edit = new TagEdit(book);
  const key = fields.key?.toLowerCase();
  for (const tag of book.tags) {
    if (key !== undefined && tag.key === key && tag.id !== node.tag?.id) {
      edit.set(tag, { key: undefined });
    }
  }
  edit.set(edit.tagOf(node), {
    ...('colour' in fields && { colour: fields.colour ?? undefined }),
    ...('key' in fields && { key })
  });
  return edit.with([]);
}

/**
 * Makes what the path, from the top down, has not got yet. A tag that is there stays where it is, but that a name that
 * only stood on annotations comes to its place in the path. Null for an empty path.
 */
export function tagsOfPath(
  book: TagBook,
  path: readonly string[]
): (TagChanges & { name: string }) | null {
  const edit = new TagEdit(book);
  let above = null as Tag | null;
  let name: string | null = null;
  for (const each of path) {
    const known: Tag | null = book.vocabulary.get(each)?.tag ?? edit.made(each);
    above = known ?? edit.make(book.vocabulary.get(each)?.name ?? each, above?.id ?? null);
    name = above.name;
  }
  return name === null ? null : { ...edit.with([]), name };
}

/** Those that do not carry all of the names, with them; none gets more than it can have. */
export function addTags(
  annotations: readonly Annotation[],
  names: readonly string[],
  now: string
): Annotation[] {
  return annotations.flatMap((annotation) => {
    const tags = names
      .reduce<string[]>((all, name) => (hasTag(all, name) ? all : [...all, name]), annotation.tags)
      .slice(0, mostTags);
    return tags.length === annotation.tags.length ? [] : { ...annotation, tags, modified: now };
  });
}

/** Those that carry any of the names, without them. */
export function removeTags(
  annotations: readonly Annotation[],
  names: readonly string[],
  now: string
): Annotation[] {
  const keys = new Set(names.map(tagKey));
  return annotations.flatMap((annotation) => {
    const tags = annotation.tags.filter((name) => !keys.has(tagKey(name)));
    return tags.length === annotation.tags.length ? [] : { ...annotation, tags, modified: now };
  });
}

/** Those that carry the tag, with the other name in its place, once, also in their notes; with null without it. */
function replaced({ annotations, now }: TagBook, key: string, by: string | null): Annotation[] {
  return annotations.flatMap((annotation) => {
    if (!annotation.tags.some((name) => tagKey(name) === key)) return [];
    const wanted = by === null ? null : tagKey(by);
    const at = annotation.tags.findIndex((name) => [key, wanted].includes(tagKey(name)));
    const tags = annotation.tags.flatMap((name, index) => {
      if (![key, wanted].includes(tagKey(name))) return name;
      return by !== null && index === at ? by : [];
    });
    const note = annotation.note && retagNote(annotation.note, key, by);
    const same =
      tags.length === annotation.tags.length && tags.every((t, i) => t === annotation.tags[i]);
    return same && note === annotation.note ? [] : { ...annotation, tags, note, modified: now };
  });
}

/** Gathers the new values of tags, one of each. */
class TagEdit {
  readonly #book: TagBook;
  readonly #values = new Map<TagId, Tag | null>();

  constructor(book: TagBook) {
    this.#book = book;
  }

  /** The node's tag; one is made for a name that has none. */
  tagOf({ tag, name }: TagNode): Tag {
    return tag ?? this.made(name) ?? this.make(name, null);
  }

  /** What was made in this act under the name. */
  made(name: string): Tag | null {
    const key = tagKey(name);
    return [...this.#values.values()].find((tag) => tag && tagKey(tag.name) === key) ?? null;
  }

  make(name: string, parentId: TagId | null): Tag {
    const { now, newId } = this.#book;
    const tag = { id: newId(), name, parentId, created: now, modified: now };
    this.#values.set(tag.id, tag);
    return tag;
  }

  set(tag: Tag, fields: { [K in keyof Tag]?: Tag[K] | undefined }): void {
    const known = this.#values.get(tag.id) ?? tag;
    const names = Object.keys(fields) as (keyof Tag)[];
    if (names.every((field) => known[field] === fields[field])) return;
    const edited = { ...known, ...fields, modified: this.#book.now };
    // What is undefined is not there.
    const there = Object.entries(edited).filter(([, value]) => value !== undefined);
    this.#values.set(tag.id, Object.fromEntries(there) as Tag);
  }

  drop(tag: Tag): void {
    this.#values.set(tag.id, null);
  }

  /** Puts what stands beneath the node under another, but for `except`. */
  moveChildren(node: TagNode, to: TagNode | null, except?: TagNode): void {
    const parentId = to?.tag?.id ?? null;
    for (const child of node.children) {
      if (child !== except && child.tag) this.set(child.tag, { parentId });
    }
  }

  /** Of several tags with the node's name, as two windows may make them, one stays. */
  dropTwins({ key, tag, children }: TagNode): void {
    for (const other of this.#book.tags) {
      if (other.id === tag?.id || tagKey(other.name) !== key) continue;
      this.drop(other);
      for (const child of children) {
        if (child.tag?.parentId === other.id && !this.#values.has(child.tag.id)) {
          this.set(child.tag, { parentId: tag?.id ?? null });
        }
      }
    }
  }

  with(annotations: Annotation[]): TagChanges {
    const tags = [...this.#values].map(([id, value]) => ({ id, value }));
    return { tags, annotations };
  }
}
