// A MIME message as its leaves: what saved web pages (MHTML) and mails are made of. Bytes stay bytes: which charset
// they are in is for the reader of their kind to tell.
import { AppError } from '@shared/ipc/errors';

export interface MimePart {
  /** Lower-case, `text/plain` where none is given. */
  type: string;
  charset: string | null;
  /** Content-Location as written; '' where there is none. */
  location: string;
  /** Content-ID without its angle brackets; '' where there is none. */
  id: string;
  bytes: () => Uint8Array;
}

export interface MimeMessage {
  headers: Map<string, string>;
  parts: MimePart[];
}

const deepest = 10;
const maxParts = 10_000;
const maxHeaderLength = 100_000;

/** Throws `fileDamaged`: reason archive for what is no MIME message, cutParts where its last boundary is missing. */
export function readMime(file: string, bytes: Uint8Array): MimeMessage {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const whole = splitHeaders(source, 0, source.length);
  if (!whole.headers.has('content-type')) {
    throw new AppError('fileDamaged', { file, reason: 'archive' });
  }
  const parts: MimePart[] = [];
  collect(whole, 0);
  return { headers: whole.headers, parts };

  function collect({ headers, start, end }: Entity, depth: number): void {
    const { value: type, parameters } = readField(headers.get('content-type') ?? 'text/plain');
    const boundary = parameters.get('boundary');
    if (type.startsWith('multipart/') && boundary) {
      if (depth >= deepest) return;
      for (const [from, to] of sections(file, source, start, end, boundary)) {
        if (parts.length >= maxParts)
          throw new AppError('fileDamaged', { file, reason: 'archive' });
        collect(splitHeaders(source, from, to), depth + 1);
      }
      return;
    }
    const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase();
    parts.push({
      type,
      charset: parameters.get('charset') ?? null,
      location: (headers.get('content-location') ?? '').replace(/\s+/g, ''),
      id: (headers.get('content-id') ?? '').trim().replace(/^<(.*)>$/, '$1'),
      bytes: () => decodeBody(source.slice(start, end), encoding)
    });
  }
}

interface Entity {
  headers: Map<string, string>;
  /** Where its body stands in the source. */
  start: number;
  end: number;
}

function splitHeaders(source: string, start: number, end: number): Entity {
  const headers = new Map<string, string>();
  let at = start;
  let name = '';
  while (at < end && at - start < maxHeaderLength) {
    const found = source.indexOf('\n', at);
    const lineEnd = found < 0 || found > end ? end : found;
    const line = source.slice(at, lineEnd).replace(/\r$/, '');
    at = Math.min(end, lineEnd + 1);
    if (line === '') return { headers, start: at, end };
    const [, field, value = ''] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
    if (/^[ \t]/.test(line) && name !== '')
      headers.set(name, `${headers.get(name) ?? ''} ${line.trim()}`);
    else if (field) {
      name = field.toLowerCase();
      if (!headers.has(name)) headers.set(name, value);
    } else break;
  }
  return { headers, start: at, end };
}

/** `text/html; charset="utf-8"` and its like. */
function readField(field: string): { value: string; parameters: Map<string, string> } {
  const parameters = new Map<string, string>();
  const value = (field.split(';', 1)[0] ?? '').trim().toLowerCase();
  for (const [, name = '', quoted, plain] of field.matchAll(
    /;\s*([\w-]+)\*?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g
  )) {
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  }
  return { value, parameters };
}

/** Where the sections between a boundary's lines stand. */
function* sections(
  file: string,
  source: string,
  start: number,
  end: number,
  boundary: string
): Generator<[number, number]> {
  const mark = `--${boundary}`;
  let from = -1;
  for (let at = source.indexOf(mark, start); at >= 0 && at < end;) {
    const after = at + mark.length;
    const next = source.indexOf(mark, after);
    const atLineStart = at === start || source[at - 1] === '\n';
    const tail = /^(--)?[ \t]*(?:\r?\n|$)/.exec(source.slice(after, Math.min(end, after + 80)));
    if (atLineStart && tail) {
      if (from >= 0) yield [from, source[at - 2] === '\r' ? at - 2 : at - 1];
      if (tail[1]) return;
      from = after + tail[0].length;
    }
    at = next;
  }
  throw new AppError('fileDamaged', { file, reason: from < 0 ? 'archive' : 'cutParts' });
}

function decodeBody(body: string, encoding: string): Uint8Array {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const plain = body
    .replace(/[ \t]+(?=\r?\n|$)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([\da-f]{2})/gi, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16))
    );
  return Buffer.from(plain, 'latin1');
}
