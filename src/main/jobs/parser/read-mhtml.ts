// Saved web pages (MHTML): the page's HTML goes the way of all HTML, its pictures are taken from the parts beside it.
import { safeHref } from '@domain/article/assemble';
import { AppError } from '@shared/ipc/errors';
import { decodeText } from './decode';
import { declaredCharset, refuseTorn } from './html-source';
import { readMime, type MimeMessage, type MimePart } from './mime';
import type { ParsedDocument } from './parsed-document';
import { readHtml } from './read-html';

/** Throws what {@link readMime} and {@link decodeText} throw, and `fileNoText` where no part is a page. */
export async function readMhtml(file: string, bytes: Uint8Array): Promise<ParsedDocument> {
  const message = readMime(file, bytes);
  const page = pageOf(message);
  if (!page) throw new AppError('fileNoText', { file });
  const html = page.bytes();
  const { text, charset } = decodeText(file, html, page.charset ?? declaredCharset(html));
  refuseTorn(file, text);
  const saved = message.headers.get('snapshot-content-location') ?? '';
  const base = [saved, page.location].find((address) => /^https?:/i.test(address.trim()));
  const url = safeHref(base ?? null);
  const document = await readHtml(text, pictureFinder(message.parts, base ?? page.location));
  return { ...document, charset, ...(url ? { url } : {}) };
}

/** The part that the message starts with, by name or by being the first page in it. */
function pageOf({ headers, parts }: MimeMessage): MimePart | undefined {
  const pages = parts.filter(
    ({ type }) => type === 'text/html' || type === 'application/xhtml+xml'
  );
  const start = /\bstart\s*=\s*"?<?([^">;\s]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  return pages.find(({ id }) => id !== '' && id === start) ?? pages[0];
}

function pictureFinder(
  parts: readonly MimePart[],
  base: string
): (address: string) => Uint8Array | null {
  const byAddress = new Map<string, MimePart>();
  for (const part of parts) {
    if (/^(text|multipart)\//.test(part.type)) continue;
    const { id, location } = part;
    const names = [id && `cid:${id}`, location, location && absolute(location, base)];
    for (const name of names) if (name && !byAddress.has(name)) byAddress.set(name, part);
  }
  return (address) => {
    const plain = address.trim().replace(/#.*$/s, '');
    const part = byAddress.get(plain) ?? byAddress.get(absolute(plain, base));
    return part?.bytes() ?? null;
  };
}

/** An address as the page's own makes it whole; as it stands where that cannot be. Nothing is ever asked for there. */
function absolute(address: string, base: string): string {
  return URL.canParse(address, base) ? new URL(address, base).href : address;
}
