// The correction of links: sentences by their numbers, and what each is linked with.
import { expect, type Locator } from '@playwright/test';
import type { App, Side } from './app';

export class LinksRoom {
  constructor(readonly app: App) {}

  get list(): Locator {
    return this.app.page.getByRole('listbox', { name: this.app.t('links.list') });
  }
  /** What stands beside the sentences: the link at the cursor, and the acts. */
  get panel(): Locator {
    return this.app.page.getByRole('complementary', { name: this.app.t('links.panel') });
  }
  /** The last thing said to screen readers. */
  get said(): Locator {
    return this.app.page.locator('main [aria-live="polite"]');
  }

  async open(): Promise<void> {
    await this.app.press('l');
    await expect(this.list).toBeFocused();
  }

  sentence(side: Side, label: string): Locator {
    return this.list
      .locator(`[role="option"][data-side="${side}"]`)
      .filter({ has: this.app.page.getByText(label, { exact: true }) });
  }
  /** The number before a sentence, by which threads are drawn. */
  handle(side: Side, label: string): Locator {
    return this.sentence(side, label).getByText(label, { exact: true });
  }
  /** The thread drawn for a link, by what stands on it. */
  threads(look: string): Locator {
    return this.list.locator(`g[data-look="${look}"]`);
  }
  /** A button of the panel; its key may stand in its name. */
  act(name: string): Locator {
    return this.panel.getByRole('button', { name: new RegExp(`^${escaped(name)}( \\S+){0,2}$`) });
  }

  /** Presses keys until the cursor is on the sentence, as a person would with the arrows. */
  async goTo(side: Side, label: string): Promise<void> {
    await this.app.press(side === 'source' ? 'ArrowLeft' : 'ArrowRight');
    const indexOf = (row: Locator): Promise<number> =>
      row.evaluate((element) => Number((element as HTMLElement).dataset.index));
    const wanted = await indexOf(this.sentence(side, label));
    const here = await this.list.evaluate((list) => {
      const id = list.getAttribute('aria-activedescendant') ?? '';
      return Number(document.getElementById(id)?.dataset.index);
    });
    const key = wanted > here ? 'ArrowDown' : 'ArrowUp';
    await this.app.press(...Array<string>(Math.abs(wanted - here)).fill(key));
  }

  /** Of the sentence's name, what it is linked with: "EN 1.1 linked with …, confirmed". */
  async expectState(side: Side, label: string, state: string | RegExp): Promise<void> {
    const row = this.sentence(side, label);
    const words = typeof state === 'string' ? new RegExp(`\\(${escaped(state)}\\)$`) : state;
    await expect(row).toHaveAttribute('aria-label', words);
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
