// `node scripts/screenshots.mjs`: the pictures of docs/screenshots, taken of the built app with the demo's library in the
// tests' browser. Run it after a change of the interface; look at them before committing.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../e2e/chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'out/cli/index.js');
const out = process.argv[2] ?? join(root, 'docs/screenshots');
const size = { width: Number(process.argv[3] ?? 1280), height: Number(process.argv[4] ?? 800) };

function serve(library, data, language) {
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--library', library, '--port', '8379', '--lang', language],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DIPTYCH_DATA: data }
    }
  );
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const address = /http:\S+/.exec(output)?.[0].replace(/[.)]$/, '');
      if (address) resolve({ child, address });
    });
  });
}
const end = (child) => new Promise((resolve) => child.once('exit', resolve).kill('SIGTERM'));

async function pictures(browser, address, language, theme) {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    locale: language,
    timezoneId: 'UTC'
  });
  const page = await context.newPage();
  const shoot = async (name) => {
    await page.evaluate('document.fonts.ready');
    const path = join(out, `${name}-${theme}-${language}.png`);
    await page.screenshot({ path, animations: 'disabled' });
  };
  await page.goto(address);
  const pair = page.locator('table [data-row]').first();
  await pair.waitFor();
  if (theme === 'light') await shoot('library');
  await pair.click();
  await page.locator('[data-side="target"] p').first().waitFor();
  await page.getByRole('application').first().focus();
  for (let row = 0; row < 4; row += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.ProseMirror').waitFor();
  await shoot('reader');
  await page.keyboard.press('l');
  await page.getByRole('listbox').waitFor();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  await page.locator('g.current').waitFor();
  await shoot('links');
  await page.keyboard.press('Escape');
  await page.locator('[data-side="target"] p').first().waitFor();
  if (theme === 'light') {
    await page.locator('.ProseMirror').click();
    await shoot('note');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+e');
    await page.getByRole('dialog').locator('canvas').first().waitFor();
    await shoot('export');
  }
  await context.close();
}

mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'diptych-shots-'));
const browser = await chromium.launch(await chromiumLaunch());
try {
  for (const language of ['en', 'vi']) {
    const demo = join(folder, language);
    spawnSync(process.execPath, [cli, 'demo', '--out', demo, '--lang', language], {
      stdio: 'inherit'
    });
    const { child, address } = await serve(
      join(demo, 'library'),
      join(folder, `${language}-data`),
      language
    );
    for (const theme of ['light', 'dark']) await pictures(browser, address, language, theme);
    await end(child);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
