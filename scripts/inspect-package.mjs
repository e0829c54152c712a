// What a packed app must hold, must not, and may weigh.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const required = [
  'package.json',
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/jobs/parser.js',
  'out/jobs/worker.js',
  'out/jobs/pages.js',
  'out/fonts/Inter_400Regular.ttf',
  'out/fonts/SourceSerif4_400Regular.ttf',
  'resources/typst/annotated.typ'
];

/** Nothing of how it was made, and nothing of who made it. */
const forbidden =
  /^(out\/cli|src|e2e|bench|scripts|hostile|docs|test-results|dist|shared)\/|(^|\/)\.(?!asar)|\.(ts|tsx|svelte|map|md|log|tsbuildinfo)$|(test|spec)\.[cm]?js$|vitest|playwright|electron-builder/;
const nativeModules = /^node_modules\/@myriaddreamin\/typst-ts-node-compiler(-[a-z0-9-]+)?(\/|$)/;

const off = 48;
const on = 49;
const fuses = {
  RunAsNode: off,
  EnableCookieEncryption: on,
  EnableNodeOptionsEnvironmentVariable: off,
  EnableNodeCliInspectArguments: off,
  EnableEmbeddedAsarIntegrityValidation: on,
  OnlyLoadAppFromAsar: on,
  GrantFileProtocolExtraPrivileges: off
};

/** Most bytes of the archive without what is unpacked beside it, and of that. */
const mostArchive = 24_000_000;
const mostUnpacked = 60_000_000;

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Where the packed app has its parts. `folder` is `*-unpacked`, or what holds the `.app`. */
function partsOf(folder, platform) {
  if (platform !== 'darwin') {
    const program = platform === 'win32' ? 'Diptych.exe' : 'diptych';
    return { program: join(folder, program), resources: join(folder, 'resources'), root: folder };
  }
  const app = join(folder, 'Diptych.app');
  const resources = join(app, 'Contents/Resources');
  return { program: app, resources, root: join(app, 'Contents') };
}

/**
 * Looks into a packed app of `platform`, as `process.platform` names it. Returns what is wrong, one line each, and its
 * sizes in bytes. `native` is false where the machine that packed it has no typesetter for that platform.
 */
export async function inspectPackage(folder, platform, { native = true } = {}) {
  const problems = [];
  const { program, resources, root } = partsOf(folder, platform);
  const archive = join(resources, 'app.asar');
  const inside = listPackage(archive, { isPack: false }).map((path) =>
    path.replaceAll('\\', '/').replace(/^\//, '')
  );
  const unpacked = filesUnder(`${archive}.unpacked`);
  // A deb also brings a profile for AppArmor.
  const beside = readdirSync(resources).filter((name) => /^(app|default_app)(\.|$)/.test(name));

  for (const file of required) if (!inside.includes(file)) problems.push(`missing: ${file}`);
  for (const file of inside) {
    if (forbidden.test(file)) problems.push(`must not be in: ${file}`);
    const isModule = file.startsWith('node_modules/') && file !== 'node_modules/@myriaddreamin';
    if (isModule && !nativeModules.test(file)) problems.push(`bundled already: ${file}`);
  }
  if (beside.join() !== 'app.asar,app.asar.unpacked' && (native || beside.join() !== 'app.asar')) {
    problems.push(`beside the archive: ${beside.join(', ')}`);
  }
  const typesetters = unpacked.filter((file) => file.endsWith('.node'));
  const isOwn = (file) => file.includes(`typst-ts-node-compiler-${platform}-`);
  if (native && !typesetters.some(isOwn)) problems.push('missing: the typesetter of this system');
  if (native && !typesetters.every(isOwn)) problems.push('a typesetter of another system');
  for (const file of unpacked) {
    if (!/\.node$|[\\/]package\.json$/.test(file))
      problems.push(`unpacked: ${relative(resources, file)}`);
  }
  for (const name of ['THIRD-PARTY-NOTICES.txt', 'LICENSES.chromium.html']) {
    const isThere = existsSync(join(root, name)) || existsSync(join(resources, name));
    if (!isThere && platform !== 'darwin') problems.push(`missing: ${name}`);
  }
  const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8'));
  if (manifest.main !== 'out/main/index.js') problems.push(`main is ${manifest.main}`);
  if (manifest.devDependencies || manifest.scripts)
    problems.push('package.json tells of the making');

  const wire = await getCurrentFuseWire(program);
  for (const [name, wanted] of Object.entries(fuses)) {
    const found = wire[FuseV1Options[name]];
    if (found !== wanted) problems.push(`fuse ${name} is ${found === on ? 'on' : 'off'}`);
  }

  const size = (file) => statSync(file).size;
  const sizes = {
    archive: size(archive),
    unpacked: unpacked.reduce((sum, file) => sum + size(file), 0)
  };
  if (sizes.archive > mostArchive) problems.push(`archive of ${sizes.archive} bytes`);
  if (sizes.unpacked > mostUnpacked) problems.push(`${sizes.unpacked} bytes beside the archive`);
  return { name: basename(folder), files: inside.length, problems, sizes };
}
