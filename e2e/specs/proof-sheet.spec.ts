// The proof sheet that the command line writes, in a real browser.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../chromium.mjs';
import { violations } from '../run-axe';
import { expect, test } from '../test';

const english =
  'The Bridge Opens\n\nThe bridge at Lac Giang opened on July 25, 2025, after 48 months of work. Nobody else says this.\n\nMayor Tran Minh said that 1,200 people had crossed it before noon.\n';
const vietnamese =
  'Cây cầu thông xe\n\nCây cầu ở Lạc Giang thông xe ngày 25 tháng 7 năm 2025 sau 46 tháng thi công.\n\nThị trưởng Trần Minh cho biết 1.200 người đã qua cầu trước buổi trưa.\n';

test.skip(({ shell }) => shell === 'electron', 'the sheet is a file; it knows no shell');

// Catches weak contrast and unnamed parts in either scheme, a page that asks for anything, and columns that run off it.
test('a proof sheet is clean, light and dark, and asks for nothing', async ({ folder }) => {
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('en.txt'), english);
  writeFileSync(at('vi.txt'), vietnamese);
  const command = ['out/cli/index.js', 'align', at('en.txt'), at('vi.txt'), '--html'];
  execFileSync(process.execPath, [...command, at('sheet.html'), '--lang', 'vi']);
  const browser = await chromium.launch(await chromiumLaunch());
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width: 900, height: 700 }
      });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => asked.push(message.text()));
      const address = pathToFileURL(at('sheet.html')).href;
      await page.goto(address);
      await expect(page.getByRole('columnheader', { name: /Tiếng Việt/ })).toBeVisible();
      await expect(page.locator('mark')).toHaveText(['48', '46']);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        900
      );
      expect(asked).toEqual([address]);
      await context.close();
    }
  } finally {
    await browser.close();
  }
});
