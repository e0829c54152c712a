// The dialog that a colleague's file of annotations opens.
import { spawnSync } from 'node:child_process';
import { expect, type Locator } from '@playwright/test';
import { cli } from '../shells';
import type { App } from './app';

export interface Sent extends Record<string, unknown> {
  modified: string;
}

/** The annotations of the library's only pair, as the terminal writes them for a colleague. */
export function sentAnnotations(library: string): Sent[] {
  const diptych = (...words: string[]): string => {
    const options = [cli, ...words, '--library', library];
    const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    return stdout;
  };
  const { pairs } = JSON.parse(diptych('list', '--json')) as { pairs: [{ id: string }] };
  const { first } = JSON.parse(diptych('annotations', 'export', pairs[0].id)) as {
    first: { items: Sent[] };
  };
  return first.items;
}

export const thao = { type: 'Person', name: 'Thao' };
export const later = '2030-01-01T00:00:00.000Z';
export const note = (value: string) => ({ type: 'TextualBody', value, format: 'text/plain' });

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
