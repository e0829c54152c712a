// The charsets a file can be read in, and so those a person can choose from. Without zod, for the renderer's sake.

interface CharsetFacts {
  /** As people know it; the same in every language. */
  name: string;
  /** Languages it was made for, first the usual one; none where it holds all. `Intl.DisplayNames` has their names. */
  languages: readonly string[];
}

/** In the order they are offered. */
export const charsetFacts = {
  'utf-8': { name: 'UTF-8', languages: [] },
  'utf-16le': { name: 'UTF-16 LE', languages: [] },
  'utf-16be': { name: 'UTF-16 BE', languages: [] },
  'windows-1258': { name: 'Windows-1258', languages: ['vi'] },
  tcvn: { name: 'TCVN3 (ABC)', languages: ['vi'] },
  vni: { name: 'VNI', languages: ['vi'] },
  viscii: { name: 'VISCII', languages: ['vi'] },
  vps: { name: 'VPS', languages: ['vi'] },
  'windows-1252': { name: 'Windows-1252', languages: ['en', 'fr', 'de', 'es'] },
  'iso-8859-15': { name: 'ISO 8859-15', languages: ['fr', 'de', 'es', 'fi'] },
  macintosh: { name: 'Macintosh', languages: ['en', 'fr', 'de', 'es'] },
  'windows-1250': { name: 'Windows-1250', languages: ['pl', 'cs', 'hu', 'hr'] },
  'iso-8859-2': { name: 'ISO 8859-2', languages: ['pl', 'cs', 'hu', 'hr'] },
  'windows-1251': { name: 'Windows-1251', languages: ['ru', 'uk', 'bg', 'sr'] },
  'koi8-r': { name: 'KOI8-R', languages: ['ru'] },
  'koi8-u': { name: 'KOI8-U', languages: ['uk'] },
  'iso-8859-5': { name: 'ISO 8859-5', languages: ['ru', 'bg', 'sr'] },
  ibm866: { name: 'IBM 866', languages: ['ru'] },
  'windows-1253': { name: 'Windows-1253', languages: ['el'] },
  'iso-8859-7': { name: 'ISO 8859-7', languages: ['el'] },
  'windows-1254': { name: 'Windows-1254', languages: ['tr'] },
  'windows-1255': { name: 'Windows-1255', languages: ['he'] },
  'windows-1256': { name: 'Windows-1256', languages: ['ar', 'fa'] },
  'iso-8859-6': { name: 'ISO 8859-6', languages: ['ar'] },
  'windows-1257': { name: 'Windows-1257', languages: ['lt', 'lv', 'et'] },
  'windows-874': { name: 'Windows-874', languages: ['th'] },
  shift_jis: { name: 'Shift_JIS', languages: ['ja'] },
  'euc-jp': { name: 'EUC-JP', languages: ['ja'] },
  gb18030: { name: 'GB 18030', languages: ['zh-Hans'] },
  big5: { name: 'Big5', languages: ['zh-Hant'] },
  'euc-kr': { name: 'EUC-KR', languages: ['ko'] }
} as const satisfies Record<string, CharsetFacts>;
export type Charset = keyof typeof charsetFacts;

/** Names that mean one of ours, or more than they say; in small letters. */
const aliases: Record<string, Charset> = {
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  cp1252: 'windows-1252',
  latin2: 'iso-8859-2',
  cp1251: 'windows-1251',
  'koi8-ru': 'koi8-u',
  cp866: 'ibm866',
  'iso-8859-8': 'windows-1255',
  'iso-8859-8-i': 'windows-1255',
  'iso-8859-9': 'windows-1254',
  'iso-8859-11': 'windows-874',
  'tis-620': 'windows-874',
  'iso-8859-13': 'windows-1257',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  'x-sjis': 'shift_jis',
  'windows-31j': 'shift_jis',
  'x-euc-jp': 'euc-jp',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  'big5-hkscs': 'big5',
  'ks_c_5601-1987': 'euc-kr',
  cp949: 'euc-kr',
  cp1258: 'windows-1258',
  'x-cp1258': 'windows-1258',
  tcvn3: 'tcvn',
  abc: 'tcvn',
  'tcvn-5712': 'tcvn',
  'tcvn5712-1': 'tcvn',
  'x-viet-tcvn': 'tcvn',
  'x-viet-tcvn5712': 'tcvn',
  'x-viet-vni': 'vni',
  'x-viet-vps': 'vps',
  'x-viet-viscii': 'viscii'
};

/** The charset that a name, an alias of it included, means; null where it is none of ours. */
export function charsetNamed(name: string): Charset | null {
  const plain = name.trim().toLowerCase();
  if (Object.hasOwn(charsetFacts, plain)) return plain as Charset;
  return Object.hasOwn(aliases, plain) ? (aliases[plain] ?? null) : null;
}
