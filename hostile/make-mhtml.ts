// Web pages saved as one file, as browsers write them.

export interface MhtmlPart {
  type: string;
  /** Where it was loaded from; other parts name it so. */
  location: string;
  content: string | Uint8Array;
  /** Further header lines. */
  headers?: string;
}

const quotedPrintable = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/[^\t\n\r -<>-~]/g, (sign) => {
      const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
      return `=${code}`;
    })
    .split('\n')
    .map((line) => (line.match(/(?:=[\dA-F]{2}|[^=]){1,70}/g) ?? ['']).join('=\r\n'))
    .join('\r\n');

/** The file: texts in quoted-printable, all else in Base64. The first part is the page. */
export function makeMhtml(parts: readonly MhtmlPart[], subject = 'A page'): Uint8Array {
  const boundary = '----MultipartBoundary--x7Qm2----';
  const head = `From: <Saved by Blink>\r\nSnapshot-Content-Location: ${parts[0]?.location ?? ''}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="${boundary}"\r\n\r\n`;
  const body = parts.map(({ type, location, content, headers = '' }) => {
    const bytes = Buffer.from(content);
    const isText = type.startsWith('text/');
    const encoded = isText
      ? quotedPrintable(bytes)
      : (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
    return `--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${isText ? 'quoted-printable' : 'base64'}\r\nContent-Location: ${location}\r\n${headers}\r\n${encoded}\r\n`;
  });
  return Buffer.from(`${head}${body.join('')}--${boundary}--\r\n`, 'latin1');
}
