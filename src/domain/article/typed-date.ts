// A date as a person types it into a field, in English or Vietnamese, whichever language the interface speaks.
import { fold } from '../text/fold';
import { isoDay } from './stated';

const englishMonths = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december']
];
const vietnameseMonths = [
  ...['gieng', 'hai', 'ba', 'tu', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi'],
  ...['muoi mot', 'chap']
];
const otherNames: Record<string, number> = { mot: 1, 'muoi hai': 12, sept: 9 };

const month = String.raw`(?<month>\d{1,2}|[a-z]{3,9})`;
const vietnameseMonth = String.raw`(?:thang|thg) (?<month>\d{1,2}|(?:muoi )?[a-z]{2,5})`;
const weekday =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|cn|mon|tue|wed|thu|fri|sat|sun)\b[ .]*/;

/** Tried in turn on the folded text, in which every separator is one space. */
const forms = [
  String.raw`(?<year>\d{4}) (?<month>\d{1,2})(?: (?<day>\d{1,2}))?`,
  String.raw`(?<day>\d{1,2}) (?<month>\d{1,2}) (?<year>\d{4})`,
  String.raw`(?<month>\d{1,2}) (?<year>\d{4})`,
  String.raw`(?:ngay )?(?:(?<day>\d{1,2}) )?${vietnameseMonth} (?:nam )?(?<year>\d{4})`,
  String.raw`(?:the )?(?<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month} (?<year>\d{4})`,
  String.raw`${month} (?<day>\d{1,2})(?:st|nd|rd|th)? (?<year>\d{4})`,
  String.raw`${month}(?: of)? (?<year>\d{4})`
].map((form) => new RegExp(`^${form}$`));

function monthNumber(name: string): number {
  if (/^\d/.test(name)) return Number(name);
  const known = otherNames[name] ?? vietnameseMonths.indexOf(name) + 1;
  if (known > 0) return known;
  return name.length < 3 ? 0 : englishMonths.findIndex((full) => full.startsWith(name)) + 1;
}

/**
 * The ISO day, or the ISO month where no day is named; null where it is no date. Numbers are read day first, unless
 * only the other order is a date.
 */
export function readTypedDate(typed: string): string | null {
  const text = fold(typed)
    .replace(/[年月]/g, ' ')
    .replace(/[\s,./\-–日]+/g, ' ')
    .trim()
    .replace(weekday, '')
    .replace(/^ngay (?=\d)/, '');
  const groups = forms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (!groups) return null;
  const year = Number(groups.year);
  const number = monthNumber(groups.month ?? '');
  if (groups.day === undefined) return isoDay(year, number, 1)?.slice(0, 7) ?? null;
  const day = Number(groups.day);
  const numeric = /^\d{1,2} \d{1,2} \d{4}$/.test(text);
  return isoDay(year, number, day) ?? (numeric ? isoDay(year, day, number) : null);
}
