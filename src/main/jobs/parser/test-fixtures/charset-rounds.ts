// Every article of the corpora written out in the charsets of its language, and read again with nothing said of them.
import { decodeText } from '../decode';
import { corpusTexts } from './corpus-texts';
import { encodeTexts } from './encoded-texts';

/** Charsets by language; `tcvn-5712` and `zh-Hant` say how a file is made, and are found as tcvn and big5. */
const rounds: Record<string, string[]> = {
  vi: ['windows-1258', 'tcvn', 'tcvn-5712', 'viscii', 'vni', 'vps'],
  fr: ['windows-1252'],
  de: ['windows-1252'],
  es: ['windows-1252'],
  ru: ['windows-1251', 'koi8-r'],
  ar: ['windows-1256'],
  th: ['windows-874'],
  ja: ['shift_jis', 'euc-jp'],
  zh: ['gb18030', 'big5'],
  ko: ['euc-kr']
};
const nameOf = (charset: string): string => (charset === 'tcvn-5712' ? 'tcvn' : charset);

export interface Round {
  language: string;
  charset: string;
  part: 'whole' | 'cut' | 'paragraph' | 'capitals';
  right: number;
  all: number;
  /** The first ones that were read wrongly. */
  wrong: string[];
}

const same = (read: string, kept: string, charset: string): boolean =>
  charset.startsWith('tcvn') ? read.toLowerCase() === kept.toLowerCase() : read === kept;

/** A text of quotes and dashes only may be named by any charset that has them in the same places. */
const hasLetters = (text: string): boolean => /[^\p{ASCII}\P{L}]/u.test(text);

function reads(bytes: Uint8Array, kept: string, charset: string): boolean {
  try {
    const { text, charset: found } = decodeText('a.txt', bytes, null);
    return same(text, kept, charset) && (found === nameOf(charset) || !hasLetters(kept));
  } catch {
    return false;
  }
}

/** The parts a language's texts are tried in; those over 80 characters of its paragraphs. */
function partsOf(texts: readonly string[]): [Round['part'], string[]][] {
  const once = (parts: string[]): string[] => [...new Set(parts)];
  return [
    ['whole', [...texts]],
    ['cut', once(texts.map((text) => text.slice(0, 300)))],
    [
      'paragraph',
      once(texts.flatMap((text) => text.split(/\n+/))).filter((words) => words.length > 80)
    ],
    ['capitals', once(texts.map((text) => text.slice(0, 150).toUpperCase()))]
  ];
}

/** Each `every`th text of each language; 1 for all. */
export function legacyRounds(every: number): Round[] {
  const texts = corpusTexts();
  return Object.entries(rounds).flatMap(([language, charsets]) => {
    const own = texts
      .filter((text) => text.language === language)
      .filter((_text, at) => at % every === every >> 1)
      .map(({ text }) => text);
    return charsets.flatMap((charset) =>
      partsOf(own).map(([part, words]): Round => {
        const files = encodeTexts(words, charset).filter(({ kept }) => /\P{ASCII}/u.test(kept));
        const wrong = files.filter(({ bytes, kept }) => !reads(bytes, kept, charset));
        return {
          ...{ language, charset, part, all: files.length },
          right: files.length - wrong.length,
          wrong: wrong.slice(0, 3).map(({ kept }) => kept.slice(0, 80))
        };
      })
    );
  });
}

const utf16 = (text: string, order: 'le' | 'be'): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

const unicodeForms: [form: string, charset: string, write: (text: string) => Uint8Array][] = [
  ['utf-8', 'utf-8', (text) => Buffer.from(text)],
  ['utf-8, mark', 'utf-8', (text) => Buffer.from(`\ufeff${text}`)],
  ['utf-8, NFD', 'utf-8', (text) => Buffer.from(text.normalize('NFD'))],
  ['utf-16le', 'utf-16le', (text) => utf16(text, 'le')],
  ['utf-16le, mark', 'utf-16le', (text) => utf16(`\ufeff${text}`, 'le')],
  ['utf-16be', 'utf-16be', (text) => utf16(text, 'be')],
  ['utf-16be, mark', 'utf-16be', (text) => utf16(`\ufeff${text}`, 'be')]
];

/** The same in the forms of Unicode, every language together. */
export function unicodeRounds(every: number): Round[] {
  const texts = corpusTexts()
    .filter((_text, at) => at % every === every >> 1)
    .map(({ text }) => text);
  const parts = partsOf(texts).filter(([part]) => part !== 'capitals');
  return unicodeForms.flatMap(([form, charset, write]) =>
    parts.map(([part, words]): Round => {
      const wrong = words.filter((text) => {
        const read = decodeText('a.txt', write(text), null);
        return read.charset !== charset || read.text.normalize('NFC') !== text;
      });
      return {
        ...{ language: 'all', charset: form, part, all: words.length },
        right: words.length - wrong.length,
        wrong: wrong.slice(0, 3).map((text) => text.slice(0, 80))
      };
    })
  );
}

/** Bytes that UTF-8 does not know, put in by a fixed rule. */
function withStrays(bytes: Uint8Array, count: number): Uint8Array {
  const strays = [0x80, 0xff, 0xe9, 0x93, 0xc0];
  const all = [...bytes];
  for (let nth = 0; nth < count; nth += 1) {
    const at = Math.floor(((nth + 0.37) / count) * bytes.length);
    all.splice(at, 0, strays[nth % strays.length] ?? 0xff);
  }
  return Uint8Array.from(all);
}

/** Whole texts in UTF-8 with bad bytes in them, or ending amid a character; read as UTF-8, or refused as cut. */
export function brokenRounds(every: number): Round[] {
  const texts = corpusTexts()
    .map(({ text }) => text)
    .filter((text, at) => at % every === every >> 1 && /\P{ASCII}/u.test(text));
  const stray = texts.filter((text) => {
    const read = decodeText('a.txt', withStrays(Buffer.from(text), 3), null);
    return read.charset !== 'utf-8';
  });
  const cut = texts.filter((text) => {
    const bytes = Buffer.from(text);
    const last = bytes.findLastIndex((byte) => byte > 0xbf);
    try {
      return decodeText('a.txt', bytes.subarray(0, last + 1), null).charset !== 'utf-8';
    } catch (thrown) {
      return !String(thrown).includes('fileDamaged');
    }
  });
  return [
    ['three stray bytes', stray] as const,
    ['cut in its last character', cut] as const
  ].map(([form, wrong]) => ({
    ...{ language: 'all', charset: `utf-8, ${form}`, part: 'whole', all: texts.length },
    right: texts.length - wrong.length,
    wrong: wrong.slice(0, 3).map((text) => text.slice(0, 80))
  }));
}
