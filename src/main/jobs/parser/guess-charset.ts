// Which legacy charset a text is in: each is tried, and the one whose text surprises least is right.
// General detectors look at bytes and take Vietnamese for Western text; here the decoded letters and words speak.
import type { Charset } from '@shared/charsets';
import { candidates, surprise, unspacedUnicode, type Candidate } from './charset-models';
import { decodeCharset } from './charsets';
import { likeness } from './detect-language';

export const canGuess = (charset: Charset): boolean =>
  candidates.some((candidate) => candidate.charset === charset);

/** Bytes that are looked at, from the first one that is not plain text on. */
const sampleBytes = 60_000;

interface Reading {
  candidate: Candidate;
  text: string;
  bits: number;
}

/**
 * The likeliest legacy charset's name, windows-1252 where nothing speaks for another, and the text read in it.
 * `declared` is what the file says of itself; it stands unless the words speak against it.
 */
export function guessCharset(
  bytes: Uint8Array,
  declared: Charset | null
): { charset: Charset; text: string } {
  const first = Math.max(0, bytes.findIndex((byte) => byte > 0x7f || isOdd(byte)) - 1);
  const sample = bytes.subarray(first, first + sampleBytes);
  const open = unspacedFor(bytes);
  const readings = [...candidates, ...open].map((candidate): Reading => {
    const text = decodeCharset(
      candidate.charset.startsWith('utf') ? bytes.subarray(0, sampleBytes) : sample,
      candidate.charset
    );
    // Letters in ASCII are free elsewhere; where they may be halves of others, they are not.
    const plain = open.length > 0 ? (text.match(/\p{ASCII}/gu)?.length ?? 0) : 0;
    return { candidate, text, bits: surprise(text, candidate) + plain * plainBits };
  });
  const { charset } = likeliest(readings, declared).candidate;
  return { charset, text: decodeCharset(bytes, charset) };
}

/** A control character that no text has. */
const isOdd = (byte: number): boolean => byte < 0x20 && (byte < 0x09 || byte > 0x0d);

const plainBits = 4;

/** UTF-16, where most of what is read so are East Asian letters. */
function unspacedFor(bytes: Uint8Array): readonly Candidate[] {
  if (bytes.length % 2 === 1) return [];
  const start = bytes.subarray(0, 400);
  return unspacedUnicode.filter(({ charset }) => {
    const text = decodeCharset(start, charset);
    const found = text.match(/[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff9f]/g);
    return (found?.length ?? 0) > 0.9 * text.length;
  });
}

const priorBits = 6;
/** A declaration may be the template's or the copied page's: it stands where its text costs little more. */
const declaredBits = 30;
const declaredShare = 0.25;
/** Readings in one language within so many bits of its best are compared by how much they are like it. */
const closeBits = 60;
const likenessBits = 150;

function likeliest(readings: Reading[], declared: Charset | null): Reading {
  const priced = readings.map((reading, at): Reading => {
    const { candidate, bits } = reading;
    const named = candidate.charset === declared && declared !== 'windows-1252';
    const discount = named ? declaredBits + Math.abs(bits) * declaredShare : 0;
    return { ...reading, bits: bits + (at === 0 ? 0 : priorBits) - discount };
  });
  const family = best(priced).candidate.letters;
  const related = priced.filter(({ candidate }) => candidate.letters === family);
  const limit = best(related).bits + closeBits;
  const close = related.filter(({ bits }) => bits < limit);
  return close.length === 1
    ? best(close)
    : best(
        close.map(({ candidate, text, bits }): Reading => {
          const alike = likeness(text, candidate.languages);
          return { candidate, text, bits: bits - likenessBits * alike };
        })
      );
}

/** The first of the least. */
const best = (readings: readonly Reading[]): Reading =>
  readings.reduce((least, each) => (each.bits < least.bits ? each : least));
