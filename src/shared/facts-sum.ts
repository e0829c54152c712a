// What each kind of fact comes to, so that two copies can be compared without sending either of them.
import type { Operation } from '@domain/annotation/operation';

/** Of the facts that are not in the trash: how many, and a sum over their ids and revisions, in whatever order. */
export interface FactsSum {
  count: number;
  /** Sixteen hex digits. */
  sum: string;
}
export type FactsSums = Record<Operation['entity'], FactsSum>;

/** Kinds of facts, and what main's lists of them are called. */
export const factLists = {
  annotation: 'annotations',
  pair: 'pairs',
  collection: 'collections',
  term: 'terms',
  tag: 'tags'
} as const satisfies Record<Operation['entity'], string>;

export const factKinds = Object.keys(factLists) as Operation['entity'][];

type Listed = { revision: number; value: { id: string } };
type Lists = Record<(typeof factLists)[Operation['entity']], readonly Listed[]>;

/** Adds facts up one by one, each once. */
export class Summing {
  #count = 0;
  #high = 0;
  #low = 0;

  add(id: string, revision: number): void {
    let high = Math.imul(revision, 0x9e3779b1) ^ Math.trunc(revision / 2 ** 32);
    let low = ~high;
    for (let at = 0; at < id.length; at += 1) {
      const unit = id.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x01000193);
      low = Math.imul(low ^ unit, 0x5bd1e995) ^ (low >>> 15);
    }
    // A sum keeps what each addend has only where every digit of it depends on all of the input.
    this.#high = (this.#high + stirred(high ^ (low >>> 7))) >>> 0;
    this.#low = (this.#low + stirred(low ^ high)) >>> 0;
    this.#count += 1;
  }

  get total(): FactsSum {
    const digits = (part: number): string => part.toString(16).padStart(8, '0');
    return { count: this.#count, sum: digits(this.#high) + digits(this.#low) };
  }
}

/** The sums of what main has, but for these ids. */
export function sumsOf(lists: Lists, except: ReadonlySet<string>): FactsSums {
  const sums = factKinds.map((kind) => {
    const summing = new Summing();
    for (const { revision, value } of lists[factLists[kind]]) {
      if (!except.has(value.id)) summing.add(value.id, revision);
    }
    return [kind, summing.total];
  });
  return Object.fromEntries(sums) as FactsSums;
}

/** Thirty-two bits, each of which depends on all of the given ones. */
function stirred(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
