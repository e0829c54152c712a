// Every screen by its way in, for what must hold on each of them: called with a sample pair open in the reader.
import { expect, type Locator } from '@playwright/test';
import type { MessageKey } from '../src/shared/i18n/messages';
import type { App } from './pages/app';

interface Stop {
  screen: string;
  /** Keys that lead there from the reader; none where the palette does. */
  keys: string[];
  command?: MessageKey;
  /** What is there once it is open. */
  shown: (app: App) => Locator;
  /** Keys that lead back. */
  back: string[];
}

const dialog = (app: App): Locator => app.page.getByRole('dialog');
const stops: Stop[] = [
  { screen: 'reader', keys: [], shown: (app) => app.text('target').first(), back: [] },
  {
    screen: 'a note',
    keys: ['ArrowRight', 'n'],
    shown: (app) => app.noteField,
    back: ['Escape']
  },
  {
    screen: 'links',
    keys: ['l'],
    shown: (app) => app.page.getByRole('listbox').first(),
    back: ['Escape']
  },
  {
    screen: 'find',
    keys: ['ControlOrMeta+f'],
    shown: (app) => app.page.getByRole('search'),
    back: ['Escape']
  },
  { screen: 'palette', keys: ['ControlOrMeta+k'], shown: dialog, back: ['Escape'] },
  { screen: 'keys', keys: ['F1'], shown: dialog, back: ['Escape'] },
  { screen: 'appearance', keys: ['ControlOrMeta+,'], shown: dialog, back: ['Escape'] },
  { screen: 'settings', keys: ['ControlOrMeta+;'], shown: dialog, back: ['Escape'] },
  { screen: 'backups', keys: ["ControlOrMeta+'"], shown: dialog, back: ['Escape'] },
  { screen: 'oneFile', keys: [], command: 'backups.oneFile', shown: dialog, back: ['Escape'] },
  { screen: 'check', keys: [], command: 'health.check', shown: dialog, back: ['Escape'] },
  { screen: 'report', keys: [], command: 'health.report', shown: dialog, back: ['Escape'] },
  { screen: 'glossary', keys: ['ControlOrMeta+g'], shown: dialog, back: ['Escape'] },
  { screen: 'details', keys: ['Alt+Enter'], shown: dialog, back: ['Escape'] },
  {
    screen: 'export',
    keys: ['ControlOrMeta+e'],
    shown: (app) => dialog(app).getByRole('img').first(),
    back: ['Escape']
  },
  { screen: 'tags', keys: ['Shift+t'], shown: dialog, back: ['Escape'] },
  { screen: 'history', keys: ['Shift+z'], shown: dialog, back: ['Escape'] },
  {
    screen: 'outline',
    keys: ['v'],
    shown: (app) => app.page.getByLabel(app.t('reader.outlineFilter')),
    back: ['Escape']
  },
  {
    screen: 'all notes',
    keys: ['Shift+n'],
    shown: (app) => app.page.getByRole('heading', { name: app.t('notes.title'), level: 1 }),
    back: ['Alt+ArrowLeft']
  },
  {
    screen: 'library',
    keys: ['ControlOrMeta+Shift+l'],
    shown: (app) => app.page.getByRole('table').first(),
    back: ['Alt+ArrowLeft']
  }
];

/** Opens each screen, calls `look` there, and goes back to the reader. */
export async function tour(app: App, look: (screen: string) => Promise<void>): Promise<void> {
  for (const { screen, keys, command, shown, back } of stops) {
    await app.focusReading();
    await app.press(...keys);
    if (command) await app.command(app.t(command));
    await expect(shown(app), screen).toBeVisible();
    await look(screen);
    await app.press(...back);
    await app.reads();
    await expect(dialog(app), `after ${screen}`).toHaveCount(0);
  }
}
