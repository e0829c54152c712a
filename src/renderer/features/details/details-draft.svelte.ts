// What stands in the fields of the details dialog, and what it comes to.
import { changesByHand, factNames, type FactName } from '@domain/article/details';
import type { FactChanges } from '@domain/article/details-schema';
import type { Article } from '@domain/article/schema';
import { readTypedDate } from '@domain/article/typed-date';
import { externalUrl } from '@shared/external-link';
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';
import { languageName, statedDate } from '../../ui/format';
import { readLanguage } from './language-choice';

type Reading = { value: string | null } | { problem: MessageKey };

/** The fact as its field shows it. */
function shown(article: Article, name: FactName, t: Translator): string {
  const value = article[name] ?? '';
  if (value === '' || value === 'und') return '';
  if (name === 'language') return languageName(value, t);
  return name === 'date' || name === 'accessed' ? statedDate(value, t) : value;
}

/** What is typed for a fact, as it would be stored; null for nothing. */
export function readFact(name: FactName, typed: string, t: Translator): Reading {
  const text = typed.trim();
  switch (name) {
    case 'title':
      return text === '' ? { problem: 'details.titleMissing' } : { value: text };
    case 'language': {
      const tag = readLanguage(text, t);
      return tag === null ? { problem: 'details.languageUnknown' } : { value: tag };
    }
    case 'date':
    case 'accessed': {
      if (text === '') return { value: null };
      const date = readTypedDate(text);
      if (date === null) return { problem: 'details.dateUnreadable' };
      return name === 'accessed' && date.length < 10
        ? { problem: 'details.dayMissing' }
        : { value: date };
    }
    case 'url': {
      if (text === '') return { value: null };
      const url = externalUrl(/^[a-z][a-z+.-]*:/i.test(text) ? text : `https://${text}`);
      if (!url || url.protocol !== 'https:') return { problem: 'details.urlUnreadable' };
      // As it was typed where that is whole: letters of any script are easier to read than their codes.
      return { value: /^https?:\/\//i.test(text) ? text : url.href };
    }
    case 'byline':
    case 'place':
    case 'section':
    case 'source':
      return { value: text === '' ? null : text };
  }
}

export class DetailsDraft {
  readonly #article: Article;
  readonly #initial: Record<FactName, string>;
  readonly #typed: Record<FactName, string>;
  /** Fields that were left, or all once saving was tried: only these say what is wrong. */
  readonly #left: Partial<Record<FactName, boolean>> = $state({});

  constructor(article: Article, t: Translator) {
    this.#article = article;
    const facts = factNames.map((name) => [name, shown(article, name, t)]);
    this.#initial = Object.fromEntries(facts) as Record<FactName, string>;
    this.#typed = $state({ ...this.#initial });
  }

  typed(name: FactName): string {
    return this.#typed[name];
  }

  type(name: FactName, text: string): void {
    this.#typed[name] = text;
  }

  leave(name: FactName): void {
    this.#left[name] = true;
  }

  /** Set by hand already, and not just now. */
  isByHand(name: FactName): boolean {
    return this.#article.edited?.includes(name) ?? false;
  }

  /** How a date or language that was just typed is understood; null where there is nothing to say. */
  understood(name: FactName, t: Translator): string | null {
    if (!this.#isTouched(name)) return null;
    const read = readFact(name, this.#typed[name], t);
    if ('problem' in read || read.value === null || read.value === 'und') return null;
    if (name === 'date' || name === 'accessed') return statedDate(read.value, t, 'long');
    return name === 'language' ? read.value : null;
  }

  /** What keeps the field from being stored, once it was left; null where nothing does. */
  problem(name: FactName, t: Translator): MessageKey | null {
    return this.#left[name] ? this.#problem(name, t) : null;
  }

  /** The address as it stands, where it can be opened. */
  address(t: Translator): string | null {
    const read = readFact('url', this.#typed.url, t);
    return 'value' in read ? read.value : null;
  }

  /** The changes to store, or the first field that cannot be. All fields now say what is wrong with them. */
  finish(t: Translator): { changes: FactChanges } | { wrong: FactName } {
    for (const name of factNames) this.leave(name);
    const wrong = factNames.find((name) => this.#problem(name, t) !== null);
    if (wrong) return { wrong };
    const touched = factNames.filter((name) => this.#isTouched(name));
    const facts = touched.map((name) => {
      const read = readFact(name, this.#typed[name], t);
      return [name, 'value' in read ? read.value : null];
    });
    return { changes: changesByHand(this.#article, Object.fromEntries(facts) as never) };
  }

  #isTouched(name: FactName): boolean {
    return this.#typed[name].trim() !== this.#initial[name];
  }

  /** What the file says may be a date that nobody could type; it stands until it is changed. */
  #problem(name: FactName, t: Translator): MessageKey | null {
    if (!this.#isTouched(name)) return null;
    const read = readFact(name, this.#typed[name], t);
    return 'problem' in read ? read.problem : null;
  }
}
