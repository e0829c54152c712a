// axe in the page that is looked at, put there once. Its builder for Playwright would put it there again each time, and
// into a second page, to bring together what frames found; the app has no frames.
import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What axe has to say against the page, each with the elements it means; all its rules where none are named. */
export async function violations(page: Page, runOnly?: axe.RunOnly): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options: axe.RunOptions = { resultTypes: ['violations'] };
  if (runOnly) options.runOnly = runOnly;
  return page.evaluate(async (asked) => {
    if (document.querySelector('iframe, frame, object, embed')) {
      throw new Error('axe would not look into the frames of this page');
    }
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const found = await inPage.run(document, asked);
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`
    );
  }, options);
}
