// What an article says of itself in plain words: date, byline, place of its dateline.
import { fold } from '../text/fold';
import { textWeight } from '../text/measure';
import type { ParsedArticle } from './schema';

export interface StatedFacts {
  /** ISO 8601 day. */
  date?: string;
  byline?: string;
  place?: string;
}

const months = new Map(
  [
    ['january', 'jan', 'janvier', 'januar', 'enero', 'janeiro', 'gennaio'],
    ['february', 'feb', 'fevrier', 'februar', 'febrero', 'fevereiro', 'febbraio'],
    ['march', 'mar', 'mars', 'marz', 'marzo', 'marco'],
    ['april', 'apr', 'avril', 'abril', 'aprile'],
    ['may', 'mai', 'mayo', 'maio', 'maggio'],
    ['june', 'jun', 'juin', 'juni', 'junio', 'junho', 'giugno'],
    ['july', 'jul', 'juillet', 'juli', 'julio', 'julho', 'luglio'],
    ['august', 'aug', 'aout', 'agosto'],
    ['september', 'sep', 'sept', 'septembre', 'septiembre', 'setembro', 'settembre'],
    ['october', 'oct', 'octobre', 'oktober', 'octubre', 'outubro', 'ottobre'],
    ['november', 'nov', 'novembre', 'noviembre', 'novembro'],
    ['december', 'dec', 'decembre', 'dezember', 'diciembre', 'dezembro', 'dicembre']
  ].flatMap((names, index) => names.map((name) => [name, index + 1] as const))
);

/** The day as ISO 8601; null for one that no calendar has, or outside 1500 to 2200. */
export function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1500 || year > 2200 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return null;
  }
  return date.toISOString().slice(0, 10);
}

/** Dates are looked for in short texts; a page may state a megabyte as one. */
const longestDated = 500;

/** The first full date in the first 500 characters of `text` as an ISO day; numbers with slashes or dots are read day first. Null for none. */
export function findDate(text: string): string | null {
  const folded = fold(text.slice(0, longestDated));
  const ymd =
    /(?<!\d)(\d{4})(?:-|\/|\.|\s*年\s*|\s*년\s*)(\d{1,2})(?:-|\/|\.|\s*月\s*|\s*월\s*)(\d{1,2})(?!\d)/.exec(
      folded
    );
  if (ymd) return isoDay(Number(ymd[1]), Number(ymd[2]), Number(ymd[3]));
  const words =
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(\p{L}+)\.?,?\s+(?:de\s+)?(\d{4})(?!\d)/u.exec(
      folded
    );
  const spelt = words && months.get(words[2] ?? '');
  if (words && spelt) return isoDay(Number(words[3]), spelt, Number(words[1]));
  const american = /(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s*(\d{4})(?!\d)/u.exec(folded);
  const first = american && months.get(american[1] ?? '');
  if (american && first) return isoDay(Number(american[3]), first, Number(american[2]));
  const vietnamese =
    /ngay\s+(\d{1,2})\s*(?:thang|\/|-)\s*(\d{1,2})\s*(?:,?\s*nam|\/|-)\s*(\d{4})/.exec(folded);
  const dmy = vietnamese ?? /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/.exec(folded);
  if (!dmy) return null;
  const [day, month, year] = [Number(dmy[1]), Number(dmy[2]), Number(dmy[3])];
  return isoDay(year, month, day) ?? (vietnamese ? null : isoDay(year, day, month));
}

/** Lines that are a date and little else: «Thứ Ba, 05/08/2025 | 09:42 GMT+7», «August 2, 2025». */
function isDateLine(line: string): boolean {
  return textWeight(line) <= 70 && findDate(line) !== null && line.split(/\s+/).length <= 11;
}

const bylineOf =
  /^(?:by|von|par|por|di|bởi|tác giả|thực hiện|người viết|bài(?: và ảnh)?|作者|文|記者|记者|글)(?:\s*[:：]\s*|\s+)(\p{Lu}[\p{L}.'’-]*(?:(?:\s+(?:and|và|et|und|y|e|&|de|van|von|der)|,)?\s+\p{Lu}[\p{L}.'’-]*){0,7}|[\p{Script=Han}\p{Script=Hangul}·]{2,8})$/iu;

