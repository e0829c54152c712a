// Documents of the 1990s hold the bytes of TCVN3, VNI and VPS in Unicode clothes; their fonts' names give them away.
import iconv from 'iconv-lite';
import type { Charset } from '@shared/charsets';
import { decodeCharset } from './charsets';

const fonts: [RegExp, Charset][] = [
  [/^\.vn/i, 'tcvn'],
  [/^vni[- ]/i, 'vni'],
  [/^vps[- ]/i, 'vps']
];
/** Letters that such a text cannot hold: it has been converted already, and kept the font. */
const unicode = /[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/;

/** The words in Unicode if the font is a legacy Vietnamese one, else as they are. */
export function fromFont(words: string, font: string | null): string {
  const charset = fonts.find(([name]) => name.test(font ?? ''))?.[1];
  if (!charset || unicode.test(words)) return words;
  // Of its letters some came to Unicode as the quotes and dashes of windows-1252.
  const bytes = charset === 'vps' ? asBytes(words) : words;
  const decoded = bytes.replace(/[\u0020-\u00ff]+/g, (part) =>
    decodeCharset(Buffer.from(part, 'latin1'), charset)
  );
  // Fonts whose name ends in H draw capitals from small letters.
  return charset === 'tcvn' && /h$/i.test(font ?? '') ? decoded.toUpperCase() : decoded;
}

const asBytes = (words: string): string =>
  words.replace(/[\u0100-\uffff]/g, (character) => {
    const byte = iconv.encode(character, 'windows-1252').toString('latin1');
    return byte === '?' ? character : byte;
  });
