// The dialog of tags, the tags of a note, and the bar of what is armed.
import { expect, type Locator } from '@playwright/test';
import type { App } from './app';

export class Tags {
  constructor(private readonly app: App) {}

  get dialog(): Locator {
    return this.app.page.getByRole('dialog', { name: this.app.t('tags.title') });
  }

  get tree(): Locator {
    return this.dialog.getByRole('tree');
  }

  /** Names with the counts beside them, in their order. */
  get rows(): Locator {
    return this.tree.getByRole('treeitem');
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.app.page.getByText(name, { exact: true }) });
  }

  get current(): Locator {
    return this.tree.locator('[aria-selected="true"]');
  }

  get said(): Locator {
    return this.dialog.locator('.said');
  }

  field(label: string): Locator {
    return this.dialog.getByRole('combobox', { name: label });
  }

  /** Once the window is there; the keyboard is on the tree, where there is one. */
  async open(): Promise<void> {
    await this.app.press('Shift+T');
    await expect(this.dialog).toBeVisible();
    await this.app.press('ArrowDown');
  }

  /** With the cursor of the tree on the tag, by the keyboard. */
  async goTo(name: string): Promise<void> {
    await expect(this.tree).toBeFocused();
    await this.app.press('Home');
    const count = await this.rows.count();
    for (let step = 0; step < count; step += 1) {
      if ((await this.current.locator('.cut').textContent()) === name) break;
      await this.app.press('ArrowDown');
    }
    await expect(this.current).toContainText(name);
  }

  /** Each row as "name own/all", two blanks for each level. */
  async expectTree(lines: string[]): Promise<void> {
    await expect
      .poll(() =>
        this.rows.evaluateAll((rows) =>
          rows.map((row) => {
            const words = (part: string): string =>
              row.querySelector(part)?.textContent.trim() ?? '';
            const level = Number(row.getAttribute('aria-level')) - 1;
            const all = words('.all');
            return `${'  '.repeat(level)}${words('.cut')} ${words('.count')}${all && `/${all}`}`;
          })
        )
      )
      .toEqual(lines);
  }

  get bar(): Locator {
    return this.app.page.getByRole('toolbar', { name: this.app.t('tags.armedBar') });
  }

  /** The tags of the note in the inspector. */
  get chips(): Locator {
    return this.app.inspector.locator('.chip');
  }

  /** The field for a tag of the note. */
  get asked(): Locator {
    return this.app.inspector.getByRole('combobox', { name: this.app.t('annotations.newTag') });
  }
}
