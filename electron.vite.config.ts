import { cpSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import license from 'rollup-plugin-license';
import type { Plugin } from 'vite';
import { pdfCMaps } from './scripts/pdf-cmaps.mjs';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const alias = {
  '@domain': path('src/domain'),
  '@shared': path('src/shared'),
  '@resources': path('resources')
};

/** As package.json names them; each choice of several is one of its own here. */
const permissive = new Set(
  'MIT,Apache-2.0,BSD-2-Clause,BSD-3-Clause,0BSD,ISC,MPL-2.0,CC0-1.0,Unlicense,BlueOak-1.0.0,Unicode-3.0'.split(
    ','
  )
);

/** Static TTF faces for typesetting; the variable WOFF2 ones of the interface would become Type 3 fonts in a PDF. */
const exportFonts = [
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'source-serif-4/600SemiBold_Italic/SourceSerif4_600SemiBold_Italic.ttf',
  'inter/400Regular/Inter_400Regular.ttf',
  'inter/600SemiBold/Inter_600SemiBold.ttf',
  'noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
  'ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf',
  'noto-serif-hebrew/400Regular/NotoSerifHebrew_400Regular.ttf'
];

function copyFonts(): Plugin {
  return {
    name: 'copy-export-fonts',
    closeBundle() {
      mkdirSync(path('out/fonts'), { recursive: true });
      for (const font of exportFonts) {
        const name = font.slice(font.lastIndexOf('/') + 1);
        cpSync(path(`node_modules/@expo-google-fonts/${font}`), path(`out/fonts/${name}`));
      }
    }
  };
}

/** Licences of what is bundled here, for the notices; what is not permissive breaks the build. */
function licences(part: string) {
  return license({
    thirdParty: {
      allow: {
        test: ({ license }) => permissive.has(license ?? ''),
        failOnUnlicensed: true,
        failOnViolation: true
      },
      output: {
        file: path(`out/licences/${part}.json`),
        template: (packages) => JSON.stringify(packages)
      }
    }
  });
}

/** How long each plugin took is nobody's business at `npm start`. */
const quiet = { pluginTimings: false };

/** The build for Node makes a `require` of its own, and so does electron-vite: two in one chunk are an error. */
const mainAlias = [
  ...Object.entries(alias).map(([find, replacement]) => ({ find, replacement })),
  { find: /^fflate$/, replacement: 'fflate/browser' }
];

export default defineConfig({
  main: {
    resolve: { alias: mainAlias },
    plugins: [copyFonts(), pdfCMaps(), licences('main')],
    build: {
      outDir: 'out',
      emptyOutDir: true,
      target: 'node20',
      // Everything is bundled but Electron and the native typesetter, so that nothing is packed twice.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          'main/index': path('src/main/index.ts'),
          'cli/index': path('src/cli/index.ts'),
          'jobs/parser': path('src/main/jobs/parser/index.ts'),
          'jobs/worker': path('src/main/jobs/worker/index.ts'),
          'jobs/pages': path('src/main/jobs/worker/pages.ts')
        },
        checks: quiet,
        external: ['electron', '@myriaddreamin/typst-ts-node-compiler'],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js'
        }
      }
    }
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: path('src/preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'src/renderer',
    resolve: { alias },
    plugins: [svelte(), licences('renderer')],
    build: {
      outDir: path('out/renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: { checks: quiet, input: { index: path('src/renderer/index.html') } }
    }
  }
});
