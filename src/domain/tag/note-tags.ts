// Tags named within a note.
import { isForeign, type NoteDocument } from '../annotation/note';
import { tagKey } from './names';

interface NoteNode {
  type: string;
  attrs?: { name?: unknown };
  content?: NoteNode[];
}

/** The note with another name for the tag, or with null its words alone; the very same note where it names no such. */
export function retagNote(note: NoteDocument, key: string, by: string | null): NoteDocument {
  const anew = (node: NoteNode): NoteNode => {
    if (isForeign(node)) return node;
    const name = node.attrs?.name;
    if (node.type === 'tag' && typeof name === 'string' && tagKey(name) === key) {
      return by === null ? ({ type: 'text', text: `#${name}` } as NoteNode) : tagNode(by);
    }
    const content = node.content?.map(anew);
    return content?.some((child, at) => child !== node.content?.[at]) ? { ...node, content } : node;
  };
  const content = (note.content as NoteNode[]).map(anew) as NoteDocument['content'];
  return content.some((block, at) => block !== note.content[at]) ? { ...note, content } : note;
}

const tagNode = (name: string): NoteNode => ({ type: 'tag', attrs: { name } });
