// A Vite plugin: the character tables of East Asian PDFs, which pdf.js would fetch, as a module of the bundle.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const id = 'virtual:pdf-cmaps';
const folder = fileURLToPath(new URL('../node_modules/pdfjs-dist/cmaps/', import.meta.url));

/** `virtual:pdf-cmaps` exports the packed tables by name, in base64. */
export function pdfCMaps() {
  return {
    name: 'pdf-cmaps',
    resolveId: (name) => (name === id ? `\0${id}` : undefined),
    load(name) {
      if (name !== `\0${id}`) return undefined;
      const tables = readdirSync(folder)
        .filter((file) => file.endsWith('.bcmap'))
        .map((file) => [file.slice(0, -'.bcmap'.length), readFileSync(folder + file, 'base64')]);
      return `export default ${JSON.stringify(Object.fromEntries(tables))}`;
    }
  };
}
