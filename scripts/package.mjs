// `npm run package`: builds, writes the notices, packs with electron-builder and looks into what came out. Words after
// `--` go to electron-builder; without any, it packs a folder for this system. `--stand-in` packs Linux and Windows
// around a stand-in for Electron, where its own cannot be fetched.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { buildIfStale } from './build-if-stale.mjs';
import { inspectPackage } from './inspect-package.mjs';
import { writeNotices } from './notices.mjs';
import { makeStandInElectron } from './stand-in-electron.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';

function pack(args, env = {}) {
  const { status } = spawnSync('npx', ['electron-builder', ...args], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
    env: {
      ...process.env,
      CSC_IDENTITY_AUTO_DISCOVERY: process.env.CSC_LINK ? 'true' : 'false',
      ...env
    }
  });
  return status === 0;
}

/** Packs around a stand-in into a folder of its own, and looks into it; for Linux with the deb, as far as fpm is asked for one. */
export async function packStandIn(platform, folder) {
  const electron = join(folder, 'electron');
  makeStandInElectron(electron, platform);
  const output = join(folder, 'dist');
  const own = [
    ...(platform === 'win32' ? ['--win', 'dir'] : ['--linux', 'deb']),
    `-c.electronDist=${electron}`,
    `-c.directories.output=${output}`,
    // A stand-in has no resources to edit and nothing to sign.
    '-c.win.signAndEditExecutable=false'
  ];
  if (!pack(own, { CUSTOM_FPM_PATH: join(root, 'scripts/stand-in-fpm.mjs') }))
    throw new Error(`packing for ${platform} failed`);
  const packed = join(output, platform === 'win32' ? 'win-unpacked' : 'linux-unpacked');
  return inspectPackage(packed, platform, { native: platform === process.platform });
}

function report({ name, files, problems, sizes }) {
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  const weight = `archive ${megabytes(sizes.archive)}, beside it ${megabytes(sizes.unpacked)}`;
  console.log(`${name}: ${files} files, ${weight}, ${problems.length} problems`);
  for (const problem of problems) console.log(`  ${problem}`);
  return problems.length === 0;
}

const platforms = [
  [/^linux(-\w+)?-unpacked$/, 'linux'],
  [/^win(-\w+)?-unpacked$/, 'win32'],
  [/^mac/, 'darwin']
];

async function run(args) {
  if (!(await buildIfStale())) return false;
  console.log(`${writeNotices().length} packages in the notices`);
  if (args.includes('--stand-in')) {
    let good = true;
    for (const platform of ['linux', 'win32']) {
      const folder = mkdtempSync(join(tmpdir(), 'diptych-package-'));
      try {
        good = report(await packStandIn(platform, folder)) && good;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    return good;
  }
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  if (!pack(args.length > 0 ? args : ['--dir'])) return false;
  let good = true;
  for (const name of readdirSync(join(root, 'dist'))) {
    const [, platform] = platforms.find(([pattern]) => pattern.test(name)) ?? [];
    if (platform) good = report(await inspectPackage(join(root, 'dist', name), platform)) && good;
  }
  return good;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
}
