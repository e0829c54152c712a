// Keeps the tags whole while links become highlights: elements, their references to annotations, and the parent tree.
import type { PdfFile } from './file';
import type { Page } from './markers';
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

export interface SequencesOfPage {
  joins: (sequence: number) => boolean;
  /** Takes the joined ones out of the tree. */
  drop: (joined: ReadonlySet<number>) => void;
}

/** Of an element that says nothing about what it holds. */
const ordinaryKeys = new Set(['Type', 'S', 'P', 'K', 'Pg']);

export class StructureTree {
  #root: PdfDict;
  /** What stands under each StructParent or StructParents key. */
  #parents = new Map<number, PdfValue>();
  #nextKey: number;
  /** Elements that were links. */
  #plain: PdfRef[] = [];
  /** Elements of highlights. */
  #annotations = new Set<number>();
  /** By the number of an element that is gone, the one that holds what it held. */
  #heirs = new Map<number, PdfRef>();

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

  /** Takes elements that were links out where nothing speaks of them: their words are their parent's. */
  dissolve(): void {
    for (const ref of this.#plain) {
      const element = this.file.dict(ref);
      const parent = element.get('P');
      if (!(parent instanceof PdfRef)) continue;
      if ([...element.keys()].some((key) => !ordinaryKeys.has(key))) continue;
      const kids = children(element);
      if (kids.some((kid) => kid instanceof PdfRef && this.#annotations.has(kid.id))) continue;
      const heir = this.file.dict(parent);
      const page = element.get('Pg');
      if (page instanceof PdfRef && !heir.has('Pg')) heir.set('Pg', page);
      const moved = kids.map((kid) => {
        if (kid instanceof PdfRef) this.file.dict(kid).set('P', parent);
        return typeof kid === 'number' && sequenceOn(page, heir, kid) < 0
          ? dict({ Type: name('MCR'), Pg: page ?? null, MCID: kid })
          : kid;
      });
      heir.set(
        'K',
        children(heir).flatMap((kid) =>
          kid instanceof PdfRef && kid.id === ref.id ? moved : [kid]
        )
      );
      this.#heirs.set(ref.id, parent);
      this.file.delete(ref);
    }
  }

  #heirOf(owner: PdfValue): PdfValue {
    let found = owner;
    while (found instanceof PdfRef) {
      const heir = this.#heirs.get(found.id);
      if (!heir) break;
      found = heir;
    }
    return found;
  }

  /**
   * Which marked sequences of a page may go into the one before them: of the same element, and there next to each other.
   * Null where the page has none.
   */
  sequencesOn(page: Page): SequencesOfPage | null {
    const key = page.page.get('StructParents');
    const owners = this.file.get(typeof key === 'number' ? this.#parents.get(key) : undefined);
    if (!Array.isArray(owners)) return null;
    const elements = new Map<number, PdfDict>();
    for (const [sequence, was] of owners.entries()) {
      const owner = this.#heirOf(was);
      owners[sequence] = owner;
      if (owner instanceof PdfRef) elements.set(owner.id, this.file.dict(owner));
    }
    const next = new Set<number>();
    for (const element of elements.values()) {
      let last = -1;
      for (const kid of children(element)) {
        const sequence = sequenceOn(page.ref, element, kid);
        if (last >= 0 && sequence === last + 1) next.add(sequence);
        last = sequence;
      }
    }
    const drop = (joined: ReadonlySet<number>): void => {
      if (joined.size === 0) return;
      for (const element of elements.values()) {
        const kids = children(element);
        const left = kids.filter((kid) => !joined.has(sequenceOn(page.ref, element, kid)));
        if (left.length < kids.length) element.set('K', left);
      }
      for (const sequence of joined) owners[sequence] = null;
    };
    return { joins: (sequence) => next.has(sequence), drop };
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
    if (!links) {
      element.set('S', name('Span'));
      this.#plain.push(this.elementOf(annotation));
    }
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
        K: [dict({ Type: name('OBJR'), Obj: highlight.ref })]
      })
    );
    this.#annotations.add(child.id);
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

/** The number of the page's marked sequence that a child is; -1 for what is none. */
function sequenceOn(page: PdfValue | undefined, element: PdfDict, kid: PdfValue): number {
  const onPage = (ref: PdfValue | undefined): boolean =>
    ref instanceof PdfRef && page instanceof PdfRef && ref.id === page.id;
  if (typeof kid === 'number') return onPage(element.get('Pg')) ? kid : -1;
  if (!isDict(kid)) return -1;
  const sequence = kid.get('MCID');
  return typeof sequence === 'number' && onPage(kid.get('Pg') ?? element.get('Pg')) ? sequence : -1;
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
