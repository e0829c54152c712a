// Real texts written out in the charsets of the 1990s, and found and read again with nothing said about them.
import { describe, expect, it } from 'vitest';
import { decodeCharset } from './charsets';
import { decodeText } from './decode';
import {
  brokenRounds,
  legacyRounds,
  unicodeRounds,
  type Round
} from './test-fixtures/charset-rounds';
import { corporaMissing } from './test-fixtures/corpus-texts';
import { encodeTexts, iconvMissing, type Encoded } from './test-fixtures/encoded-texts';
import { vniBytes, vpsBytes } from './test-fixtures/vietnamese-bytes';

const encode = (text: string, charset: string): Encoded =>
  encodeTexts([text], charset)[0] ?? { bytes: new Uint8Array(), kept: '' };
const lower = (text: string, charset: string): string =>
  charset === 'tcvn' ? text.toLowerCase() : text;

describe.skipIf(iconvMissing)(`legacy charsets (${iconvMissing ?? 'by iconv'})`, () => {
  const vietnamese =
    'NGUYỄN VĂN AN: Cây cầu mới bắc qua sông Cổ Cò sẽ thông xe trước cuối tháng; chuyến phà cũ vẫn giữ. Ông Đỗ Ý ở Mỹ Đức.';
  it.each(['windows-1258', 'tcvn', 'tcvn-5712', 'viscii', 'vni', 'vps'])(
    'reads a Vietnamese sentence in %s, capitals included',
    (charset) => {
      const { bytes, kept } = encode(vietnamese, charset);
      const decoded = decodeText('a.txt', bytes, null);
      expect(decoded.charset).toBe(charset === 'tcvn-5712' ? 'tcvn' : charset);
      expect(lower(kept, charset)).toBe(lower(vietnamese, charset));
      expect(lower(decoded.text, charset)).toBe(lower(vietnamese, charset));
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
      expect(decodeCharset(encode(letters, charset).bytes, charset)).toBe(letters);
    }
  });

  // Would catch: a headline whose capitals took the places of control characters, refused as no text.
  it.each(['tcvn-5712', 'viscii', 'vps', 'vni', 'windows-1258'])(
    'reads a headline in capitals in %s',
    (charset) => {
      const headline = 'RỐI LOẠN HỆ THỐNG MIỄN DỊCH CÓ THỂ DẪN ĐẾN CÁC BỆNH TỰ MIỄN';
      const { bytes } = encode(headline, charset);
      expect(decodeText('a.txt', bytes, null).text).toBe(headline);
    }
  );

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
    ['koi8-r', 'Мэр города заявил во вторник, что новый мост откроют до конца месяца.'],
    ['windows-1251', 'МЭР ГОРОДА ЗАЯВИЛ ВО ВТОРНИК, ЧТО НОВЫЙ МОСТ ОТКРОЮТ ДО КОНЦА МЕСЯЦА.'],
    ['windows-1256', 'قال رئيس البلدية يوم الثلاثاء إن الجسر الجديد سيفتح قبل نهاية الشهر.'],
    ['windows-874', 'นายกเทศมนตรีกล่าวเมื่อวันอังคารว่าสะพานใหม่จะเปิดก่อนสิ้นเดือน'],
    [
      'windows-1252',
      'Der Bürgermeister sagte, die neue Brücke über den Fluß werde früher geöffnet.'
    ],
    ['windows-1252', 'The café’s owner — a “regular” himself — said so.'],
    [
      'windows-1252',
      'A filter of 3 × 3, then of 5 × 5 and of h × w pixels, is laid over the picture.'
    ],
    ['windows-1252', 'Alcalde: «El año próximo habrá más»; el señor Núñez se marchó.'],
    ['windows-1252', 'La città è più bella: perché no?'],
    ['windows-1252', 'Não há informações; a situação é difícil, disse São Tomé.'],
    ['windows-1252', 'Å være på vei over fjellet, på tværs af søen, är inte så svårt för Åsa.']
  ];
  it.each(others)('reads a sentence in %s: %s', (charset, text) => {
    const decoded = decodeText('a.txt', encode(text, charset).bytes, null);
    expect([decoded.charset, decoded.text]).toEqual([charset, text]);
  });

  const page = (head: string): string =>
    `<html><head>${head}<title>Cây cầu mới</title></head><body><p>Cây cầu mới bắc qua sông sẽ thông xe trước cuối tháng.</p></body></html>`;
  // Would catch: old pages that declare a user's charset or a template's and are read by it.
  it.each([
    ['tcvn', 'x-user-defined'],
    ['vni', 'iso-8859-1'],
    ['viscii', 'windows-1258'],
    ['vps', 'utf-8'],
    ['windows-1258', 'windows-1251'],
    ['tcvn', 'x-viet-tcvn']
  ])('reads a page in %s that says it is in %s', (charset, declared) => {
    const { bytes, kept } = encode(page(`<meta charset="${declared}">`), charset);
    const decoded = decodeText('a.html', bytes, declared);
    expect([decoded.charset, decoded.text]).toEqual([charset, kept]);
  });
});

describe('Unicode without a mark', () => {
  const order = { 'utf-16le': false, 'utf-16be': true };
  const texts = [
    'Hi',
    'A plain line.',
    'Đò',
    'Cây cầu',
    '市长星期二表示新桥将通车',
    '横跨河面的新桥',
    'Мост'
  ];
  it.each(texts)('is read in either order: %s', (text) => {
    for (const [charset, big] of Object.entries(order)) {
      const bytes = Buffer.from(text, 'utf16le');
      const decoded = decodeText('a.txt', big ? bytes.swap16() : bytes, null);
      expect([decoded.charset, decoded.text]).toEqual([charset, text]);
    }
  });

  it('that ends amid a character is damaged, and says so', () => {
    const bytes = Buffer.from('A plain line.', 'utf16le').subarray(0, -1);
    expect(() => decodeText('a.txt', bytes, null)).toThrow(/fileDamaged.*cutCharacter/);
  });
});

const share = (rounds: Round[]): number =>
  rounds.reduce((sum, { right }) => sum + right, 0) / rounds.reduce((sum, { all }) => sum + all, 0);

describe.skipIf(corporaMissing ?? iconvMissing)(
  `articles of the corpora (${corporaMissing ?? iconvMissing ?? 'all of them: npm run corpus:charsets'})`,
  () => {
    it('are read in the legacy charsets of their languages', () => {
      const rounds = legacyRounds(41);
      const least = { whole: 0.99, cut: 0.97, paragraph: 0.98, capitals: 0.95 };
      for (const [part, enough] of Object.entries(least)) {
        const own = rounds.filter((round) => round.part === part);
        expect(share(own), part).toBeGreaterThanOrEqual(enough);
      }
      // Would catch: one charset of few texts that is never found.
      expect(rounds.filter((round) => share([round]) < 0.6)).toEqual([]);
    }, 120_000);

    // Would catch: a text in Unicode taken for a legacy one, which spoils every letter beyond ASCII.
    it('are never taken for anything else in Unicode', () => {
      const poor = [...unicodeRounds(41), ...brokenRounds(41)].filter(
        ({ right, all }) => right < all
      );
      expect(poor).toEqual([]);
    }, 120_000);
  }
);
