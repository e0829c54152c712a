// Walks a finished PDF's tags and says what does not fit: readers stay silent about all of it. Only for tests.
import { isDict, PdfRef, type PdfDict, type PdfValue } from '../pdf/values';
import { follow, only, typeIs, type Objects } from './raw-objects';

function list(value: PdfValue | undefined): PdfValue[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

const idOf = (value: PdfValue | undefined): number => (value instanceof PdfRef ? value.id : -1);

class Checker {
  readonly problems: string[] = [];
  /** Annotation → element that points at it. */
  readonly #pointedAt = new Map<number, number>();
  /** `page:mcid` → element that holds it. */
  readonly #contents = new Map<string, number>();

  constructor(private readonly objects: Objects) {}

  #kid(kid: PdfValue, element: number, page: number): void {
    if (typeof kid === 'number') {
      this.#contents.set(`${page}:${kid}`, element);
    } else if (kid instanceof PdfRef) {
      const child = this.objects.get(kid.id);
      if (!isDict(child)) this.problems.push(`element ${element} has a missing child ${kid.id}`);
      else if (idOf(child.get('P')) !== element) {
        this.problems.push(`element ${kid.id} does not know its parent ${element}`);
      } else this.walk(kid.id, child);
    } else if (typeIs(kid, 'MCR')) {
      this.#contents.set(`${idOf(kid.get('Pg'))}:${Number(kid.get('MCID'))}`, element);
    } else if (typeIs(kid, 'OBJR')) {
      const target = idOf(kid.get('Obj'));
      const on = follow(this.objects, kid.get('Pg') ?? new PdfRef(page));
      const annotations = isDict(on) ? list(follow(this.objects, on.get('Annots'))) : [];
      if (!annotations.some((entry) => idOf(entry) === target)) {
        this.problems.push(`element ${element} points at ${target}, which is not on its page`);
      }
      this.#pointedAt.set(target, element);
    }
  }

  walk(id: number, element: PdfDict): void {
    const page = idOf(element.get('Pg'));
    for (const kid of list(element.get('K'))) this.#kid(kid, id, page);
  }

  checkParents(parents: Map<number, PdfValue>): void {
    const owned = new Set<number>();
    for (const [id, object] of this.objects) {
      if (typeIs(object, 'Page')) {
        const key = object.get('StructParents');
        if (typeof key !== 'number') continue;
        owned.add(key);
        list(follow(this.objects, parents.get(key))).forEach((element, mcid) => {
          if (element !== null && this.#contents.get(`${id}:${mcid}`) !== idOf(element)) {
            this.problems.push(`text ${mcid} of page ${id} is not in element ${idOf(element)}`);
          }
        });
      } else if (typeIs(object, 'Highlight', 'Subtype') || typeIs(object, 'Link', 'Subtype')) {
        const key = object.get('StructParent');
        if (typeof key === 'number') owned.add(key);
        const element = typeof key === 'number' ? idOf(parents.get(key)) : -1;
        if (element < 0 || this.#pointedAt.get(id) !== element) {
          this.problems.push(`annotation ${id} and element ${element} do not point at each other`);
        }
      }
    }
    for (const key of parents.keys()) {
      if (!owned.has(key)) this.problems.push(`parent tree key ${key} belongs to nothing`);
    }
  }
}

/** One line a problem; empty where tags, annotations and the parent tree agree. */
export function structureProblems(objects: Objects): string[] {
  const checker = new Checker(objects);
  const root = only(objects, 'StructTreeRoot');
  const rootId = [...objects].find(([, value]) => value === root)?.[0] ?? -1;
  checker.walk(rootId, root);
  const tree = follow(objects, root.get('ParentTree'));
  const nums = isDict(tree) ? list(tree.get('Nums')) : [];
  const parents = new Map<number, PdfValue>();
  for (let i = 0; i + 1 < nums.length; i += 2) parents.set(Number(nums[i]), nums[i + 1] ?? null);
  checker.checkParents(parents);
  if (Number(root.get('ParentTreeNextKey')) <= Math.max(...parents.keys())) {
    checker.problems.push('the next parent tree key is taken');
  }
  return checker.problems;
}
