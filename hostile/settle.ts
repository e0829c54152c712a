// Waits for a state, never for a time: what must not happen would have happened by then.
import type { Page } from '@playwright/test';

/**
 * A picture of the page's own, asked for after everything that stands in it by now, has failed; two frames were drawn
 * since; and whatever the page told its watchers on the way has come. A page that went elsewhere is waited for as well.
 */
export async function settle(page: Page): Promise<void> {
  await page
    .evaluate(async () => {
      const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
      // A file's page loads nothing further: it was waited for until all it holds had come or failed.
      if (location.protocol !== 'file:') {
        await new Promise((resolve) => {
          const sentinel = new Image();
          sentinel.onload = resolve;
          sentinel.onerror = resolve;
          sentinel.src = '/settled.png';
        });
      }
      await frame();
      await frame();
    })
    .catch(() => page.waitForLoadState());
}
