// What is open around the words: the bars of finding and going to, the outline; and how the two texts share the room.
import { getContext, setContext } from 'svelte';
import type { FindState } from './find-state.svelte';

/** Neither text is ever narrower than this share of the room. */
export const leastShare = 0.3;
const even = 0.5;

export class ReaderTools {
  readonly find: FindState;
  /** The words were searched for elsewhere: the focus stays in the text. */
  quietFind = $state(false);
  /** A paragraph's number is typed, and all of them stand in the margins. */
  goingTo = $state(false);
  outline = $state(false);
  #split = $state(even);

  constructor(find: FindState) {
    this.find = find;
  }

  /** The source's share of the width of both texts. */
  get split(): number {
    return this.#split;
  }

  /** Kept within what leaves both texts readable; a hair's breadth from even is even. */
  setSplit(share: number): void {
    const within = Math.min(1 - leastShare, Math.max(leastShare, share));
    this.#split = Math.abs(within - even) < 0.01 ? even : within;
  }

  splitEvenly(): void {
    this.#split = even;
  }
}

const key = Symbol('reader tools');

export function setTools(tools: ReaderTools): void {
  setContext(key, tools);
}
export function useTools(): ReaderTools {
  return getContext<ReaderTools>(key);
}
