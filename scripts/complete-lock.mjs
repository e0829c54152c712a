// Adds to package-lock.json the platform binaries that a package names as optional but that the
// registry in use does not carry. Without them `npm ci` refuses the lock ("Missing … from lock file");
// with them it skips every platform but its own. Run it after each change of a dependency.
import { readFileSync, writeFileSync } from 'node:fs';

const lockFile = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(lockFile, 'utf8'));

/** "linux-x64-gnu" → { os, cpu, libc } as npm reads them. */
function platformOf(suffix) {
  const [os, cpu, abi] = suffix.split('-');
  const libc = os === 'linux' ? { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl' }[abi] : undefined;
  return { cpu: [cpu], os: [os], ...(libc ? { libc: [libc] } : {}) };
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  for (const [optional, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${optional}`;
    const found = lock.packages[key];
    if (!optional.startsWith(`${name}-`) || (found && found.version)) continue;
    lock.packages[key] = {
      version,
      ...platformOf(optional.slice(name.length + 1)),
      license: entry.license,
      optional: true
    };
    added += 1;
  }
}
const { '': root, ...rest } = lock.packages;
lock.packages = {
  '': root,
  ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
};
writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added to the lock file`);
