// Language tags, as Typst and people read them.
import type { TypstLanguage } from './typeset-document';

/** `zh-tw` becomes zh and TW. Anything Typst does not take becomes `und`. */
export function typstLanguage(tag: string): TypstLanguage {
  const [primary = '', ...rest] = tag.split('-');
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part));
  return {
    lang: /^[a-z]{2,3}$/i.test(primary) ? primary.toLowerCase() : 'und',
    region: region?.toUpperCase() ?? null
  };
}

/** The language's name in `display` (its own name where that is the tag itself), with a capital. */
export function languageName(tag: string, display: string): string {
  if (tag === 'und' || !/^[a-z]{2,3}\b/i.test(tag)) return '';
  const name = new Intl.DisplayNames([display], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(display) + name.slice(1);
}

/** `dateInWords` for many: each date once. */
export class DatesInWords {
  readonly #known = new Map<string, string>();
  constructor(private readonly language: string) {}

  of(date: string): string {
    const day = date.slice(0, 10);
    let words = this.#known.get(day);
    if (words === undefined) {
      words = dateInWords(day, this.language);
      this.#known.set(day, words);
    }
    return words;
  }
}

/** An ISO date (a day, or a month), in words. Other text comes back as it is. */
export function dateInWords(date: string, language: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(date);
  if (!parts) return date;
  const [, year, month, day] = parts.map(Number);
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric', month: 'long' };
  if (parts[3]) options.day = 'numeric';
  const instant = Date.UTC(year ?? 0, (month ?? 1) - 1, parts[3] ? (day ?? 1) : 1);
  // British order for English: day, month, year.
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options).format(instant);
}
