// Languages by name: what the field offers, and what a person may have meant by what they typed.
import { fold } from '@domain/text/fold';
import type { Translator } from '@shared/i18n/translator';
import { languageName } from '../../ui/format';

/** Offered first: the app's own two, then those whose news are read most. */
const frequent = [
  'vi',
  'en',
  'zh',
  'ja',
  'ko',
  'fr',
  'de',
  'ru',
  'es',
  'pt',
  'th',
  'lo',
  'km',
  'ar'
];

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));

/** Every two-letter tag that has a name. */
function allTags(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((tag) => names.of(tag) !== undefined && Intl.getCanonicalLocales(tag)[0] === tag);
}

/** Names to offer, the frequent ones first, the rest by the alphabet. */
export function languageChoices(t: Translator): string[] {
  const named = (tags: readonly string[]): string[] => tags.map((tag) => languageName(tag, t));
  const rest = named(allTags().filter((tag) => !frequent.includes(tag)));
  // Two tags may share a name.
  const all = new Set([...named(frequent), ...rest.sort(new Intl.Collator(t.language).compare)]);
  return [...all];
}

/** The tag's name in its own language, folded; empty where it has none. */
function ownName(tag: string): string {
  return fold(new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? '');
}

/**
 * The BCP 47 tag, in lower case, of a language named in the interface's language, in English, in itself, or by its
 * tag; `und` for nothing typed; null where no language is meant.
 */
export function readLanguage(typed: string, t: Translator): string | null {
  const wanted = fold(typed.trim());
  if (wanted === '' || wanted === fold(languageName('und', t))) return 'und';
  const tags = allTags();
  const english = new Intl.DisplayNames(['en'], { type: 'language' });
  const named =
    tags.find((tag) => fold(languageName(tag, t)) === wanted) ??
    tags.find((tag) => fold(english.of(tag) ?? '') === wanted) ??
    tags.find((tag) => ownName(tag) === wanted);
  return named ?? readTag(wanted);
}

/** A well-formed tag whose first part is a known language. */
function readTag(text: string): string | null {
  try {
    const [tag] = Intl.getCanonicalLocales(text.replaceAll('_', '-'));
    if (tag === undefined || tag.length > 35) return null;
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    return names.of(tag.split('-')[0] ?? '') === undefined ? null : tag.toLowerCase();
  } catch {
    return null;
  }
}
