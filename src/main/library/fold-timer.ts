// When the journal is folded: a while after the last change, and the longer a fold takes, the later.

const idleMs = 2000;
/** So many times as long as the last fold took: one note among twenty thousand is not a second's work after every pause. */
const rest = 10;

export class FoldTimer {
  #timer: NodeJS.Timeout | undefined;
  #lastMs = 0;

  /** `fold` may fail: it loses nothing and is tried again after the next change and at close. */
  constructor(private readonly fold: () => Promise<void>) {}

  /** Milliseconds without a change after which is folded. */
  private get pauseMs(): number {
    return Math.max(idleMs, rest * this.#lastMs);
  }

  soon(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.fold().catch(() => undefined);
    }, this.pauseMs);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async timed(work: () => Promise<void>): Promise<void> {
    const start = performance.now();
    await work();
    this.#lastMs = performance.now() - start;
  }
}
