// Bytes to text. Decides by what a decoding yields, not by byte statistics: detectors take Vietnamese legacy text
// for Western and the other way round.
import { charsetNamed, type Charset } from '@shared/charsets';
import { AppError } from '@shared/ipc/errors';
import { decodeCharset } from './charsets';
import { guessCharset } from './guess-charset';

export interface DecodedText {
  text: string;
  charset: Charset;
}

/**
 * Decodes a text file by the charset someone chose, whatever speaks against it. What cannot be decoded becomes U+FFFD.
 * Throws `fileEmpty`.
 */
export function decodeAs(file: string, bytes: Uint8Array, charset: Charset): DecodedText {
  const text = decodeCharset(bytes, charset);
  if (text.trim() === '') throw new AppError('fileEmpty', { file });
  return { text, charset };
}

/**
 * Decodes a text file. `declared` is the charset the file itself names, if any; it gives way to a byte order mark
 * and to valid UTF-8. Throws `fileEmpty`, `fileBinary` and `fileDamaged` (reasons: zeroes, cutCharacter).
 */
export function decodeText(file: string, bytes: Uint8Array, declared: string | null): DecodedText {
  if (bytes.length === 0) throw new AppError('fileEmpty', { file });
  if (magics.some((magic) => magic.every((byte, at) => bytes[at] === byte))) {
    throw new AppError('fileBinary', { file });
  }
  const decoded =
    byMark(file, bytes) ??
    byZeroes(file, bytes) ??
    byUtf8(file, bytes) ??
    byDeclaration(bytes, declared) ??
    guessCharset(bytes);
  if (decoded.text.trim() === '') throw new AppError('fileEmpty', { file });
  if (!isText(decoded.text)) throw new AppError('fileBinary', { file });
  return decoded;
}

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));
/** First bytes of files people rename by mistake: PNG, JPEG, GIF, ZIP (DOCX, EPUB), PDF, ELF, gzip, old Office. */
const magics = [
  [0x89, ...ascii('PNG')],
  [0xff, 0xd8, 0xff],
  ascii('GIF8'),
  [...ascii('PK'), 3, 4],
  ascii('%PDF-'),
  [0x7f, ...ascii('ELF')],
  [0x1f, 0x8b],
  [0xd0, 0xcf, 0x11, 0xe0]
];

function byMark(file: string, bytes: Uint8Array): DecodedText | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return (
      byUtf8(file, bytes.subarray(3)) ?? { text: new TextDecoder().decode(bytes), charset: 'utf-8' }
    );
  }
  const little = a === 0xff && b === 0xfe;
  if (!little && !(a === 0xfe && b === 0xff)) return null;
  if (bytes.length % 2 === 1) throw new AppError('fileDamaged', { file, reason: 'cutCharacter' });
  return utf16(bytes.subarray(2), little);
}

function utf16(bytes: Uint8Array, little: boolean): DecodedText {
  const charset = little ? 'utf-16le' : 'utf-16be';
  return { text: decodeCharset(bytes, charset), charset };
}

/** Text of one byte a character or in UTF-8 has no zero bytes: UTF-16 without a mark, a torn file, or no text. */
function byZeroes(file: string, bytes: Uint8Array): DecodedText | null {
  const first = bytes.indexOf(0);
  if (first < 0) return null;
  if (bytes.length % 2 === 0) {
    const [little, big] = [utf16(bytes, true), utf16(bytes, false)];
    const best = wellFormedShare(little.text) >= wellFormedShare(big.text) ? little : big;
    if (wellFormedShare(best.text) > 0.95) return best;
  }
  if (bytes.subarray(first).every((byte) => byte === 0)) {
    throw new AppError('fileDamaged', { file, reason: 'zeroes' });
  }
  throw new AppError('fileBinary', { file });
}

/** Share of characters that are usual in running text; wrong byte order gives rare scripts and unassigned places. */
function wellFormedShare(text: string): number {
  const sample = text.slice(0, 4000);
  const usual =
    /[\s\p{P}\p{N}\p{Sc}\p{M}]|[\p{Script=Latin}\p{Script=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/gu;
  const found = sample.match(usual)?.length ?? 0;
  // Even Chinese has line ends, spaces or its own full stops; text in the wrong byte order has none of them.
  const framed = /[ \n\u3001\u3002\uff0c]/.test(sample);
  return framed ? found / sample.length : 0;
}

function byUtf8(file: string, bytes: Uint8Array): DecodedText | null {
  const charset = 'utf-8';
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes), charset };
  } catch {
    const text = new TextDecoder(charset).decode(bytes);
    const broken = text.match(/\ufffd/g)?.length ?? 0;
    const whole = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
    if (whole > 0 && broken === 1 && text.endsWith('\ufffd')) {
      throw new AppError('fileDamaged', { file, reason: 'cutCharacter' });
    }
    // A stray byte or two in a text that is UTF-8 otherwise.
    return whole > 20 * broken ? { text, charset } : null;
  }
}

function byDeclaration(bytes: Uint8Array, declared: string | null): DecodedText | null {
  const charset = charsetNamed(declared ?? '');
  // A Western declaration is often a template's; Vietnamese pages carry it too.
  if (!charset || charset.startsWith('utf') || charset === 'windows-1252') return null;
  const text = decodeCharset(bytes, charset);
  return (text.match(/\ufffd/g)?.length ?? 0) <= text.length / 1000 ? { text, charset } : null;
}

/** At most one character in a hundred may be a control character or undecodable. */
function isText(text: string): boolean {
  const odd = text.match(/(?![\t\n\v\f\r\u0085])\p{Cc}|\ufffd/gu)?.length ?? 0;
  return odd <= text.length / 100;
}
