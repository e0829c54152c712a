// Which character a code stands for in East Asian PDFs that name a standard table instead of holding one. A chunk of its
// own, loaded with the first such file.
import tables from 'virtual:pdf-cmaps';

/** Null for a table that there is none of. */
export function readCMap(name: string): Uint8Array | null {
  const data = Object.hasOwn(tables, name) ? tables[name] : undefined;
  return data === undefined ? null : Uint8Array.from(Buffer.from(data, 'base64'));
}
