// How many annotations carry each tag.
import type { Annotation } from '../annotation/schema';
import { tagKey } from './names';
import type { TagNode, Vocabulary } from './vocabulary';

export interface TagCount {
  own: number;
  /** With one of those beneath it, or with itself: each annotation once. */
  branch: number;
}

/** By the keys of all tags that any annotation carries, or that stand above such a one. */
export function countTags(
  annotations: Iterable<Pick<Annotation, 'tags'>>,
  vocabulary: Vocabulary
): Map<string, TagCount> {
  const counts = new Map<string, TagCount>();
  const count = (key: string): TagCount => {
    let known = counts.get(key);
    if (!known) counts.set(key, (known = { own: 0, branch: 0 }));
    return known;
  };
  for (const { tags } of annotations) {
    if (tags.length === 0) continue;
    const own = new Set(tags.map(tagKey));
    const above = new Set<string>();
    for (const key of own) {
      count(key).own += 1;
      above.add(key);
      let at: TagNode | null = vocabulary.get(key)?.parent ?? null;
      for (; at; at = at.parent) above.add(at.key);
    }
    for (const key of above) count(key).branch += 1;
  }
  return counts;
}

/** Every name as annotations write it, each way once. */
export function namesInUse(annotations: Iterable<Pick<Annotation, 'tags'>>): Set<string> {
  const names = new Set<string>();
  for (const { tags } of annotations) for (const name of tags) names.add(name);
  return names;
}
