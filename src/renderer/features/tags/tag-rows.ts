// The rows of the tree as it is shown: what stands beneath a closed tag is left out, and what was not searched for.
import { findTags, type TagNode, type Vocabulary } from '@domain/tag/vocabulary';

export interface TagRow {
  node: TagNode;
  /** Null for one without others beneath it. */
  open: boolean | null;
  /** Searched for itself, and not only above such a one. */
  found: boolean;
}

/** `closed` holds keys. Whatever is found is shown with all above it, open. */
export function tagRows(
  vocabulary: Vocabulary,
  closed: ReadonlySet<string>,
  query: string
): TagRow[] {
  const searching = query.trim() !== '';
  const found = new Set(searching ? findTags(vocabulary, query) : vocabulary.all);
  const shown = new Set(found);
  for (const node of found) for (let at = node.parent; at; at = at.parent) shown.add(at);
  const rows: TagRow[] = [];
  let hiddenBelow = Infinity;
  for (const node of vocabulary.all) {
    if (node.depth <= hiddenBelow) hiddenBelow = Infinity;
    if (node.depth > hiddenBelow || !shown.has(node)) continue;
    const isClosed = !searching && closed.has(node.key);
    if (isClosed) hiddenBelow = node.depth;
    const open = node.children.length === 0 ? null : !isClosed;
    rows.push({ node, open, found: found.has(node) });
  }
  return rows;
}
