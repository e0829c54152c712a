// Figures by value and dates by their month, whichever notation a language writes them in.
import { formOf, type Token } from './tokens';

export interface Quantity {
  /** Indexes into the tokens, half-open. */
  from: number;
  to: number;
  kind: 'number' | 'month';
  value: number;
}

/** Words that multiply the figure before them; in CJK each character is a token. */
const scaleWords: Record<string, Record<string, number>> = {
  en: { hundred: 1e2, thousand: 1e3, million: 1e6, billion: 1e9, bn: 1e9, trillion: 1e12 },
  vi: { trăm: 1e2, nghìn: 1e3, ngàn: 1e3, vạn: 1e4, triệu: 1e6, tỷ: 1e9, tỉ: 1e9 },
  de: {
    tausend: 1e3,
    million: 1e6,
    millionen: 1e6,
    mio: 1e6,
    milliarde: 1e9,
    milliarden: 1e9,
    mrd: 1e9
  },
  fr: { mille: 1e3, million: 1e6, millions: 1e6, milliard: 1e9, milliards: 1e9 },
  es: { mil: 1e3, millón: 1e6, millones: 1e6 },
  pt: { mil: 1e3, milhão: 1e6, milhões: 1e6 },
  it: { mila: 1e3, milione: 1e6, milioni: 1e6, miliardo: 1e9, miliardi: 1e9 },
  ru: {
    тысяч: 1e3,
    тысячи: 1e3,
    млн: 1e6,
    миллион: 1e6,
    миллиона: 1e6,
    миллионов: 1e6,
    млрд: 1e9,
    миллиард: 1e9,
    миллиарда: 1e9,
    миллиардов: 1e9
  },
  zh: { 百: 1e2, 千: 1e3, 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 },
  ja: { 百: 1e2, 千: 1e3, 万: 1e4, 億: 1e8, 兆: 1e12 },
  ko: { 백: 1e2, 천: 1e3, 만: 1e4, 억: 1e8, 조: 1e12 }
};
/** "2 triệu rưỡi": and a half of the scale. */
const HALF_MORE = 'rưỡi';
/** Words before "25/7" that make it a date. */
const dateLeads = new Set(
  'ngày hôm mùng mồng sáng trưa chiều tối đêm từ đến le du au am vom bis el del on'.split(' ')
);

interface Notation {
  decimalMark: string;
  dayFirst: boolean;
  scales: ReadonlyMap<string, number>;
}
const notations = new Map<string, Notation>();

function notationOf(language: string): Notation {
  let notation = notations.get(language);
  if (!notation) {
    const base = language.toLowerCase().split('-')[0] ?? '';
    const form = formOf(language);
    const known = Intl.NumberFormat.supportedLocalesOf([base === '' ? 'und' : base]);
    const parts = new Intl.NumberFormat(known[0] ?? 'en').formatToParts(1.5);
    notation = {
      decimalMark: parts.find(({ type }) => type === 'decimal')?.value ?? '.',
      dayFirst: base !== 'en',
      scales: new Map(
        Object.entries(scaleWords[base] ?? {}).map(([word, scale]) => [form(word), scale])
      )
    };
    notations.set(language, notation);
  }
  return notation;
}

/** Figures among the tokens of `text`, in order. A month is 1–12; numbers stand with their scale word multiplied in. */
export function quantitiesIn(text: string, tokens: readonly Token[], language: string): Quantity[] {
  const notation = notationOf(language);
  const found: Quantity[] = [];
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]?.kind !== 'figure') continue;
    const date = dateAt(text, tokens, index, notation);
    if (date.length > 0) {
      found.push(...date);
      index = (date[0]?.to ?? index + 1) - 1;
      continue;
    }
    const number = numberAt(text, tokens, index, notation);
    found.push(number);
    index = number.to - 1;
  }
  return found;
}

function numberAt(
  text: string,
  tokens: readonly Token[],
  from: number,
  { decimalMark, scales }: Notation
): Quantity {
  let to = from + 1;
  let scale = 1;
  for (;;) {
    const word = tokens[to];
    const factor = word && scales.get(word.form);
    if (!factor || text.slice(tokens[to - 1]?.end, word.start).trim() !== '') break;
    scale *= factor;
    to++;
  }
  let value = parseFigure(tokens[from]?.written ?? '', decimalMark, scale > 1) * scale;
  if (scale > 1 && tokens[to]?.written.toLowerCase() === HALF_MORE) {
    value += scale / 2;
    to++;
  }
  return { from, to, kind: 'number', value: Number(value.toPrecision(9)) };
}

/**
 * The value of digits with points and commas. One mark before exactly three digits groups thousands
 * in every notation (texts keep the foreign one often enough), unless a scale word follows.
 */
function parseFigure(written: string, decimalMark: string, scaled: boolean): number {
  const marks = written.replace(/\d/gu, '');
  const last = marks.at(-1);
  if (last === undefined) return Number(written);
  const digitsAfter = written.length - 1 - written.lastIndexOf(last);
  const repeated = marks.length > 1 && marks.split(last).length > 2;
  const grouping =
    digitsAfter === 3 && !written.startsWith('0') && !(scaled && last === decimalMark);
  if (repeated || (grouping && marks.length === 1)) return Number(written.replace(/[.,]/gu, ''));
  const at = written.lastIndexOf(last);
  return Number(`${written.slice(0, at).replace(/[.,]/gu, '')}.${written.slice(at + 1)}`);
}

/** 25/7/2025, 25-7-2025, 25.7.2025, 2025-07-25, ngày 25/7, 9/2024; empty where the figures are no date. */
function dateAt(
  text: string,
  tokens: readonly Token[],
  from: number,
  { dayFirst }: Notation
): Quantity[] {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(tokens[from]?.written ?? '');
  const figures = dotted ? dotted.slice(1).map(Number) : [Number(tokens[from]?.written)];
  let to = from + 1;
  let joint = '';
  while (!dotted && figures.length < 3 && tokens[to]?.kind === 'figure') {
    const between = text.slice(tokens[to - 1]?.end, tokens[to]?.start);
    if (!/^[/-]$/u.test(between) || (joint !== '' && between !== joint)) break;
    joint = between;
    figures.push(Number(tokens[to]?.written));
    to++;
  }
  const [a = NaN, b = NaN, c = NaN] = figures;
  const number = (value: number): Quantity => ({ from, to, kind: 'number', value });
  const month = (value: number): Quantity => ({ from, to, kind: 'month', value });
  if (isYear(a) && isMonth(b) && isDay(c)) return [number(a), month(b), number(c)];
  if (isYear(c)) {
    if (isDay(a) && isMonth(b) && (dayFirst || a > 12)) return [number(a), month(b), number(c)];
    if (isMonth(a) && isDay(b)) return [month(a), number(b), number(c)];
  }
  if (figures.length !== 2 || joint !== '/') return [];
  if (isMonth(a) && isYear(b)) return [month(a), number(b)];
  const lead = tokens[from - 1]?.written.toLowerCase() ?? '';
  const plainlyDay = isDay(a) && isMonth(b) && (a > 12 || dateLeads.has(lead));
  return dayFirst && plainlyDay ? [number(a), month(b)] : [];
}

const isYear = (value: number): boolean => value >= 1000 && value <= 2999;
const isMonth = (value: number): boolean => value >= 1 && value <= 12;
const isDay = (value: number): boolean => value >= 1 && value <= 31;
