// `node scripts/form-pictures.mjs [FOLDER]`: pictures of the demo's pair as a web page and, where poppler and LibreOffice are
// installed, as a page of the PDF and a Word document, into docs/screenshots. Needs a build. Look at them before committing.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../e2e/chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = process.argv[2] ?? join(root, 'docs/screenshots');
const folder = mkdtempSync(join(tmpdir(), 'diptych-forms-'));
const diptych = (...words) =>
  execFileSync(process.execPath, [join(root, 'out/cli/index.js'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, DIPTYCH_DATA: join(folder, 'data') }
  });

try {
  const { pairId, library } = JSON.parse(diptych('demo', '--out', folder, '--json'));
  for (const [name, ...options] of [
    ['page.pdf', '--notes', 'margin'],
    ['pair.html'],
    ['pair.docx']
  ]) {
    const file = join(folder, name);
    const format = name.split('.')[1];
    diptych('export', pairId, '--format', format, '--out', file, '--library', library, ...options);
  }
  const browser = await chromium.launch(await chromiumLaunch());
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(join(folder, 'pair.html')).href);
  await page.screenshot({ path: join(out, 'taken-away-web-page.png') });
  await browser.close();
  const first = ['-r', '96', '-png', '-singlefile', '-l', '1', join(folder, 'page.pdf')];
  if (spawnSync('pdftoppm', [...first, join(out, 'taken-away-pdf')]).status !== 0)
    console.error('No picture of the PDF: poppler (pdftoppm) is not installed.');
  const word = ['--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'pair.docx')];
  if (spawnSync('soffice', word).status === 0) {
    const picture = ['-r', '96', '-png', '-singlefile', join(folder, 'pair.pdf')];
    execFileSync('pdftoppm', [...picture, join(out, 'taken-away-word')]);
  } else console.error('No picture of the Word document: LibreOffice (soffice) is not installed.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
