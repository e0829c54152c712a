// Keeps the tags whole while links become highlights: elements, their references to annotations, and the parent tree.
import type { PdfFile } from './file';
import {
  dict,
  isDict,
  name,
  PdfName,
  PdfRef,
  textString,
  type PdfDict,
  type PdfValue
} from './values';

export class StructureTree {
  #root: PdfDict;
  /** What stands under each StructParent or StructParents key. */
  #parents = new Map<number, PdfValue>();
  #nextKey: number;

  /** Throws where the file is not tagged. */
  constructor(private readonly file: PdfFile) {
    const catalog = file.dict(file.trailer.get('Root'));
    this.#root = file.dict(catalog.get('StructTreeRoot'));
    const nums = file.dict(this.#root.get('ParentTree')).get('Nums');
    if (!Array.isArray(nums)) throw new Error('PDF: parent tree is not flat');
    for (let i = 0; i + 1 < nums.length; i += 2) {
      const key = nums[i];
      if (typeof key === 'number') this.#parents.set(key, nums[i + 1] ?? null);
    }
    const next = this.#root.get('ParentTreeNextKey');
    this.#nextKey = typeof next === 'number' ? next : Math.max(0, ...this.#parents.keys()) + 1;
  }

  /** The element that holds this annotation. Throws where there is none. */
  elementOf(annotation: PdfDict): PdfRef {
    const key = annotation.get('StructParent');
    const element = typeof key === 'number' ? this.#parents.get(key) : undefined;
    if (!(element instanceof PdfRef)) throw new Error('PDF: link without a tag');
    return element;
  }

  /** Takes a link out of its element; an element without any other link is plain text from now on. */
  removeLink(ref: PdfRef, annotation: PdfDict): void {
    const element = this.file.dict(this.elementOf(annotation));
    const kids = children(element).filter((kid) => objectOf(kid)?.id !== ref.id);
    element.set('K', kids);
    const links = kids.some((kid) => objectOf(kid) !== null);
    if (!links) element.set('S', name('Span'));
    const key = annotation.get('StructParent');
    if (typeof key === 'number') this.#parents.delete(key);
    this.file.delete(ref);
  }

  /** Puts an annotation under `element` as a child of its own, with words for those who cannot see it. */
  addAnnotation(
    element: PdfRef,
    page: PdfRef,
    highlight: { ref: PdfRef; entries: PdfDict },
    words: string
  ): void {
    const child = this.file.add(
      dict({
        Type: name('StructElem'),
        S: name('Annot'),
        P: element,
        Pg: page,
        Alt: textString(words),
        K: [dict({ Type: name('OBJR'), Pg: page, Obj: highlight.ref })]
      })
    );
    const parent = this.file.dict(element);
    parent.set('K', [...children(parent), child]);
    highlight.entries.set('StructParent', this.#nextKey);
    this.#parents.set(this.#nextKey, child);
    this.#nextKey += 1;
  }

  /** Writes the parent tree back; call once, at the end. */
  finish(): void {
    const nums = [...this.#parents].sort(([a], [b]) => a - b).flat();
    this.#root.set('ParentTree', this.file.add(dict({ Nums: nums })));
    this.#root.set('ParentTreeNextKey', this.#nextKey);
  }
}

function children(element: PdfDict): PdfValue[] {
  const kids = element.get('K');
  return Array.isArray(kids) ? kids : kids === undefined ? [] : [kids];
}

/** The annotation a child points at; null for text and for elements. */
function objectOf(kid: PdfValue): PdfRef | null {
  if (!isDict(kid)) return null;
  const type = kid.get('Type');
  const object = kid.get('Obj');
  return type instanceof PdfName && type.value === 'OBJR' && object instanceof PdfRef
    ? object
    : null;
}
