// A slow machine on demand: answers of main and of the browser's store, and the app's own files, come late.
import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';

/** Longest delay in milliseconds; 0 for none. */
export const slowMs = Number(process.env['DIPTYCH_SLOW'] ?? 0);

/**
 * Runs in the page. Holds back every other answer and event of main and every other end of a transaction, each for up to
 * `longest` ms; where it is null only the store, and that until what it returns is called.
 */
function holdBack(longest: number | null): { release: () => void } {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const pause = (): Promise<void> =>
    longest === null
      ? released
      : new Promise((resolve) => {
          window.setTimeout(resolve, Math.random() < 0.5 ? 0 : Math.random() * longest);
        });
  const fetched = window.fetch.bind(window);
  window.fetch = async (address, message) => {
    const path = typeof address === 'string' ? new URL(address, location.href).pathname : '';
    if (longest === null || !/^\/(api|events)/.test(path)) return fetched(address, message);
    await pause();
    const answer = await fetched(address, message);
    await pause();
    if (path !== '/events' || !answer.body) return answer;
    // Events stay in their order.
    const slowly = new TransformStream<Uint8Array, Uint8Array>({
      async transform(event, controller) {
        await pause();
        controller.enqueue(event);
      }
    });
    return new Response(answer.body.pipeThrough(slowly), answer);
  };
  // The browser ends transactions on the same tables in their order.
  let before = Promise.resolve();
  const complete = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete');
  Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
    ...complete,
    set(this: IDBTransaction, listener: ((event: Event) => void) | null) {
      const late = (event: Event): void => {
        before = before.then(pause).then(() => listener?.call(this, event));
      };
      complete?.set?.call(this, listener && late);
    }
  });
  return { release };
}

export async function slowDown(context: BrowserContext): Promise<void> {
  if (slowMs > 0) await context.addInitScript(holdBack, slowMs);
}

/** Before one of the app's files is sent. */
export async function late(): Promise<void> {
  if (slowMs > 0) await setTimeout(Math.random() < 0.5 ? 0 : Math.random() * slowMs);
}

/** From now on the page hears of nothing that its store has written, until the function that it resolves to is called. */
export async function holdStore(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(holdBack, null);
  return () => held.evaluate(({ release }) => release());
}
