import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumLaunch } from './e2e/chromium.mjs';
import { libraryCommands } from './scripts/library-commands.mjs';
import { pdfCMaps } from './scripts/pdf-cmaps.mjs';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const alias = {
  '@domain': path('src/domain'),
  '@shared': path('src/shared'),
  '@resources': path('resources')
};

export default defineConfig({
  test: {
    reporters: process.env.CI ? ['dot'] : ['default'],
    projects: [
      {
        plugins: [pdfCMaps()],
        resolve: { alias: { ...alias, electron: path('scripts/no-electron.mjs') } },
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/{main,preload,cli}/**/*.test.ts', 'scripts/**/*.test.ts'],
          // By default one core is left idle.
          maxWorkers: 2,
          testTimeout: 30_000
        }
      },
      {
        resolve: { alias },
        test: {
          name: 'domain',
          environment: 'node',
          include: ['src/{domain,shared}/**/*.test.ts'],
          maxWorkers: 2,
          // Functions of what they are given leave nothing behind for the next file; that spares loading zod seventy times.
          isolate: false,
          testTimeout: 30_000
        }
      },
      {
        resolve: { alias },
        test: {
          name: 'hostile',
          environment: 'node',
          include: ['hostile/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      },
      {
        plugins: [svelte()],
        resolve: { alias, conditions: ['browser'] },
        // Found only while tests run, these would make Vite reload the page in the middle of one.
        optimizeDeps: {
          include: [
            'axe-core',
            'dexie',
            'fast-check',
            'intl-messageformat',
            'vitest-browser-svelte',
            'zod',
            '@tiptap/core',
            '@tiptap/starter-kit'
          ],
          // Imported icon by icon, and made of Svelte components like our own.
          exclude: ['@lucide/svelte']
        },
        test: {
          name: 'browser',
          include: ['src/renderer/**/*.test.ts'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: libraryCommands,
            provider: playwright({ launchOptions: await chromiumLaunch() }),
            instances: [{ browser: 'chromium' }]
          }
        }
      }
    ]
  }
});
