// Third-party notices: what the build bundled, as it wrote it down, and what ships beside the bundles.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Fonts are files, and the typesetter is machine code: no bundler sees them. */
const besideBundles = [
  '@expo-google-fonts/ibm-plex-sans-arabic',
  '@expo-google-fonts/inter',
  '@expo-google-fonts/noto-sans-thai',
  '@expo-google-fonts/noto-serif-hebrew',
  '@expo-google-fonts/source-serif-4',
  '@fontsource-variable/inter',
  '@fontsource-variable/source-serif-4',
  '@myriaddreamin/typst-ts-node-compiler'
];

function packageAt(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license, author } = readJson(join(folder, 'package.json'));
  // Fonts have two: of the package, and of the font.
  const licenseText = readdirSync(folder)
    .filter((entry) => /^licen[cs]e/i.test(entry))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
  return { name, version, license, author, licenseText };
}

const holder = (author) => (typeof author === 'object' ? author?.name : author);

function section({ name, version, license, author, licenseText }) {
  const by = holder(author);
  const head = `${name} ${version} (${license})${by ? `\nby ${by}` : ''}`;
  return `${head}\n\n${(licenseText ?? '').trim() || `Under the terms of ${license}.`}\n`;
}

/** Writes `out/THIRD-PARTY-NOTICES.txt`. Needs a build. Returns the packages named, `name version`. */
export function writeNotices() {
  const folder = join(root, 'out/licences');
  const bundled = readdirSync(folder).flatMap((file) => readJson(join(folder, file)));
  const all = new Map();
  for (const one of [...bundled, ...besideBundles.map(packageAt)]) {
    all.set(`${one.name} ${one.version}`, one);
  }
  const sorted = [...all.keys()].sort();
  const rule = `\n${'-'.repeat(80)}\n\n`;
  const text = [
    'Diptych is made with the following packages. Electron and Chromium have their own notices in LICENSE.electron.txt\nand LICENSES.chromium.html.\n',
    ...sorted.map((key) => section(all.get(key)))
  ].join(rule);
  writeFileSync(join(root, 'out/THIRD-PARTY-NOTICES.txt'), text);
  return sorted;
}
