// The app's settings, stored in the app's own data folder, never in a library.
import { defaultExportName } from './export-name';

export const interfaceLanguages = ['en', 'vi'] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

export interface Appearance {
  theme: 'light' | 'sepia' | 'dark' | 'system';
  /** CSS pixels, 12…32. */
  readingSizePx: number;
  /** Line height as a multiple of the size, 1.3…2.2. */
  leading: number;
  /** Width of a reading column in ch, 40…100. */
  measureCh: number;
  readingFace: 'serif' | 'sans';
}

export interface Settings {
  /** Signs annotations; empty until the user says. */
  name: string;
  /** Null follows the system's locale. */
  language: InterfaceLanguage | null;
  appearance: Appearance;
  /** Keys of the user's own by the action's id, in place of its usual ones; an empty list for none. */
  keys: Readonly<Record<string, readonly string[]>>;
  /** What exported files are called: see export-name.ts. */
  exportName: string;
}

export const defaultSettings: Settings = {
  name: '',
  language: null,
  appearance: {
    theme: 'system',
    readingSizePx: 16,
    leading: 1.6,
    measureCh: 66,
    readingFace: 'serif'
  },
  keys: {},
  exportName: defaultExportName
};

/** The language to speak: the chosen one, else the locale's, else English. `locale` is e.g. `vi-VN` or `vi_VN.UTF-8`. */
export function interfaceLanguage(
  chosen: string | null | undefined,
  locale: string
): InterfaceLanguage {
  const primary = (chosen ?? locale).toLowerCase().split(/[-_.]/)[0];
  return interfaceLanguages.find((language) => language === primary) ?? 'en';
}
