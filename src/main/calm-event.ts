// One call for many: what happens a hundred times a second is told a few times a second.

/** Calls `tell` at once, and then again at most every `pauseMs` while there is something new; `stop` drops the rest. */
export function calm(tell: () => void, pauseMs: number): { call: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const run = (): void => {
    again = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (again) run();
    }, pauseMs);
    timer.unref();
    tell();
  };
  return {
    call: () => {
      if (timer) again = true;
      else run();
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      again = false;
    }
  };
}
