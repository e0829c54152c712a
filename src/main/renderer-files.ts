// The built interface as an allow-list: an address either is one of these or does not exist. No path is ever made
// out of an address, so none can escape.
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm'
};

export interface RendererFile {
  /** Absolute path. */
  path: string;
  contentType: string;
  /** The name holds a hash of the content, so that it may be kept for good. */
  immutable: boolean;
}

/** Files by URL path, e.g. `/assets/index-BX1.js`; `/` is index.html. Throws where the folder is missing. */
export async function listRendererFiles(folder: string): Promise<Map<string, RendererFile>> {
  const files = new Map<string, RendererFile>();
  // Walked by hand: inside an asar archive readdir knows no `recursive`.
  const walk = async (path: string, url: string): Promise<void> => {
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const entryPath = join(path, entry.name);
      const entryUrl = `${url}/${entry.name}`;
      const contentType = contentTypes[extname(entry.name)];
      if (entry.isDirectory()) await walk(entryPath, entryUrl);
      else if (entry.isFile() && contentType) {
        const immutable = entryUrl.startsWith('/assets/');
        files.set(entryUrl, { path: entryPath, contentType, immutable });
      }
    }
  };
  await walk(folder, '');
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}
