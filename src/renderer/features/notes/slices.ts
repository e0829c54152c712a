// Long work in slices of time, so that keys and frames come in between.

const sliceMs = 10;
/** Work that takes longer than this says how far it is. */
const sayAfterMs = 300;

interface Told {
  /** Share done, 0 to 1; only of work that takes long. */
  progress: (share: number) => void;
  done: () => void;
}

/** Does `each` for all entries, the first slice at once. Returns what stops it; after that nothing is told any more. */
export function inSlices<T>(
  entries: readonly T[],
  each: (entry: T) => void,
  { progress, done }: Told
): () => void {
  const { port1, port2 } = new MessageChannel();
  const started = performance.now();
  let at = 0;
  let atOnce = true;
  const stop = (): void => {
    port1.onmessage = null;
    port1.close();
  };
  const slice = (): void => {
    const until = performance.now() + sliceMs;
    const looked = at < entries.length;
    for (; at < entries.length; at += 1) {
      // The clock is looked at now and then: it takes longer than most entries.
      if (at % 32 === 31 && performance.now() > until) break;
      each(entries[at] as T);
    }
    // What was not done in one slice is told apart from the last one: the telling takes its time too.
    if (at < entries.length || (looked && !atOnce)) {
      if (performance.now() - started > sayAfterMs) progress(at / entries.length);
      port2.postMessage(null);
      return;
    }
    stop();
    done();
  };
  port1.onmessage = slice;
  slice();
  atOnce = false;
  return stop;
}
