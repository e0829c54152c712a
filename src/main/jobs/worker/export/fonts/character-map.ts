// The character map of a font: which glyph stands for which code point, looked up in the table as it is.

export interface CharacterMap {
  table: Buffer;
  /** Offsets of subtables of Unicode, the larger kind first. */
  subtables: { format: 4 | 12; at: number }[];
}

/** Unicode, as platforms 0 and 3 name it. */
function isUnicode(platform: number, encoding: number): boolean {
  return platform === 0 ? encoding !== 5 : platform === 3 && [1, 10].includes(encoding);
}

/** Throws RangeError where the table is cut short. */
export function readCharacterMap(table: Buffer): CharacterMap {
  const subtables: CharacterMap['subtables'] = [];
  for (let i = 0; i < table.readUInt16BE(2); i += 1) {
    const record = 4 + i * 8;
    if (!isUnicode(table.readUInt16BE(record), table.readUInt16BE(record + 2))) continue;
    const at = table.readUInt32BE(record + 4);
    const format = table.readUInt16BE(at);
    if (format === 4 || format === 12) subtables.push({ format, at });
  }
  return { table, subtables: subtables.sort((a, b) => b.format - a.format) };
}

/** The first of `count` ascending numbers that is not below `wanted`; `count` where there is none. */
function lowerBound(count: number, wanted: number, numberAt: (index: number) => number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberAt(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function glyphInGroups(table: Buffer, at: number, codePoint: number): number {
  const count = table.readUInt32BE(at + 12);
  const group = (n: number): number => at + 16 + n * 12;
  const n = lowerBound(count, codePoint, (each) => table.readUInt32BE(group(each) + 4));
  if (n === count) return 0;
  const first = table.readUInt32BE(group(n));
  return codePoint < first ? 0 : table.readUInt32BE(group(n) + 8) + codePoint - first;
}

function glyphInSegments(table: Buffer, at: number, codePoint: number): number {
  if (codePoint > 0xffff) return 0;
  const twice = table.readUInt16BE(at + 6);
  const n = lowerBound(twice / 2, codePoint, (each) => table.readUInt16BE(at + 14 + each * 2));
  if (n >= twice / 2) return 0;
  const start = table.readUInt16BE(at + 16 + twice + n * 2);
  if (codePoint < start) return 0;
  const delta = table.readUInt16BE(at + 16 + 2 * twice + n * 2);
  const rangeAt = at + 16 + 3 * twice + n * 2;
  const range = table.readUInt16BE(rangeAt);
  if (range === 0) return (codePoint + delta) & 0xffff;
  const glyph = table.readUInt16BE(rangeAt + range + (codePoint - start) * 2);
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}

/** The glyph's number; 0, as in the font itself, where there is none. A table that leads out of itself has none. */
export function codePointGlyph({ table, subtables }: CharacterMap, codePoint: number): number {
  for (const { format, at } of subtables) {
    try {
      const find = format === 12 ? glyphInGroups : glyphInSegments;
      const glyph = find(table, at, codePoint);
      if (glyph > 0) return glyph;
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
    }
  }
  return 0;
}
