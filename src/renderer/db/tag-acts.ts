// What a person does with tags, each as one act that undo takes back: the tags and all annotations that carry them.
// Every function rejects as the store does (`readOnlyError`).
import {
  addTags,
  deleteTag,
  describeTag,
  mergeTags,
  moveTag,
  removeTags,
  renameTag,
  tagsOfPath,
  type TagBook,
  type TagChanges
} from '@domain/tag/changes';
import { namesInUse } from '@domain/tag/counts';
import { tidyTagName, typedPath } from '@domain/tag/names';
import type { Tag } from '@domain/tag/schema';
import { Vocabulary } from '@domain/tag/vocabulary';
import type { AnnotationId, TagId } from '@domain/ids';
import type { MessageKey } from '@shared/i18n/messages';
import type { Change } from './facts-repository';
import type { FactsStore } from './facts-store.svelte';

/** How many annotations were changed; null where the act cannot be done, and nothing was. */
type Outcome = Promise<number | null>;

/** Null where another tag has the name: those can be merged. */
export function renameLibraryTag(facts: FactsStore, from: string, to: string): Outcome {
  return act(facts, 'tags.actRename', renameTag(bookOf(facts), from, tidyTagName(to)));
}

/** `from` becomes `into` everywhere. Null where the two are one, or one of them is not there. */
export function mergeLibraryTags(facts: FactsStore, from: string, into: string): Outcome {
  return act(facts, 'tags.actMerge', mergeTags(bookOf(facts), from, into));
}

/** Off every annotation; what stands beneath it comes up. */
export function deleteLibraryTag(facts: FactsStore, name: string): Outcome {
  return act(facts, 'tags.actDelete', deleteTag(bookOf(facts), name));
}

/** Under another tag, or with null to the top. Null where it would stand beneath itself. */
export function moveLibraryTag(facts: FactsStore, name: string, parent: string | null): Outcome {
  return act(facts, 'tags.actMove', moveTag(bookOf(facts), name, parent));
}

export function recolourLibraryTag(
  facts: FactsStore,
  name: string,
  colour: Tag['colour'] | null
): Outcome {
  return act(facts, 'tags.actColour', describeTag(bookOf(facts), name, { colour }));
}

/** The key is taken from the tag that has it. Null takes it away. */
export function setLibraryTagKey(facts: FactsStore, name: string, key: string | null): Outcome {
  return act(facts, 'tags.actKey', describeTag(bookOf(facts), name, { key }));
}

/** A tag as typed, "Economy/Trade", under another one or at the top; its name, or null where nothing was typed. */
export async function createLibraryTag(
  facts: FactsStore,
  typed: string,
  parent: string | null = null
): Promise<string | null> {
  const path = [...(parent === null ? [] : [parent]), ...typedPath(typed)];
  const made = path.length > (parent === null ? 0 : 1) ? tagsOfPath(bookOf(facts), path) : null;
  await act(facts, 'tags.actCreate', made);
  return made?.name ?? null;
}

/**
 * Puts tags on annotations, as one act. A tag may be typed as a path, "Economy/Trade": its tags that are not there yet
 * are made. How many annotations did not have them all.
 */
export async function addTagsTo(
  facts: FactsStore,
  ids: readonly AnnotationId[],
  typed: readonly string[]
): Promise<number> {
  const book = bookOf(facts);
  const named = readTyped(book, typed);
  const annotations = addTags(annotationsOf(facts, ids), named.names, book.now);
  await act(facts, 'tags.actAdd', { tags: named.tags, annotations });
  return annotations.length;
}

/** Takes tags off annotations, as one act; how many had any of them. */
export async function removeTagsFrom(
  facts: FactsStore,
  ids: readonly AnnotationId[],
  names: readonly string[]
): Promise<number> {
  const { now } = bookOf(facts);
  const annotations = removeTags(annotationsOf(facts, ids), names, now);
  await act(facts, 'tags.actRemove', { tags: [], annotations });
  return annotations.length;
}

/** The names to put on annotations for tags as typed, and the tags that must be made for them. */
function readTyped(
  book: TagBook,
  typed: readonly string[]
): { names: string[]; tags: TagChanges['tags'] } {
  let { tags, vocabulary } = book;
  const made: TagChanges['tags'] = [];
  const names = typed.flatMap((each) => {
    const whole = tidyTagName(each);
    const path = typedPath(each);
    // A name alone needs no tag of its own before it has a colour or a place.
    const known = vocabulary.get(whole) ?? (path.length === 1 && vocabulary.get(path[0] ?? ''));
    if (known) return known.name;
    if (path.length < 2) return path;
    const changes = tagsOfPath({ ...book, tags, vocabulary }, path);
    if (!changes) return [];
    made.push(...changes.tags);
    tags = [...tags, ...changes.tags.flatMap(({ value }) => value ?? [])];
    vocabulary = new Vocabulary(tags, namesInUse(book.annotations));
    return changes.name;
  });
  return { names, tags: made };
}

function annotationsOf(facts: FactsStore, ids: readonly AnnotationId[]) {
  return ids.flatMap((id) => facts.annotation(id) ?? []);
}

function bookOf(facts: FactsStore): TagBook {
  const { tags, annotations } = facts;
  return {
    tags,
    annotations,
    vocabulary: new Vocabulary(tags, namesInUse(annotations)),
    now: new Date().toISOString(),
    newId: () => crypto.randomUUID() as TagId
  };
}

async function act(facts: FactsStore, name: MessageKey, changes: TagChanges | null): Outcome {
  if (!changes) return null;
  const { tags, annotations } = changes;
  await facts.act(name, [
    ...tags.map(({ id, value }): Change => ({ entity: 'tag', id, value })),
    ...annotations.map((value): Change => ({ entity: 'annotation', id: value.id, value }))
  ]);
  return annotations.length;
}
