// VNI and VPS, that no program here writes, by the charts their makers published; apart from the decoder's tables.

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

/** Each letter beyond ASCII and its bytes. */
export const vpsBytes = new Map<string, number[]>([
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

/** Each letter beyond ASCII and its bytes. */
export const vniBytes = new Map<string, number[]>([
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
