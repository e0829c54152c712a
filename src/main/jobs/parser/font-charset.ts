// Documents of the 1990s hold the bytes of TCVN3 and VNI in Unicode clothes; their fonts' names give them away.
import type { Charset } from '@shared/charsets';
import { decodeCharset } from './charsets';

const fonts: [RegExp, Charset][] = [
  [/^\.vn/i, 'tcvn'],
  [/^vni[- ]/i, 'vni']
];
/** Letters that such a text cannot hold: it has been converted already, and kept the font. */
const unicode = /[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/;

/** The words in Unicode if the font is a legacy Vietnamese one, else as they are. */
export function fromFont(words: string, font: string | null): string {
  const charset = fonts.find(([name]) => name.test(font ?? ''))?.[1];
  if (!charset || unicode.test(words)) return words;
  const decoded = words.replace(/[\u0020-\u00ff]+/g, (part) =>
    decodeCharset(Buffer.from(part, 'latin1'), charset)
  );
  // Fonts whose name ends in H draw capitals from small letters.
  return charset === 'tcvn' && /h$/i.test(font ?? '') ? decoded.toUpperCase() : decoded;
}
