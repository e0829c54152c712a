import { defineConfig } from '@playwright/test';
import { slowMs } from './slow';
import type { Options } from './test';

export default defineConfig<Options>({
  testDir: 'specs',
  globalSetup: './no-connections.ts',
  outputDir: '../test-results/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Bounds for a slow and busy machine; what passes, passes at once.
  timeout: slowMs > 0 ? 480_000 : 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    // Recording traces takes a fifth of the time; `npm run test:e2e -- --trace on SPEC` makes one.
    trace: 'off',
    screenshot: 'only-on-failure',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 }
  },
  projects: [
    { name: 'browser', use: { shell: 'browser' } },
    { name: 'electron', use: { shell: 'electron' } }
  ]
});
