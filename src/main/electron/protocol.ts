// app://diptych/: the built interface, file by file from an allow-list.
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { listRendererFiles, type RendererFile } from '../renderer-files';
import { securityHeaders } from '../security-headers';
import { host, scheme } from './origin';

/** Must be called before Electron is ready. Standard and secure, for IndexedDB and fetch; the CSP always holds. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }
  ]);
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}

async function answer(
  request: Pick<Request, 'url' | 'method'>,
  files: ReadonlyMap<string, RendererFile>
): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  if (!URL.canParse(request.url)) return refuse(400);
  const url = new URL(request.url);
  const isOurs =
    url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.search === '';
  // The path as it stands, undecoded: `..%2f` is no file's name.
  const file = isOurs ? files.get(url.pathname) : undefined;
  if (!file) return refuse(404);
  return new Response(new Uint8Array(await readFile(file.path)), {
    headers: { ...securityHeaders, 'Content-Type': file.contentType }
  });
}

/** Serves the interface in `folder`. Call once Electron is ready. */
export async function serveRenderer(folder: string): Promise<void> {
  const files = await listRendererFiles(folder);
  protocol.handle(scheme, (request) => answer(request, files).catch(() => refuse(500)));
}
