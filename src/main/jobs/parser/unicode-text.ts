// UTF-8 and UTF-16 told by the bytes themselves, damaged ones included.
import type { Charset } from '@shared/charsets';
import { decodeCharset } from './charsets';
import * as frequent from './frequent-characters';

const frequentHan = new Set(
  frequent.simplifiedChinese + frequent.traditionalChinese + frequent.japanese
);
/** Letters of living scripts and what stands between them. */
const usual = new RegExp(
  [
    '[\\t-\\r -~\\u00a0-\\u024f]',
    '[\\u0370-\\u052f]',
    '[\\u0591-\\u06ff]',
    '[\\u0904-\\u11ff]',
    '[\\u1e00-\\u1eff\\u2010-\\u2026\\u2030-\\u203a\\u20ab\\u20ac\\u2122]',
    '[\\u3000-\\u30ff\\uff01-\\uff9f]',
    '\\p{M}'
  ].join('|'),
  'u'
);

/** How little the characters are those of running text, 0 to 1 a character, 2 for a zero byte's. */
function oddness(text: string): number {
  const sample = [...text.slice(0, 4000)];
  const odd = sample.reduce((sum, character) => {
    if (usual.test(character) || frequentHan.has(character)) return sum;
    if (/[\u4e00-\u9fff\u{1f000}-\u{1faff}]/u.test(character)) return sum + 0.5;
    if (/[\uac00-\ud7a3]/.test(character)) return sum + 0.1;
    return sum + (character === '\0' ? 2 : 1);
  }, 0);
  return odd / Math.max(1, sample.length);
}

const mostOddness = 0.3;

/** The order of UTF-16 that has no mark; null where neither makes text. A last odd byte is not looked at. */
export function unicodeOrder(bytes: Uint8Array): Charset | null {
  const sample = bytes.subarray(0, Math.min(8000, bytes.length - (bytes.length % 2)));
  const [little, big] = (['utf-16le', 'utf-16be'] as const).map((charset) => {
    const text = decodeCharset(sample, charset);
    return { charset, odd: text === '' ? Infinity : oddness(text) };
  });
  if (!little || !big) return null;
  const best = little.odd <= big.odd ? little : big;
  return best.odd <= mostOddness ? best.charset : null;
}

/** What invalid UTF-8 may be: a few bad bytes in it, a whole text but for its last character, or another charset. */
export function brokenUtf8(bytes: Uint8Array): 'stray' | 'cut' | 'other' {
  const text = new TextDecoder().decode(bytes);
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const broken = count(/\ufffd/g);
  const [short, long] = [count(/[\u0080-\u07ff]/g), count(/(?![\u0080-\u07ff\ufffd])\P{ASCII}/gu)];
  if (broken === 1 && text.endsWith('\ufffd')) {
    return short + long > 0 || isCutSign(bytes) ? 'cut' : 'other';
  }
  // In legacy text bytes fall into such an order by chance, the longer ones less often.
  if (short + 3 * long > 3 * broken) return 'stray';
  // In Western text never; elsewhere they stand among broken ones.
  const isLatin =
    count(
      /(?![\u00a0-\u00ff\u0102\u0103\u0110\u0111\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0370-\u03ff\u2010-\u22ff\ufffd])\P{ASCII}/gu
    ) === 0;
  const apart = count(/(?<=\p{ASCII})(?!\ufffd)\P{ASCII}(?=\p{ASCII}|$)/gu);
  return isLatin && apart > 0 && 3 * apart >= broken ? 'stray' : 'other';
}

/** Whether a text in ASCII else ends in the beginning of a dash, a quote or a Latin letter, and in no legacy letter. */
function isCutSign(bytes: Uint8Array): boolean {
  const end = Buffer.from(bytes.subarray(-8)).toString('latin1');
  const lone = /[\u0020-\u007e][\u00c2\u00c3\u00e2]$/.test(end) && bytes.length > 20;
  return lone || /[\u00e0-\u00f4][\u0080-\u00bf]{1,2}$/.test(end);
}
