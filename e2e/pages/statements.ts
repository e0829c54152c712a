// The statement card of the active annotation, its list of notes, and the signs of statements in the margin.
import { expect, type Locator } from '@playwright/test';
import type { StatementField } from '../../src/domain/statement/fields';
import type { App, Side } from './app';

export class Statements {
  constructor(readonly app: App) {}

  get card(): Locator {
    return this.app.inspector.getByRole('region', { name: this.app.t('statement.title') });
  }
  /** A field as it is read: its name and what is stated. */
  row(field: StatementField): Locator {
    return this.card.locator(`[data-field="${field}"]`);
  }
  /** A field that is written, in words of one's own. */
  field(field: StatementField): Locator {
    const name = this.app.t(`statement.${field}`);
    return this.card.getByRole('combobox', { name, exact: true });
  }
  /** A field that is chosen from a list. */
  choices(field: StatementField): Locator {
    return this.card.getByRole('listbox', { name: this.app.t(`statement.${field}`), exact: true });
  }
  get addCounterpart(): Locator {
    return this.card.getByRole('button', { name: this.app.t('statement.counterpartChoose') });
  }
  get findCounterpart(): Locator {
    return this.card.getByRole('combobox', { name: this.app.t('statement.counterpartChoose') });
  }
  /** Beside one side's words: the signs of statements without a note. */
  signs(side: Side): Locator {
    return this.app.reading
      .locator(`.notes.${side}`)
      .getByRole('button', { name: this.app.t('reader.statementButton'), exact: true });
  }

  /** Each field as the card shows it. */
  async expectStated(stated: Partial<Record<StatementField, string>>): Promise<void> {
    for (const [field, words] of Object.entries(stated)) {
      await expect(this.row(field as StatementField)).toHaveText(words);
    }
  }

  /** Types into the fields from the one that has the keyboard, Enter after each; a choice by its own key. */
  async fill(values: readonly (readonly [StatementField, string])[]): Promise<void> {
    for (const [field, words] of values) {
      const listed = this.choices(field);
      await expect(this.field(field).or(listed)).toBeFocused();
      const choice = listed
        .getByRole('option')
        .filter({ has: this.app.page.getByText(words, { exact: true }) });
      if ((await choice.count()) > 0) {
        await this.app.press((await choice.getAttribute('aria-keyshortcuts')) ?? '');
      } else {
        await this.app.page.keyboard.type(words);
        await this.app.press('Tab');
      }
    }
  }
}
