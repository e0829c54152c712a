// Playwright's test with our fixtures: fresh folders, a session on the shell of the project, network watched.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { App } from './pages/app';
import { BrowserSession, ElectronSession, electronBinary, type Session } from './shells';

export interface Options {
  shell: 'browser' | 'electron';
  language: 'en' | 'vi';
}

interface Fixtures {
  folder: string;
  library: string;
  session: Session;
  app: App;
}

export const test = base.extend<Options & Fixtures>({
  shell: ['browser', { option: true }],
  language: ['en', { option: true }],

  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'diptych-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  },

  library: async ({ folder }, use) => use(join(folder, 'library')),

  session: async ({ shell, language, folder, library, viewport }, use) => {
    const options = {
      library,
      profile: join(folder, 'profile'),
      language,
      viewport: viewport ?? { width: 1280, height: 800 }
    };
    const binary = electronBinary();
    test.skip(shell === 'electron' && binary === null, 'no Electron binary on this machine');
    const session =
      shell === 'electron' && binary
        ? await ElectronSession.open(options, binary)
        : await BrowserSession.open(options);
    await use(session);
    await session.close();
    test.expect(session.refused, 'addresses outside the app').toEqual([]);
  },

  app: async ({ session, language }, use) => use(new App(session, language))
});

export const { expect } = test;
