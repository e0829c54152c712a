// Decoding by name: iconv-lite's charsets, and the Vietnamese ones of the 1990s it lacks, VNI and VPS.
// VNI-Windows writes a letter as its base and a byte for its marks; the others have one byte a letter.
import iconv from 'iconv-lite';
import type { Charset } from '@shared/charsets';

const [grave, acute, tilde, hook, dot] = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const [circumflex, breve] = ['\u0302', '\u0306'];

/** VNI: what a byte adds to the letter before it; capitals' bytes are lower by 0x20. */
const vniMarks: Record<number, string> = {
  0xf9: acute,
  0xf8: grave,
  0xfb: hook,
  0xf5: tilde,
  0xef: dot,
  0xe2: circumflex,
  0xe1: circumflex + acute,
  0xe0: circumflex + grave,
  0xe5: circumflex + hook,
  0xe3: circumflex + tilde,
  0xe4: circumflex + dot,
  0xea: breve,
  0xe9: breve + acute,
  0xe8: breve + grave,
  0xfa: breve + hook,
  0xfc: breve + tilde,
  0xeb: breve + dot
};
/** VNI: letters of a byte of their own. */
const vniLetters: Record<number, string> = {
  0xf1: 'đ',
  0xf4: 'ơ',
  0xf6: 'ư',
  0xed: 'í',
  0xec: 'ì',
  0xe6: 'ỉ',
  0xf3: 'ĩ',
  0xf2: 'ị',
  0xee: 'ỵ'
};
/** VNI: a letter and the marks it can take, or any byte beyond ASCII, each as its Latin-1 character. */
const vniLetter = /[aeouyôö][ùøûõï]|[aeo][âáàåãä]|a[êéèúüë]|[\u0080-\u00ff]/gi;

/** VNI-Windows to Unicode; bytes that are no letters of its own are those of windows-1252. */
function decodeVni(bytes: Uint8Array): string {
  return latin1(bytes).replace(vniLetter, (found) => {
    const [base, marks] = [vniBase(found.charAt(0)), found.slice(1).toLowerCase()];
    return (base + (vniMarks[marks.charCodeAt(0)] ?? '')).normalize('NFC');
  });
}

function vniBase(character: string): string {
  if (character <= '\u007f') return character;
  const letter = vniLetters[character.toLowerCase().charCodeAt(0)];
  if (character < '\u00c0' || !letter)
    return iconv.decode(Buffer.from(character, 'latin1'), 'windows-1252');
  return character === character.toLowerCase() ? letter : letter.toUpperCase();
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** VPS: the bytes 0x80–0xFF. */
const vpsHigh =
  'ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ' +
  '\u00a0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự' +
  'ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺß' +
  'àáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ';
/** VPS: capitals that took the places of control characters. */
const vpsLow: Record<number, string> = {
  0x02: 'Ạ',
  0x03: 'Ậ',
  0x04: 'Ặ',
  0x05: 'Ẹ',
  0x06: 'Ệ',
  0x10: 'Ị',
  0x11: 'Ọ',
  0x12: 'Ộ',
  0x13: 'Ợ',
  0x14: 'Ụ',
  0x15: 'Ự',
  0x19: 'Ỵ',
  0x1c: 'Ẫ',
  0x1d: 'Ữ'
};

/** VPS to Unicode. */
function decodeVps(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\p{Cc}\u0080-\u00ff]/gu, (character) => {
    const byte = character.charCodeAt(0);
    return vpsHigh[byte - 0x80] ?? vpsLow[byte] ?? character;
  });
}

/**
 * TCVN (ABC) to Unicode. Its fonts drew accented capitals from the codes of small letters: a word whose plain letters
 * are all capitals, two at least, is written in capitals throughout.
 */
function decodeTcvn(bytes: Uint8Array): string {
  return iconv
    .decode(Buffer.from(bytes), 'tcvn')
    .normalize('NFC')
    .replace(/[\p{L}]+/gu, (word) => {
      const plain = word.match(/[a-z]/gi) ?? [];
      const capitals = plain.length > 1 && plain.every((letter) => letter <= 'Z');
      return capitals ? word.toUpperCase() : word;
    });
}

/** UTF-16 that ends amid a character, or holds half of one, has U+FFFD there; a byte order mark is no text. */
const unicode = (charset: string) => (bytes: Uint8Array) => new TextDecoder(charset).decode(bytes);

/** Charsets that iconv-lite lacks or that need more than its table. */
const own: Partial<Record<Charset, (bytes: Uint8Array) => string>> = {
  vni: decodeVni,
  vps: decodeVps,
  tcvn: decodeTcvn,
  'utf-8': unicode('utf-8'),
  'utf-16le': unicode('utf-16le'),
  'utf-16be': unicode('utf-16be')
};

/** Text in NFC, but for UTF-8 and UTF-16 as it stands; bytes that the charset has no character for become U+FFFD. */
export function decodeCharset(bytes: Uint8Array, charset: Charset): string {
  return own[charset]?.(bytes) ?? iconv.decode(Buffer.from(bytes), charset).normalize('NFC');
}
