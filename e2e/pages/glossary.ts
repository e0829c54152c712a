// The glossary's dialog.
import { expect, type Locator } from '@playwright/test';
import type { App } from './app';

export class Glossary {
  constructor(private readonly app: App) {}

  get dialog(): Locator {
    return this.app.page.getByRole('dialog', { name: this.app.t('glossary.title') });
  }

  get term(): Locator {
    return this.dialog.getByRole('textbox', { name: this.app.t('glossary.term'), exact: true });
  }

  get translation(): Locator {
    return this.dialog.getByRole('textbox', { name: this.app.t('glossary.translation') });
  }

  get search(): Locator {
    return this.dialog.getByRole('searchbox', { name: this.app.t('glossary.search') });
  }

  /** The rows' words, in their order. */
  get rows(): Locator {
    return this.dialog.getByRole('list', { name: this.app.t('glossary.title') }).locator('.words');
  }

  row(term: string): Locator {
    return this.dialog.getByRole('button', { name: this.app.t('glossary.edit', { term }) });
  }

  /** Once the window is there. */
  async openByKey(): Promise<void> {
    await expect(this.app.button('glossary.title')).toBeVisible();
    await this.app.press('ControlOrMeta+g');
    await expect(this.dialog).toBeVisible();
  }

  /** From the keyboard: the caret stands in the first empty field. */
  async type(term: string, translation: string): Promise<void> {
    await expect(this.term).toBeFocused();
    await this.app.page.keyboard.type(term);
    await this.app.press('Tab', 'Tab');
    await this.app.page.keyboard.type(translation);
    await this.app.press('Enter');
  }

  async import(name: string, text: string): Promise<void> {
    await this.dialog
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  }
}
