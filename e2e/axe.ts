// axe on what is on screen, theme by theme: catches unnamed controls and weak contrast.
import { violations } from './run-axe';
import { expect } from './test';
import type { App } from './pages/app';

const themes = ['light', 'sepia', 'dark'] as const;
type Theme = (typeof themes)[number];

/** For screens that are looked at in both languages: each theme in one of them. Colours do not hang on the words. */
export const themesIn = (language: 'en' | 'vi'): readonly Theme[] =>
  language === 'en' ? ['light', 'dark'] : ['sepia'];

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules whose outcome a theme can change. */
const ofColours = ['color-contrast', 'link-in-text-block'];

async function setTheme(app: App, theme: Theme): Promise<void> {
  await app.page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
}

/** All rules in the first theme, those of colours in the others. */
export async function expectClean(
  app: App,
  screen: string,
  within: readonly Theme[] = themes
): Promise<void> {
  for (const [at, theme] of within.entries()) {
    await setTheme(app, theme);
    const found = await violations(
      app.page,
      at === 0 ? { type: 'tag', values: tags } : { type: 'rule', values: ofColours }
    );
    expect(found, `${screen}, ${theme}`).toEqual([]);
  }
}
