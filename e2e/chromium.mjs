// The tests' browser: the headless Chromium that @sparticuz/chromium ships, unpacked once into node_modules/.cache,
// with a fonts.conf of our own. CHROMIUM_PATH names another browser instead.
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packageFolder = join(root, 'node_modules/@sparticuz/chromium');

/** Writes it only where it changes: another run's browser may be reading it. */
function writeFontsConf(folder) {
  const fonts = [
    join(folder, 'fonts'),
    join(root, 'node_modules/@expo-google-fonts/source-serif-4'),
    join(root, 'node_modules/@expo-google-fonts/inter'),
    '/usr/share/fonts'
  ];
  const file = join(folder, 'fonts.conf');
  const text = `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${fonts
    .map((font) => `  <dir>${font}</dir>`)
    .join('\n')}\n  <cachedir>${join(folder, 'font-cache')}</cachedir>\n</fontconfig>\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

async function unpack(folder) {
  mkdirSync(dirname(folder), { recursive: true });
  const staging = mkdtempSync(`${folder}-`);
  const open = (name) =>
    createReadStream(join(packageFolder, 'bin', name)).pipe(createBrotliDecompress());
  await pipeline(open('chromium.br'), createWriteStream(join(staging, 'chromium')));
  chmodSync(join(staging, 'chromium'), 0o755);
  for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    await pipeline(
      open(archive),
      extract(archive === 'swiftshader.tar.br' ? staging : join(staging, archive.split('.')[0]))
    );
  }
  try {
    renameSync(staging, folder);
  } catch (error) {
    // Another process was first; its copy is as good.
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Launch options for Playwright: { executablePath, args, env }. Unpacks the browser on the first call (about a second). */
export async function chromiumLaunch() {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--font-render-hinting=none'
  ];
  if (process.env.CHROMIUM_PATH) return { executablePath: process.env.CHROMIUM_PATH, args };
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const folder = join(root, 'node_modules/.cache', `chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  writeFontsConf(folder);
  const libraries = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH]
    .filter(Boolean)
    .join(':');
  return {
    executablePath: join(folder, 'chromium'),
    args,
    env: {
      ...process.env,
      FONTCONFIG_PATH: folder,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: libraries
    }
  };
}
