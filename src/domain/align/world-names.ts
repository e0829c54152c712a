// Names of countries, languages, months and weekdays in any language, from the runtime's own tables.
import type { PhraseTable } from './phrases';

const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
const codes = letters.flatMap((first) => letters.map((second) => first + second));

interface WorldName {
  phrase: string;
  concept: string;
}
const cache = new Map<string, WorldName[]>();

/** Adds the names that `language` has for countries (`region:VN`), languages, months (`month:7`) and weekdays. */
export function addWorldNames(table: PhraseTable, language: string): void {
  let names = cache.get(language);
  if (!names) {
    names = namesIn(language);
    cache.set(language, names);
  }
  for (const { phrase, concept } of names) table.add(phrase, concept);
}

function namesIn(language: string): WorldName[] {
  const names: WorldName[] = [];
  if (Intl.DisplayNames.supportedLocalesOf([language]).length === 0) return names;
  const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const languages = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' });
  for (const code of codes) {
    const region = regions.of(code.toUpperCase());
    if (region !== undefined) names.push({ phrase: region, concept: `region:${code}` });
  }
  for (const code of codes) {
    const name = languages.of(code);
    if (name !== undefined && name !== code)
      names.push({ phrase: name, concept: `language:${code}` });
  }
  return [...names, ...calendarNames(language)];
}

function calendarNames(language: string): WorldName[] {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  const [alone, inDate] = [format({ month: 'long' }), format({ month: 'long', day: 'numeric' })];
  const names: WorldName[] = [];
  let smallLetters = false;
  for (let index = 0; index < 12; index++) {
    const day = new Date(Date.UTC(2025, index, 15));
    // In a date some languages inflect the month ("июля" beside "июль"), some add a word ("7" + "月").
    const parts = inDate.formatToParts(day);
    const at = parts.findIndex(({ type }) => type === 'month');
    const inflected =
      (parts[at]?.value ?? '') + (/^\p{L}+/u.exec(parts[at + 1]?.value ?? '')?.[0] ?? '');
    smallLetters ||= /^\p{Ll}/u.test(inflected);
    for (const phrase of new Set([alone.format(day), inflected])) {
      if (/\p{L}/u.test(phrase)) names.push({ phrase, concept: `month:${String(index + 1)}` });
    }
  }
  const weekday = format({ weekday: 'long' });
  for (let index = 0; index < 7; index++) {
    const name = weekday.format(new Date(Date.UTC(2025, 5, 1 + index)));
    // "Thứ Hai" stands at the head of a date only; within a sentence it is written "thứ Hai".
    const phrase = smallLetters ? name.toLowerCase() : name;
    names.push({ phrase, concept: `weekday:${String(index)}` });
  }
  return names;
}
