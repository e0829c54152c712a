// `node scripts/icons.mjs`: draws resources/icons/icon.svg in all sizes that the systems ask for, by the tests' browser, and
// puts them together: icon.ico for Windows, icon.icns for macOS, and a PNG of each size for Linux. Run after a change of the drawing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { chromiumLaunch } from '../e2e/chromium.mjs';

const folder = fileURLToPath(new URL('../resources/icons', import.meta.url));
const onLinux = [16, 24, 32, 48, 64, 128, 256, 512];
const onWindows = [16, 24, 32, 48, 64, 128, 256];
/** Types of macOS by the size that they hold; those of a doubled screen hold another's pixels. */
const onMac = {
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic08: 256,
  ic13: 256,
  ic09: 512,
  ic14: 512,
  ic10: 1024
};

/** A picture of each size, as PNG. */
async function draw(sizes) {
  const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
  const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  const browser = await chromium.launch(await chromiumLaunch());
  const drawn = new Map();
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>*{margin:0}img{display:block;width:${size}px;height:${size}px}</style><img src="${address}">`
    );
    drawn.set(size, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
  return drawn;
}

/** PNGs in an .ico, as Windows has read them since Vista. */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let at = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // 0 stands for 256.
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

function icns(pictures) {
  const parts = pictures.map(({ type, png }) => {
    const head = Buffer.alloc(8, type, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8, 'icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

const drawn = await draw(new Set([...onLinux, ...onWindows, ...Object.values(onMac)]));
const png = (size) => drawn.get(size);
for (const size of onLinux) writeFileSync(join(folder, `${size}x${size}.png`), png(size));
writeFileSync(join(folder, 'icon.ico'), ico(onWindows.map((size) => ({ size, png: png(size) }))));
writeFileSync(
  join(folder, 'icon.icns'),
  icns(Object.entries(onMac).map(([type, size]) => ({ type, png: png(size) })))
);
