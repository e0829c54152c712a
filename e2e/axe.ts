// axe on what is on screen, theme by theme: catches unnamed controls and weak contrast.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test';
import type { App } from './pages/app';

const themes = ['light', 'sepia', 'dark'] as const;
type Theme = (typeof themes)[number];

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`
  );
}

async function setTheme(app: App, theme: Theme): Promise<void> {
  await app.page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
}

export async function expectClean(
  app: App,
  screen: string,
  within: readonly Theme[] = themes
): Promise<void> {
  for (const theme of within) {
    await setTheme(app, theme);
    expect(await violations(app.page), `${screen}, ${theme}`).toEqual([]);
  }
}
