// Bytes to text. Decides by what a decoding yields, not by byte statistics: detectors take Vietnamese legacy text
// for Western and the other way round.
import { charsetNamed, type Charset } from '@shared/charsets';
import { AppError } from '@shared/ipc/errors';
import { decodeCharset } from './charsets';
import { canGuess, guessCharset } from './guess-charset';
import { brokenUtf8, unicodeOrder } from './unicode-text';

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
    guessCharset(bytes, charsetNamed(declared ?? ''));
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
  const charset = unicodeOrder(bytes);
  if (charset) {
    if (bytes.length % 2 === 1) throw new AppError('fileDamaged', { file, reason: 'cutCharacter' });
    return { text: decodeCharset(bytes, charset), charset };
  }
  if (bytes.subarray(first).every((byte) => byte === 0)) {
    throw new AppError('fileDamaged', { file, reason: 'zeroes' });
  }
  throw new AppError('fileBinary', { file });
}

function byUtf8(file: string, bytes: Uint8Array): DecodedText | null {
  const charset = 'utf-8';
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes);
    if (isText(text)) return { text, charset };
    // Its control characters may be halves of UTF-16's, or the capitals of an old charset.
    const order = bytes.length % 2 === 0 ? unicodeOrder(bytes) : null;
    return order && { text: decodeCharset(bytes, order), charset: order };
  } catch {
    const broken = brokenUtf8(bytes);
    if (broken === 'cut') throw new AppError('fileDamaged', { file, reason: 'cutCharacter' });
    return broken === 'stray' ? { text: decodeCharset(bytes, charset), charset } : null;
  }
}

/** A declaration that cannot be weighed against the words, for want of a model, is believed. */
function byDeclaration(bytes: Uint8Array, declared: string | null): DecodedText | null {
  const charset = charsetNamed(declared ?? '');
  if (!charset || charset.startsWith('utf') || canGuess(charset)) return null;
  const text = decodeCharset(bytes, charset);
  return (text.match(/\ufffd/g)?.length ?? 0) <= text.length / 1000 ? { text, charset } : null;
}

/** At most one character in a hundred may be a control character, and one in twenty undecodable. */
function isText(text: string): boolean {
  const controls = text.match(/(?![\t\n\v\f\r\u0085])\p{Cc}/gu)?.length ?? 0;
  const undecodable = text.match(/\ufffd/g)?.length ?? 0;
  return controls <= text.length / 100 && undecodable <= text.length / 20;
}
