import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

/** A TypeScript module of ours by its path below the root, loaded as it stands, without a build. */
export async function loadModule(file) {
  const alias = {
    '@domain': path('src/domain'),
    '@shared': path('src/shared'),
    '@resources': path('resources')
  };
  const { module } = await runnerImport(path(file), {
    configFile: false,
    logLevel: 'silent',
    resolve: { alias }
  });
  return module;
}
