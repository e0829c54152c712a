// The dialog that a colleague's file of annotations opens.
import type { Locator } from '@playwright/test';
import type { App } from './app';

export class Colleagues {
  constructor(readonly app: App) {}

  get dialog(): Locator {
    return this.app.page.getByRole('dialog', { name: this.app.t('colleagues.title') });
  }
  get said(): Locator {
    return this.dialog.getByRole('status');
  }
  /** One author's row of numbers. */
  row(author: string): Locator {
    return this.dialog
      .getByRole('row')
      .filter({ has: this.app.page.getByRole('rowheader', { name: author }) });
  }
  get columns(): Locator {
    return this.dialog.getByRole('columnheader');
  }
  importButton(count: number): Locator {
    return this.dialog.getByRole('button', { name: this.app.t('colleagues.import', { count }) });
  }

  /** By the palette, with these files. */
  async choose(paths: string[]): Promise<void> {
    const { app } = this;
    await app.session.chooseFiles(() => app.command(app.t('colleagues.open')), paths);
  }
}
