// The library room: its search, filters and tables, the collections beside it, and the trash.
import { expect, type Locator } from '@playwright/test';
import type { App } from './app';

export class LibraryRoom {
  constructor(readonly app: App) {}

  get search(): Locator {
    return this.app.page.getByRole('searchbox', { name: this.app.t('library.search') });
  }
  /** A button a hit. */
  get hits(): Locator {
    return this.app.page
      .getByRole('list', { name: this.app.t('library.results') })
      .getByRole('button');
  }
  get articles(): Locator {
    return this.app.page.getByRole('table', { name: this.app.t('library.articles') });
  }
  article(title: string): Locator {
    return this.articles.getByRole('button', { name: title, exact: true });
  }
  get selection(): Locator {
    return this.app.page.getByRole('toolbar', { name: this.app.t('library.selection') });
  }
  /** The column beside the room. */
  get sidebar(): Locator {
    return this.app.page.getByRole('navigation', { name: this.app.t('library.title') });
  }
  /** A place of the column, whatever count stands after its name. */
  place(name: string): Locator {
    return this.sidebar.getByRole('button', { name: new RegExp(`^${name}( \\d+)?$`) });
  }
  get collectionName(): Locator {
    return this.sidebar.getByRole('textbox', { name: this.app.t('library.collectionName') });
  }
  get trash(): Locator {
    return this.app.page.getByRole('list', { name: this.app.t('library.trash') });
  }

  /** Opens the files and waits until all their articles stand in the table. */
  async fill(paths: string[], count: number): Promise<void> {
    await expect(this.app.button('library.openSample')).toBeVisible();
    await this.app.importFiles(paths);
    await expect(this.articles.getByRole('row')).toHaveCount(count + 1, { timeout: 45_000 });
    await this.app.page
      .getByRole('button', { name: this.app.t('library.hide'), exact: true })
      .click();
  }

  async newCollection(name: string): Promise<void> {
    await this.app.button('library.newCollection').click();
    await this.collectionName.fill(name);
    await this.app.press('Enter');
    await expect(this.place(name)).toBeVisible();
  }
}
