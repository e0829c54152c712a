// What Word writes before the items of lists: numbers counted by word/numbering.xml.
import { readXml } from './xml';

interface Level {
  format: string;
  /** `%1.%2)` and its like: places of the numbers of this level and those around it. */
  text: string;
  start: number;
}

interface List {
  levels: Map<number, Level>;
  counts: number[];
}

const deepestLevel = 8;
/** As long as a block's marker may be. */
const longestMarker = 12;

export class DocxNumbering {
  readonly #lists = new Map<string, List>();

  /** `source` is word/numbering.xml. */
  constructor(source: string) {
    const abstracts = new Map<string, Map<number, Level>>();
    let levels = new Map<number, Level>();
    let level: Level | null = null;
    let overridden: number | null = null;
    for (const part of readXml(source)) {
      if (typeof part === 'string' || !part.open) continue;
      const value = part.attribute('val') ?? '';
      if (part.name === 'abstractNum') {
        levels = new Map();
        abstracts.set(part.attribute('abstractNumId') ?? '', levels);
      } else if (part.name === 'num') {
        levels = new Map();
        this.#lists.set(part.attribute('numId') ?? '', { levels, counts: [] });
      } else if (part.name === 'abstractNumId') {
        for (const [depth, own] of abstracts.get(value) ?? []) levels.set(depth, { ...own });
      } else if (part.name === 'lvlOverride') overridden = Number(part.attribute('ilvl'));
      else if (part.name === 'startOverride') {
        const own = levels.get(overridden ?? -1);
        if (own) own.start = Number(value) || 0;
      } else if (part.name === 'lvl') {
        level = { format: 'decimal', text: '', start: 1 };
        levels.set(Number(part.attribute('ilvl')), level);
      } else if (!level) continue;
      else if (part.name === 'numFmt') level.format = value;
      else if (part.name === 'lvlText') level.text = value;
      else if (part.name === 'start') level.start = Number(value) || 0;
    }
  }

  /** Counts an item of the list; null for bullets and for lists that the file does not describe. */
  next(list: string, depth: number): string | null {
    const found = this.#lists.get(list);
    const own = found?.levels.get(depth);
    if (!found || !own || depth > deepestLevel) return null;
    const { counts, levels } = found;
    counts.length = Math.min(counts.length, depth + 1);
    for (let at = 0; at < depth; at += 1) counts[at] ??= levels.get(at)?.start ?? 1;
    counts[depth] = counts[depth] === undefined ? own.start : counts[depth] + 1;
    if (own.format === 'bullet' || own.format === 'none') return null;
    const marker = own.text.replace(/%(\d)/g, (_whole, digit: string) => {
      const at = Number(digit) - 1;
      return written(counts[at] ?? 1, at === depth ? own.format : (levels.get(at)?.format ?? ''));
    });
    const words = marker.trim();
    return words === '' || words.length > longestMarker ? null : words;
  }
}

function written(count: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(count);
    case 'upperLetter':
      return letters(count).toUpperCase();
    case 'lowerRoman':
      return roman(count);
    case 'upperRoman':
      return roman(count).toUpperCase();
    case 'decimalZero':
      return String(count).padStart(2, '0');
    default:
      return String(count);
  }
}

/** a … z, aa, bb, as Word counts. */
const letters = (count: number): string =>
  count < 1 || count > 260
    ? String(count)
    : String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.ceil(count / 26));

const romanDigits: [string, number][] = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1]
];

function roman(count: number): string {
  if (count < 1 || count > 3999) return String(count);
  let left = count;
  return romanDigits
    .map(([digit, value]) => {
      const times = Math.floor(left / value);
      left -= times * value;
      return digit.repeat(times);
    })
    .join('');
}
