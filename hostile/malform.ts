// Harm done to whole files by chance: cuts, flips, holes and repeats, in the file or in one part of an archive.
import { makeZip } from '../src/main/jobs/parser/test-fixtures/make-zip';
import { seededRandom } from './random';
import { wholeFiles, type Format } from './whole-files';

export interface HostileFile {
  name: string;
  /** What was done to it, in a word. */
  harm: string;
  bytes: Uint8Array;
}

type Harm = (bytes: Buffer, upTo: (bound: number) => number) => Buffer;

const harms: Record<string, Harm> = {
  cut: (bytes, upTo) => bytes.subarray(0, upTo(bytes.length)),
  beheaded: (bytes, upTo) => bytes.subarray(1 + upTo(bytes.length - 1)),
  hole: (bytes, upTo) => {
    const at = upTo(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + upTo(bytes.length / 4))]);
  },
  flippedBit: (bytes, upTo) => {
    const at = upTo(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(8));
    return bytes;
  },
  flippedBytes: (bytes, upTo) => {
    for (let left = 1 + upTo(64); left > 0; left -= 1) bytes[upTo(bytes.length)] = upTo(256);
    return bytes;
  },
  zeroes: (bytes, upTo) => {
    const at = upTo(bytes.length);
    return bytes.fill(0, at, Math.min(bytes.length, at + 1 + upTo(512)));
  },
  repeat: (bytes, upTo) => {
    const at = upTo(bytes.length);
    const piece = bytes.subarray(at, at + 1 + upTo(256));
    const parts = Array.from({ length: 1 + upTo(50) }, () => piece);
    return Buffer.concat([bytes.subarray(0, at), ...parts, bytes.subarray(at)]);
  }
};

/** The same files for the same seed. In archives every other one is broken before it is packed. */
export function malformedFiles(format: Format, count: number, seed: number): HostileFile[] {
  const random = seededRandom(seed);
  const upTo = (bound: number): number => Math.floor(random() * Math.max(1, bound));
  const names = Object.keys(harms);
  const wholes = wholeFiles[format];
  return Array.from({ length: count }, (_none, index) => {
    const whole = wholes[index % wholes.length];
    const harm = names[upTo(names.length)] ?? '';
    const broken = (bytes: Uint8Array): Uint8Array => {
      // Every third file is broken twice.
      const once = harms[harm]?.(Buffer.from(bytes), upTo) ?? Buffer.from(bytes);
      return index % 3 === 0 ? (harms.flippedBytes?.(Buffer.from(once), upTo) ?? once) : once;
    };
    const content = whole?.content ?? new Uint8Array();
    const name = `${format} ${String(index).padStart(3, '0')} ${whole?.name ?? ''}`;
    if (!Array.isArray(content)) return { name, harm, bytes: broken(content) };
    if (index % 2 === 0) return { name, harm, bytes: broken(makeZip(content)) };
    const chosen = upTo(content.length);
    const parts = content.map((part, at) =>
      at === chosen ? { ...part, content: broken(Buffer.from(part.content)) } : part
    );
    return { name, harm: `${harm} part`, bytes: makeZip(parts) };
  });
}
