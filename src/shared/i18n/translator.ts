// Turns message keys and error codes into sentences. Formatting is intl-messageformat's (ICU plurals and numbers).
import { IntlMessageFormat } from 'intl-messageformat';
import type { WireError } from '../ipc/errors';
import type { InterfaceLanguage } from '../settings';
import { messages, type MessageKey } from './messages';

type MessageValues = Record<string, string | number>;

export interface Translator {
  language: InterfaceLanguage;
  /** The sentence for `key` with its placeholders filled. A key missing in the language falls back to English. */
  t: (key: MessageKey, values?: MessageValues) => string;
  /** What happened, in words for people. Every code has a message; unknown placeholders show as given. */
  error: (error: WireError) => string;
}

function lookUp(language: InterfaceLanguage, key: string): string {
  const dot = key.indexOf('.');
  const area = key.slice(0, dot);
  const name = key.slice(dot + 1);
  return messages[language][area]?.[name] ?? messages.en[area]?.[name] ?? key;
}

/** Stand in for details an error came without: a message with a gap is better than none. */
const unknownDetails: MessageValues = {
  file: '…',
  folder: '…',
  title: '…',
  holder: '…',
  id: '…',
  characters: '…',
  count: 1,
  language: 'none',
  port: '…',
  megabytes: 0
};

/** A translator caches its compiled messages; make one a language, not one a call. */
export function createTranslator(language: InterfaceLanguage): Translator {
  const compiled = new Map<string, IntlMessageFormat>();
  const format = (key: string, values: MessageValues): string => {
    let message = compiled.get(key);
    if (!message) {
      message = new IntlMessageFormat(lookUp(language, key), language, undefined, {
        ignoreTag: true
      });
      compiled.set(key, message);
    }
    return String(message.format(values));
  };
  return {
    language,
    t: (key, values = {}) => format(key, values),
    error: ({ code, message, details }) =>
      format(`errors.${code}`, { ...unknownDetails, reason: message, ...details })
  };
}