/** Vietnamese papers put the author's bare name under the title or the text; family names are few. */
const vietnameseName =
  /^(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Mai|Trịnh|Tô|Đoàn|Lương|Cao|Hà|Tạ|Thái|Châu|Quách|Vương|Chu|Đào|Đàm|Tống|Triệu|Kiều|Lâm)(?: \p{Lu}\p{Ll}*){2,4}$/u;

const datelines = [
  // «HANOI, Aug. 2 (VNA) — …», «DA NANG — …»
  /^(\p{Lu}[\p{Lu}.'’ -]{1,40}\p{Lu}\.?)(?:,\s[^—–]{2,30})?\s*(?:\([^)]{2,30}\)\s*)?(?:—|–|--|-)\s/u,
  // «Hà Nội (TTXVN) - …», «Hanoi (VNA) – …», «(Hà Nội) - …»
  /^\(?(\p{Lu}[\p{L}. ]{1,40}?)\)?(?:,\s[^—–()]{2,30})?\s*\([^)]{2,30}\)\s*(?:—|–|-)\s/u,
  /^\((\p{Lu}\p{Ll}[\p{L}. ]{1,40}?)\)\s*(?:—|–|-)\s/u
];

/** Whether the line names the article's author and nothing else, in words that say so. */
export function isByline(line: string): boolean {
  return bylineIn(line) !== null;
}

/** What stands beside a date and a name in a line that gives them. */
const besideFacts =
  /\d+|[^\p{L}]+|\b(?:published|posted|updated|modified|created|written|reported|on|at|by|the|in|from|last|ago|today|yesterday|seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|am|pm|a m|p m|et|est|edt|pt|pst|pdt|ct|cst|cdt|utc|gmt|bst|cet|uhr|von|um|le|par|el|por|publicado|publie|mis a jour|il|pubblicato|alle|dang|luc|ngay|thang|nam|cap nhat|boi|staff|reporter|writer|editor|correspondent|contributor|agencies|political|national|senior|min read)\b/gu;
const relativeTime = /\d (?:second|minute|hour|day|week)s? ago|\d{1,2}:\d{2}/;

/** Whether the line tells no more than who wrote the article, where and when it appeared. */
export function statesFacts(
  line: string,
  { byline, source }: Pick<ParsedArticle, 'byline' | 'source'>
): boolean {
  if (textWeight(line) > 140) return false;
  if (isByline(line) || isDateLine(line)) return true;
  const whole = fold(line);
  let rest = whole;
  for (const word of fold(`${byline ?? ''} ${source ?? ''}`).split(/[^\p{L}]+/u)) {
    if (word.length > 1) rest = rest.replaceAll(word, ' ');
  }
  if (rest === whole && findDate(line) === null && !relativeTime.test(whole)) return false;
  for (const month of months.keys()) {
    rest = rest.replace(new RegExp(`\\b${month}\\b`, 'g'), ' ');
  }
  return rest.replace(besideFacts, '').length <= 4;
}

function bylineIn(line: string): string | null {
  const words = line.trim();
  // Only the leading word may be in any case: «by the way» is no author.
  if (textWeight(words) > 90 || /^\p{Ll}/u.test(words)) return null;
  const name = bylineOf.exec(words)?.[1] ?? vietnameseName.exec(words)?.[0];
  return name && !/^\p{Ll}/u.test(name) ? name : null;
}

/** Reads the article's own lines (title and body, no clutter), in order; what is not stated is absent. */
export function findStatedFacts(lines: readonly string[]): StatedFacts {
  const facts: StatedFacts = {};
  const head = lines.slice(0, 8);
  const dated = head.find(isDateLine);
  const date = dated && findDate(dated);
  if (date) facts.date = date;
  // The first line is the title, which may be a person's name.
  for (const line of [...head.slice(1), ...lines.slice(1).slice(-3)]) {
    const byline = bylineIn(line);
    if (byline) facts.byline ??= byline;
  }
  for (const line of head.slice(lines.length > 1 ? 1 : 0, 6)) {
    if (textWeight(line) < 60) continue;
    const opening = datelines.map((pattern) => pattern.exec(line)).find((match) => match !== null);
    const day = opening && findDate(opening[0]);
    if (opening?.[1]) facts.place ??= opening[1].trim();
    if (day) facts.date ??= day;
  }
  return facts;
}
