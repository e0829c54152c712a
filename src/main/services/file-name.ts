// A title as a file name that every file system takes.

const maxBytes = 180;
/** Names that Windows keeps for devices, with any extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i;

/**
 * `title` with `extension` (no dot) as a file name without a folder: NFC, no separators, control or bidi
 * characters, at most 180 bytes of UTF-8 before the extension. Never empty.
 */
export function suggestedFileName(title: string, extension: string): string {
  const cleaned = title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ');
  let name = '';
  for (const character of cleaned) {
    if (Buffer.byteLength(name + character) > maxBytes) break;
    name += character;
  }
  name = name.replace(/^[\s.]+|[\s.]+$/g, '');
  if (name === '') name = 'diptych';
  if (reserved.test(name)) name = `_${name}`;
  return `${name}.${extension}`;
}
