// Work that nobody waits for, in pieces between frames.

/** Milliseconds left to the window of each idle time. */
const spareMs = 4;
/** A busy window still gets on with it, a step at a time. */
const timeoutMs = 500;

/** Takes the steps one after the other while the window has nothing else to do. Returns what ends it early. */
export function atLeisure(steps: Iterator<unknown>): () => void {
  const go = (deadline: IdleDeadline): void => {
    do if (steps.next().done) return;
    while (deadline.timeRemaining() > spareMs);
    handle = requestIdleCallback(go, { timeout: timeoutMs });
  };
  let handle = requestIdleCallback(go, { timeout: timeoutMs });
  return () => cancelIdleCallback(handle);
}
