// The plain page that a large pair is measured beside: static HTML, the same words in two columns, set in the app's own
// stylesheet, faces and reading type, and nothing else.
import { createServer } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const assets = fileURLToPath(new URL('../out/renderer/assets/', import.meta.url));
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function element({ text, blocks }, index) {
  const block = blocks[index];
  const tag = block.kind === 'heading' ? `h${block.level}` : 'p';
  return `<${tag}>${escaped(text.slice(block.start, block.end))}</${tag}>`;
}

const style = `
  body { margin: 0; background: var(--paper); color: var(--ink); overflow: hidden; }
  main { height: 100vh; }
  .columns, .row { display: grid; grid-template-columns: 1fr 1fr; gap: 0 48px; }
  .pane { overflow-y: scroll; height: 100vh; }
  .words { max-width: var(--read-measure); padding: 0 40px; overflow-wrap: break-word; font-kerning: normal;
    text-wrap: pretty; font: var(--read-weight) var(--read-size) / var(--read-leading) var(--read-face); }
  .words > * { margin: calc(var(--read-size) * 0.8) 0 0; }
  h1, h2 { font: 600 var(--read-size) / 1.3 var(--read-face); text-wrap: balance; }
  h1 { font-size: var(--read-h1); }
  h2 { font-size: var(--read-h2); }`;

/** `rootStyle` is what the app's settings put on the root: the reading type. */
function page({ source, target }, mode, rootStyle) {
  const css = readdirSync(assets).find(
    (name) => name.startsWith('index-') && name.endsWith('.css')
  );
  const all = (article, tags) =>
    article.blocks.map((_, index) => tags(element(article, index))).join('\n');
  const body =
    mode === 'columns'
      ? `<main class="columns">${[source, target]
          .map(
            (article) =>
              `<div class="pane"><div class="words" lang="${article.language}">${all(article, (tag) => tag)}</div></div>`
          )
          .join('')}</main>`
      : `<main class="pane">${source.blocks
          .map(
            (_, index) =>
              `<div class="row"><div class="words" lang="vi">${element(source, index)}</div><div class="words" lang="en">${element(target, index)}</div></div>`
          )
          .join('\n')}</main>`;
  return `<!doctype html><html lang="en" data-theme="light" style="${escaped(rootStyle).replace(/"/g, '&quot;')}"><head><meta charset="utf-8"><title>Plain</title><link rel="stylesheet" href="/assets/${css}"><style>${style}</style></head><body>${body}</body></html>`;
}

/** Serves `/rows`, `/columns` and the app's assets on a free port; its address, and what ends it. */
export async function servePlainPages(words, rootStyle) {
  const types = { '.css': 'text/css', '.woff2': 'font/woff2', '.js': 'text/javascript' };
  const pages = new Map(
    ['rows', 'columns'].map((mode) => [`/${mode}`, Buffer.from(page(words, mode, rootStyle))])
  );
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const html = pages.get(path);
    if (html) response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
    else if (path.startsWith('/assets/')) {
      response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'text/plain' });
      response.end(readFileSync(join(assets, path.slice('/assets/'.length))));
    } else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
