// Texts written out in legacy charsets by the iconv program (glibc's), VNI and VPS by their charts.
import { spawnSync } from 'node:child_process';
import { vniBytes, vpsBytes } from './vietnamese-bytes';

const run = (input: Uint8Array, charset: string): Buffer =>
  spawnSync('iconv', ['-c', '-f', 'utf-8', '-t', charset], { input, maxBuffer: 1 << 30 }).stdout;

/** Why texts cannot be written out here; null where they can. */
export const iconvMissing: string | null = spawnSync('iconv', ['--version']).stdout?.length
  ? null
  : 'the iconv program is not installed';

export interface Encoded {
  bytes: Uint8Array;
  /** What of the text the bytes hold: quotes are made plain where they must, other characters left out. */
  kept: string;
}

const plainQuotes: [RegExp, string][] = [
  [/[“”„«»]/g, '"'],
  [/[‘’]/g, "'"],
  [/[–—]/g, '-'],
  [/…/g, '...']
];

/** TCVN3's fonts draw accented capitals from small letters; only these have codes of their own. */
const tcvnCapitals = /[ĂÂÊÔƠƯĐ]/u;
const smallCapital = (letter: string): string =>
  tcvnCapitals.test(letter) ? letter : letter.toLowerCase();

const codes: Record<string, string> = {
  'windows-1258': 'WINDOWS-1258',
  'windows-1252': 'WINDOWS-1252',
  'windows-1251': 'WINDOWS-1251',
  'windows-1256': 'WINDOWS-1256',
  'koi8-r': 'KOI8-R',
  shift_jis: 'CP932',
  'euc-jp': 'EUC-JP',
  gb18030: 'GB18030',
  big5: 'BIG5',
  'euc-kr': 'EUC-KR',
  viscii: 'VISCII',
  /** As TCVN3's fonts have it. */
  tcvn: 'TCVN',
  /** The standard's capitals, which took the places of control characters. */
  'tcvn-5712': 'TCVN'
};
const charts: Record<string, Map<string, number[]>> = { vni: vniBytes, vps: vpsBytes };

/** Separates texts on their way through the program; no charset has a letter there. */
const separator = '\f';

/** Characters beyond ASCII that come through iconv. */
function holdable(characters: ReadonlySet<string>, code: string): Set<string> {
  const all = [...characters];
  const lines = run(Buffer.from(all.join('\n')), code).toString('latin1').split('\n');
  return new Set(all.filter((_character, at) => lines[at] !== ''));
}

/** All texts (NFC) in one charset, a key of `codes`, vni or vps. */
export function encodeTexts(texts: readonly string[], charset: string): Encoded[] {
  const small = charset === 'tcvn';
  const ready = texts.map((text) =>
    text.replace(/[^\p{ASCII}]/gu, (letter) => (small ? smallCapital(letter) : letter))
  );
  const chart = charts[charset];
  const code = codes[charset] ?? charset;
  const met = new Set(ready.join('').match(/[^\p{ASCII}]/gu) ?? []);
  const known = chart ? new Set(chart.keys()) : holdable(met, code);
  const kept = ready.map((text) => {
    const plain = plainQuotes.reduce(
      (words, [quote, ascii]) =>
        words.replace(quote, (sign) => (known.has(sign) ? sign : ascii)),
      text
    );
    return plain.replace(/[^\p{ASCII}]/gu, (letter) => (known.has(letter) ? letter : ''));
  });
  const bytes = chart
    ? kept.map((text) => byChart(text, chart))
    : split(run(Buffer.from(kept.join(separator)), code));
  return kept.map((text, at) => ({ kept: text, bytes: bytes[at] ?? new Uint8Array() }));
}

function byChart(text: string, chart: ReadonlyMap<string, number[]>): Uint8Array {
  return Uint8Array.from(
    Array.from(text, (character) => chart.get(character) ?? [character.charCodeAt(0)]).flat()
  );
}

function split(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(separator, start);
    parts.push(bytes.subarray(start, end < 0 ? undefined : end));
    if (end < 0) return parts;
    start = end + 1;
  }
}
