// Real texts written out in the charsets of the 1990s, and found and read again with nothing said about them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode';

const tones = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const vowels = ['a', 'â', 'ă', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
/** Bytes by vowel (rows as above) and tone (none, acute, grave, hook, tilde, dot), small letters then capitals. */
const vpsChart =
  `61 e1 e0 e4 e3 e5 e2 c3 c0 c4 c5 c6 e6 a1 a2 a3 a4 a5 65 e9 e8 c8 eb cb ea 89 8a 8b cd 8c 69 ed ec cc
  ef ce 6f f3 f2 d5 f5 86 f4 d3 d2 b0 87 b6 d6 a7 a9 aa ab ae 75 fa f9 fb db f8 dc d9 d8 ba bb bf 79 9a ff 9b cf 9c
  41 c1 80 81 82 02 c2 83 84 85 1c 03 88 8d 8e 8f f0 04 45 c9 d7 de fe 05 ca 90 93 94 95 06 49 b4 b5 b7 b8 10 4f b9
  bc bd be 11 d4 96 97 98 99 12 f7 9d 9e 9f a6 13 55 da a8 d1 ac 14 d0 ad af b1 1d 15 59 dd b2 fd b3 19`
    .trim()
    .split(/\s+/)
    .map((hex) => Number.parseInt(hex, 16));
const vpsBytes = new Map<string, number[]>([
  ['đ', [0xc7]],
  ['Đ', [0xf1]],
  ...[...vowels, ...vowels.map((vowel) => vowel.toUpperCase())].flatMap((vowel, row) =>
    tones.map((tone, column): [string, number[]] => [
      (vowel + tone).normalize('NFC'),
      [vpsChart[row * 6 + column] ?? 0]
    ])
  )
]);

const latin1 = (text: string): number[] => [...Buffer.from(text, 'latin1')];
/** As people who type VNI see it in a Western font: tone keys of a, of â and of ă; i and ỵ have their own. */
const vniChart: Record<string, string> = {
  a: 'a aù aø aû aõ aï',
  â: 'aâ aá aà aå aã aä',
  ă: 'aê aé aè aú aü aë',
  e: 'e eù eø eû eõ eï',
  ê: 'eâ eá eà eå eã eä',
  i: 'i í ì æ ó ò',
  o: 'o où oø oû oõ oï',
  ô: 'oâ oá oà oå oã oä',
  ơ: 'ô ôù ôø ôû ôõ ôï',
  u: 'u uù uø uû uõ uï',
  ư: 'ö öù öø öû öõ öï',
  y: 'y yù yø yû yõ î'
};
const vniBytes = new Map<string, number[]>([
  ['đ', [0xf1]],
  ['Đ', [0xd1]],
  ...Object.entries(vniChart).flatMap(([vowel, keys]) =>
    keys.split(' ').flatMap((key, at): [string, number[]][] => {
      const letter = (vowel + (tones[at] ?? '')).normalize('NFC');
      return [
        [letter, latin1(key)],
        [letter.toUpperCase(), latin1(key.toUpperCase())]
      ];
    })
  )
]);

const byTable =
  (table: Map<string, number[]>) =>
  (character: string): number[] | null =>
    table.get(character) ?? (character <= '\u007f' ? [character.charCodeAt(0)] : null);
const byIconv =
  (charset: string) =>
  (character: string): number[] | null => {
    const bytes = iconv.encode(character, charset);
    return iconv.decode(bytes, charset).normalize('NFC') === character ? [...bytes] : null;
  };
/** Windows' Vietnamese has letters with circumflex, breve and horn, and tones as marks behind any of them. */
function windows1258(character: string): number[] | null {
  const whole = byIconv('windows-1258')(character);
  if (whole) return whole;
  const [, base = '', tone = ''] =
    /^(.+?)([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b]?)$/u.exec(
      character.normalize('NFD')
    ) ??
      /^(.+)([\u0300\u0301\u0303\u0309\u0323])$/u.exec(character.normalize('NFD')) ?? ['', ''];
  const mark = /[\u0302\u0306\u031b]/.exec(character.normalize('NFD'))?.[0] ?? '';
  const letter = (base.replace(/[\u0302\u0306\u031b]/g, '') + mark).normalize('NFC');
  const bytes = iconv.encode(letter + tone, 'windows-1258');
  return iconv.decode(bytes, 'windows-1258').normalize('NFC') === character ? [...bytes] : null;
}
/** TCVN3's fonts have capitals without tone only; the others are typed as small letters in a capitals' font. */
function tcvn3(character: string): number[] | null {
  const small = 'ĂÂÊÔƠƯĐ'.includes(character) ? character : character.toLowerCase();
  return character <= '\u007f' ? [character.charCodeAt(0)] : byIconv('tcvn')(small);
}

type Encoder = (character: string) => number[] | null;
const encoders: Record<string, Encoder> = {
  'windows-1258': windows1258,
  tcvn: tcvn3,
  viscii: byIconv('viscii'),
  vni: byTable(vniBytes),
  vps: byTable(vpsBytes)
};
const encoderOf = (charset: string): Encoder => encoders[charset] ?? byIconv(charset);

const plainQuotes: [RegExp, string][] = [
  [/[“”„«»]/g, '"'],
  [/[‘’]/g, "'"],
  [/[–—]/g, '-'],
  [/…/g, '...']
];

/** The text's bytes and what of it they hold: quotes are made plain where they must, other characters left out. */
function encode(text: string, charset: string): { bytes: Uint8Array; kept: string } {
  const encodeOne = encoderOf(charset);
  const memory = new Map<string, number[] | null>();
  const bytes: number[] = [];
  let kept = '';
  const add = (character: string): boolean => {
    if (!memory.has(character)) memory.set(character, encodeOne(character));
    const found = memory.get(character);
    if (!found) return false;
    bytes.push(...found);
    kept += character;
    return true;
  };
  for (const character of text) {
    if (add(character)) continue;
    const plain = plainQuotes.find(([from]) => character.search(from) >= 0)?.[1] ?? '';
    for (const each of plain) add(each);
  }
  return { bytes: Uint8Array.from(bytes), kept };
}

const comparable = (text: string, charset: string): string =>
  charset === 'tcvn' ? text.toLowerCase() : text;

function isRight(text: string, charset: string): boolean {
  const { bytes, kept } = encode(text, charset);
  const decoded = decodeText('a.txt', bytes, null);
  // What is ASCII throughout is read as UTF-8, and rightly.
  const plain = !/[^\p{ASCII}]/u.test(kept);
  return (
    (plain || sameText(kept, decoded.charset, charset)) &&
    comparable(decoded.text, charset) === comparable(kept, charset)
  );
}
/** A text of quotes and dashes only may be named by any charset that has them in the same places. */
const sameText = (kept: string, found: string, charset: string): boolean =>
  found === charset || !/[^\p{ASCII}\P{L}]/u.test(kept);

describe('legacy charsets', () => {
  const vietnamese =
    'NGUYỄN VĂN AN: Cây cầu mới bắc qua sông Cổ Cò sẽ thông xe trước cuối tháng; chuyến phà cũ vẫn giữ. Ông Đỗ Ý ở Mỹ Đức.';
  it.each(['windows-1258', 'tcvn', 'viscii', 'vni', 'vps'])(
    'reads a Vietnamese sentence in %s, capitals included',
    (charset) => {
      const { bytes, kept } = encode(vietnamese, charset);
      const decoded = decodeText('a.txt', bytes, null);
      expect(decoded.charset).toBe(charset);
      expect(kept).toBe(vietnamese);
      expect(comparable(decoded.text, charset)).toBe(comparable(vietnamese, charset));
      // Would catch: a surname in capitals but for its accented letter.
      expect(decoded.text).toMatch(/^NGUYỄN VĂN/);
    }
  );

  it('reads every letter of VNI and VPS', () => {
    for (const [charset, table] of [
      ['vni', vniBytes],
      ['vps', vpsBytes]
    ] as const) {
      const letters = [...table.keys()].join(' ');
      const declared = decodeText('a.txt', encode(letters, charset).bytes, `x-viet-${charset}`);
      expect(declared.text).toBe(letters);
    }
  });

  const others: [string, string][] = [
    [
      'big5',
      '市長星期二表示，橫跨河面的新橋將在月底之前通車，而舊的渡船仍會保留。居民說，他們等這一天已經等了很久。'
    ],
    ['big5', '台北市政府今天宣布，捷運新路線明年動工。'],
    ['gb18030', '市长星期二表示，横跨河面的新桥将在月底之前通车，而旧的渡船仍会保留。'],
    ['shift_jis', '市長は火曜日、新しい橋が月末までに開通すると述べた。古い渡し船は残る。'],
    ['euc-jp', '市長は火曜日、新しい橋が月末までに開通すると述べた。古い渡し船は残る。'],
    ['euc-kr', '시장은 화요일에 새 다리가 월말 전에 개통되고 옛 나룻배는 남을 것이라고 말했다.'],
    [
      'windows-1251',
      'Мэр города заявил во вторник, что новый мост откроют до конца месяца, а паром останется.'
    ],
    ['windows-1256', 'قال رئيس البلدية يوم الثلاثاء إن الجسر الجديد سيفتح قبل نهاية الشهر.'],
    [
      'windows-1252',
      'Der Bürgermeister sagte, die neue Brücke über den Fluß werde früher geöffnet.'
    ],
    ['windows-1252', 'The café’s owner — a “regular” himself — said so.'],
    ['windows-1252', 'Alcalde: «El año próximo habrá más»; el señor Núñez se marchó.'],
    ['windows-1252', 'La città è più bella: perché no?'],
    ['windows-1252', 'Não há informações; a situação é difícil, disse São Tomé.'],
    ['windows-1252', 'Å være på vei over fjellet, på tværs af søen, är inte så svårt för Åsa.']
  ];
  it.each(others)('reads a sentence in %s: %s', (charset, text) => {
    const decoded = decodeText('a.txt', encode(text, charset).bytes, null);
    expect([decoded.charset, decoded.text]).toEqual([charset, text]);
  });
});

const corpora = join(import.meta.dirname, '../../../../../shared/corpora/dev');

const texts = (corpus: string, file: string): string[] => {
  const folder = join(corpora, corpus, 'base');
  return readdirSync(folder).map((name) =>
    readFileSync(join(folder, name, file), 'utf8').normalize('NFC')
  );
};

/** Charsets by corpus. */
const rounds: [language: string, corpus: string, charsets: string[]][] = [
  ['Vietnamese', 'ntrex-en-vi', ['windows-1258', 'tcvn', 'viscii', 'vni', 'vps']],
  ['Vietnamese', 'xquad-en-vi', ['windows-1258', 'tcvn', 'viscii', 'vni', 'vps']],
  ['Chinese', 'ntrex-en-zh', ['gb18030']],
  ['Japanese', 'ntrex-en-ja', ['shift_jis', 'euc-jp']],
  ['Korean', 'ntrex-en-ko', ['euc-kr']],
  ['Russian', 'ntrex-en-ru', ['windows-1251']],
  ['Arabic', 'ntrex-en-ar', ['windows-1256']],
  ['German', 'ntrex-en-de', ['windows-1252']],
  ['French', 'ntrex-en-fr', ['windows-1252']]
];

describe.skipIf(!existsSync(corpora))(
  'legacy charsets of whole articles (skipped where ../shared/corpora/dev is absent)',
  () => {
    const cases = rounds.flatMap(([language, corpus, charsets]) =>
      charsets.map((charset) => [language, corpus, charset] as const)
    );
    it.each(cases)('reads %s of %s in %s', (_language, corpus, charset) => {
      const all = texts(corpus, 'target.txt');
      const share = (part: string[]): number =>
        part.filter((text) => isRight(text, charset)).length / part.length;
      const paragraphs = all.flatMap((text) => text.split('\n\n'));
      const whole = share(all);
      const cut = share(all.map((text) => text.slice(0, 300)));
      const single = share(paragraphs);
      expect(whole).toBeGreaterThanOrEqual(0.995);
      expect(cut).toBeGreaterThanOrEqual(0.97);
      expect(single).toBeGreaterThanOrEqual(0.97);
    });

    it('takes no UTF-8 or English text for anything else', () => {
      const wrong = [...new Set(rounds.map(([, corpus]) => corpus))].flatMap((corpus) =>
        ['source.txt', 'target.txt'].flatMap((file) =>
          texts(corpus, file).filter((text) => {
            const decoded = decodeText('a.txt', new TextEncoder().encode(text), null);
            return decoded.charset !== 'utf-8' || decoded.text !== text;
          })
        )
      );
      expect(wrong).toEqual([]);
      expect(
        texts('ntrex-en-vi', 'source.txt').filter((text) => !isRight(text, 'windows-1252'))
      ).toEqual([]);
    });
  }
);
