// Sentences' stuff in other scripts: words and phrases of newspapers, within what the test's faces can show.
import { english, vietnamese, type Tongue } from './random-pair';

const spaced = (language: string, words: string): Tongue => ({
  language,
  words: words.split(' '),
  space: ' '
});
const unspaced = (language: string, words: string): Tongue => ({
  language,
  words: words.split(' '),
  space: ''
});

export const japanese = unspaced(
  'ja',
  '日本 の 新聞 は 昨日、 大きな 川 が 町 に 入った と 伝えた。 市長 は「 水 」を 見て 話した'
);
export const chinese = unspaced(
  'zh',
  '中国 的 报纸 昨天 说， 大河 的 水 进了 城市。 市长 在 桥上 看见 “ 人们 ” 很 多'
);
export const korean = spaced(
  'ko',
  '한국 신문은 어제 큰 강의 물이 도시에 들어왔다고 말했다. 시장은 “우리” 마을 사람들을 만났다'
);
export const thai = unspaced(
  'th',
  'หนังสือพิมพ์ ไทย รายงาน ว่า น้ำ ใน แม่น้ำ สูง ขึ้น เมื่อ วาน นี้ ผู้ว่าฯ กล่าว ที่ หมู่บ้าน'
);
export const arabic = spaced(
  'ar',
  'قالت الصحيفة أمس إن النهر دخل المدينة ورئيس البلدية زار القرية مع السكان'
);
export const hebrew = spaced(
  'he',
  'העיתון כתב אתמול כי הנהר נכנס אל העיר וראש העירייה ביקר בכפר עם התושבים'
);

/** Beside English or Vietnamese, as a translator would have them. */
export const scripts: readonly (readonly [name: string, tongues: readonly [Tongue, Tongue]])[] = [
  ['English and Vietnamese', [english, vietnamese]],
  ['Japanese', [english, japanese]],
  ['Chinese', [vietnamese, chinese]],
  ['Korean', [english, korean]],
  ['Thai', [english, thai]],
  ['Arabic', [english, arabic]],
  ['Hebrew', [english, hebrew]]
];
