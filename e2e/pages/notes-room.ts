// The room of all notes: its list, filters and what is done to several at once.
import { expect, type Locator } from '@playwright/test';
import type { App } from './app';

export class NotesRoom {
  constructor(readonly app: App) {}

  /** A tree where the notes are in groups, else a list. */
  get list(): Locator {
    const name = { name: this.app.t('notes.list') };
    return this.app.page.getByRole('tree', name).or(this.app.page.getByRole('listbox', name));
  }
  get rows(): Locator {
    return this.list.locator('[data-index]:not([data-head])');
  }
  get heads(): Locator {
    return this.list.locator('[data-head]');
  }
  /** The row or heading with the list's cursor. */
  get current(): Locator {
    return this.list.locator('.current');
  }
  get field(): Locator {
    return this.app.page.getByRole('searchbox', { name: this.app.t('notes.find') });
  }
  get selection(): Locator {
    return this.app.page.getByRole('toolbar', { name: this.app.t('notes.selection') });
  }
  get preview(): Locator {
    return this.app.page.getByRole('complementary', { name: this.app.t('notes.preview') });
  }
  get form(): Locator {
    return this.app.page.getByRole('dialog', { name: this.app.t('notes.filters') });
  }
  get filters(): Locator {
    return this.app.page
      .getByRole('main')
      .getByRole('button', { name: this.app.t('notes.filters'), exact: true });
  }
  chip(filter: string): Locator {
    return this.app.button('notes.removeFilter', { filter });
  }

  async openByKey(): Promise<void> {
    await this.app.press('Shift+N');
    await expect(this.list).toBeFocused();
  }

  /** The words quoted, row by row. */
  async expectQuotes(quotes: (string | RegExp)[]): Promise<void> {
    await expect(this.rows.locator('q')).toHaveText(quotes);
  }
}
