// The app as a person meets it: rooms, lists and fields by their names, in the session's language.
import { expect, type Locator, type Page } from '@playwright/test';
import { createTranslator, type Translator } from '../../src/shared/i18n/translator';
import type { MessageKey } from '../../src/shared/i18n/messages';
import type { Session } from '../shells';

export type Side = 'source' | 'target';

/** A highlight as it is painted: its colour and the words under it. */
export interface Painted {
  colour: string;
  text: string;
}

export class App {
  readonly t: Translator['t'];
  readonly error: Translator['error'];

  constructor(
    readonly session: Session,
    language: 'en' | 'vi'
  ) {
    const { t, error } = createTranslator(language);
    this.t = t;
    this.error = error;
  }

  get page(): Page {
    return this.session.page;
  }

  button(key: MessageKey, values?: Record<string, string | number>): Locator {
    return this.page.getByRole('button', { name: this.t(key, values) });
  }

  /** Main's words on saving, in the status line. */
  get saveState(): Locator {
    return this.page.getByRole('contentinfo').getByRole('status').first();
  }

  async saved(): Promise<void> {
    await expect(this.saveState).toContainText(this.t('common.status_saved'));
  }

  get reading(): Locator {
    return this.page.getByRole('region', { name: this.t('reader.region') });
  }

  /** The words of one side, wherever rows or panes put them. */
  text(side: Side): Locator {
    return this.reading.locator(`[data-side="${side}"]`);
  }

  async openSample(name: 'translation' | 'comparable' = 'translation'): Promise<void> {
    const key = name === 'translation' ? 'library.openSample' : 'library.openComparable';
    await this.button(key).click();
    await this.reads();
  }

  /** Resolves when both articles of a pair stand on screen. */
  async reads(): Promise<void> {
    await expect(this.text('source').first()).toBeVisible();
    await expect(this.text('target').first()).toBeVisible();
  }

  /**
   * After a start, resolves when the pair that was left open stands on screen; opened again where the place went with the
   * browser's store, which Chromium throws away where a kill or a full disk left it damaged.
   */
  async readsOn(): Promise<void> {
    const row = this.page
      .getByRole('table', { name: this.t('library.pairs') })
      .getByRole('row')
      .nth(1);
    await expect(row.or(this.text('source').first())).toBeVisible();
    if (await row.isVisible()) await row.getByRole('button').first().click();
    await this.reads();
  }

  async importFiles(paths: string[]): Promise<void> {
    await this.session.chooseFiles(
      () =>
        this.page
          .getByRole('banner')
          .getByRole('button', { name: this.t('library.openFiles') })
          .click(),
      paths
    );
  }

  importRow(fileName: string): Locator {
    return this.page
      .getByRole('region', { name: this.t('library.import') })
      .getByRole('listitem')
      .filter({ hasText: fileName });
  }

  /** Keyboard focus to the words of the reader. */
  async focusReading(): Promise<void> {
    await this.reading.getByRole('application').first().focus();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What the CSS Custom Highlight API paints now, in document order. */
  painted(page = this.page): Promise<Painted[]> {
    return page.evaluate(() => {
      const found: { colour: string; range: Range }[] = [];
      for (const [name, highlight] of CSS.highlights) {
        const colour = /^hl-([a-z]+)-\d$/.exec(name)?.[1];
        if (!colour) continue;
        for (const painted of highlight) {
          const range = document.createRange();
          range.setStart(painted.startContainer, painted.startOffset);
          range.setEnd(painted.endContainer, painted.endOffset);
          found.push({ colour, range });
        }
      }
      found.sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range));
      return found.map(({ colour, range }) => ({ colour, text: range.toString() }));
    });
  }

  async expectPainted(expected: Painted[], page = this.page): Promise<void> {
    await expect.poll(() => this.painted(page)).toEqual(expected);
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: this.t('common.inspector') });
  }

  /** The rich editor, not the plain field that stands for it until it is there. */
  get noteField(): Locator {
    const field = this.inspector.getByRole('textbox', { name: this.t('annotations.noteText') });
    return field.and(this.page.locator('[contenteditable]'));
  }

  /** Opens the palette, types, and takes the first result. */
  async command(words: string): Promise<void> {
    await this.press('ControlOrMeta+k');
    const palette = this.page.getByRole('dialog', { name: this.t('palette.find') });
    const field = palette.getByRole('combobox');
    await field.fill(words);
    await expect(palette.getByRole('option').first()).toBeVisible();
    await field.press('Enter');
  }
}
