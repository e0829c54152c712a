// A finished export or an article's own file, to where the user wants it.
import type { Article } from '@domain/article/schema';
import type { ExportReport, RouteOutput } from '@shared/ipc/routes';
import type { Client } from './client';
import type { Shell } from './files';

/** Long enough for any browser to have begun the download. */
const revokeAfterMs = 60_000;

/**
 * Electron asks where and writes the file; a browser downloads it under its offered name. The file's name, or null
 * where the user cancelled. Rejects with main's AppError.
 */
export async function saveExport(
  client: Client,
  shell: Shell,
  { exportId, fileName }: ExportReport
): Promise<string | null> {
  if (shell === 'electron') return (await client.request('export.save', { exportId })).savedAs;
  return download(fileName, await client.request('export.bytes', { exportId }));
}

/** As {@link saveExport}, a copy of an article's file as it was imported. */
export async function saveOriginal(
  client: Client,
  shell: Shell,
  { id, original }: Pick<Article, 'id' | 'original'>
): Promise<string | null> {
  if (shell === 'electron') return (await client.request('library.saveOriginal', { id })).savedAs;
  return download(original.name, await client.request('library.original', { id }));
}

/** As {@link saveExport}, a report that main has made; `text` is what the person has read. */
export async function saveReport(
  client: Client,
  shell: Shell,
  { fileName, text }: RouteOutput<'health.report'>
): Promise<string | null> {
  if (shell === 'electron') return (await client.request('health.saveReport', {})).savedAs;
  return download(fileName, new TextEncoder().encode(text));
}

/** Never opened by the browser, whatever it holds. Returns the name. */
function download(fileName: string, bytes: Uint8Array): string {
  const url = URL.createObjectURL(
    new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' })
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), revokeAfterMs);
  return fileName;
}
