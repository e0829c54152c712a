// Dates, sizes and names of languages in the interface's language. Intl objects are slow to make: one each is kept.
import type { Translator } from '@shared/i18n/translator';

const kept = new Map<string, unknown>();
function keep<T>(key: string, make: () => T): T {
  let value = kept.get(key) as T | undefined;
  if (value === undefined) kept.set(key, (value = make()));
  return value;
}

/** Day before month, as the rest of the interface is written. */
const locales = { en: 'en-GB', vi: 'vi-VN' } as const;

function dateFormat(
  translator: Translator,
  options: Intl.DateTimeFormatOptions
): Intl.DateTimeFormat {
  const locale = locales[translator.language];
  return keep(
    `date ${locale} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale, options)
  );
}

/** The language's name to stand alone, e.g. 'Vietnamese' or 'Tiếng Việt'; in words that it is unknown for `und`. */
export function languageName(tag: string, translator: Translator): string {
  const name = languageInText(tag, translator);
  if (name === tag) return tag;
  return name.charAt(0).toLocaleUpperCase(translator.language) + name.slice(1);
}

/** The same within a sentence: 'Vietnamese', 'tiếng Việt'. */
export function languageInText(tag: string, translator: Translator): string {
  if (tag === 'und') return translator.t('common.languageUnknown');
  const names = keep(
    `names ${translator.language}`,
    () => new Intl.DisplayNames([locales[translator.language]], { type: 'language' })
  );
  try {
    // Vietnamese names of languages come with a capital, as they would begin a sentence.
    return (names.of(tag) ?? tag).replace(/^Tiếng /, 'tiếng ');
  } catch {
    return tag;
  }
}

/** The tag's first part in capitals, e.g. 'VI'; '?' for `und`. */
export function languageCode(tag: string): string {
  return tag === 'und' ? '?' : (tag.split('-')[0] ?? tag).toUpperCase();
}

/** A date as an article states it (ISO 8601, perhaps without day or month); given back as it is where malformed. */
export function statedDate(
  date: string,
  translator: Translator,
  monthStyle: 'short' | 'long' = 'short'
): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date);
  if (!match) return date;
  const [, year, month, day] = match;
  const value = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return dateFormat(translator, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month ? { month: monthStyle } : {}),
    ...(day ? { day: 'numeric' } : {})
  }).format(value);
}

/** An instant as people say it: 'Today 09:41', 'Yesterday', '18 Nov', '18 Nov 2025'. */
export function whenSaid(instant: string, translator: Translator, now: Date = new Date()): string {
  const value = new Date(instant);
  const midnight = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(now) - midnight(value)) / 86_400_000);
  if (days === 0) {
    return translator.t('common.todayAt', {
      time: dateFormat(translator, { hour: '2-digit', minute: '2-digit' }).format(value)
    });
  }
  if (days === 1) return translator.t('common.yesterday');
  return daySaid(instant, translator, now);
}

/** The day of an instant: '18 Nov', '18 Nov 2025' of another year. */
export function daySaid(instant: string, translator: Translator, now: Date = new Date()): string {
  const value = new Date(instant);
  const year = value.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return dateFormat(translator, { day: 'numeric', month: 'short', ...year }).format(value);
}

/** A whole number with the language's separators. */
export function formatNumber(value: number, translator: Translator): string {
  return keep(
    `number ${translator.language}`,
    () => new Intl.NumberFormat(locales[translator.language])
  ).format(value);
}

/** A file's size in the largest fitting unit, e.g. '140 kB'. */
export function formatBytes(byteLength: number, translator: Translator): string {
  const [unit, size] =
    byteLength < 1000
      ? (['byte', byteLength] as const)
      : byteLength < 1_000_000
        ? (['kilobyte', byteLength / 1000] as const)
        : (['megabyte', byteLength / 1_000_000] as const);
  return keep(
    `bytes ${translator.language} ${unit}`,
    () =>
      new Intl.NumberFormat(locales[translator.language], {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: unit === 'megabyte' ? 1 : 0
      })
  ).format(size);
}

/** `2.1, 2.2 and 2.3`. */
export function listed(words: readonly string[], translator: Translator): string {
  return keep(
    `list ${translator.language}`,
    () => new Intl.ListFormat(locales[translator.language], { type: 'conjunction' })
  ).format(words);
}
