// The app's settings, stored in the app's own data folder, never in a library.
import { z } from 'zod';

export const interfaceLanguages = ['en', 'vi'] as const;
export const interfaceLanguageSchema = z.enum(interfaceLanguages);
export type InterfaceLanguage = z.infer<typeof interfaceLanguageSchema>;

export const appearanceSchema = z.strictObject({
  theme: z.enum(['light', 'sepia', 'dark', 'system']),
  /** CSS pixels. */
  readingSizePx: z.int().min(12).max(32),
  /** Line height as a multiple of the size. */
  leading: z.number().min(1.3).max(2.2),
  /** Width of a reading column in ch. */
  measureCh: z.int().min(40).max(100),
  readingFace: z.enum(['serif', 'sans'])
});
export type Appearance = z.infer<typeof appearanceSchema>;

export const settingsSchema = z.strictObject({
  /** Signs annotations; empty until the user says. */
  name: z.string().max(200),
  /** Null follows the system's locale. */
  language: interfaceLanguageSchema.nullable(),
  appearance: appearanceSchema
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  name: '',
  language: null,
  appearance: {
    theme: 'system',
    readingSizePx: 16,
    leading: 1.6,
    measureCh: 66,
    readingFace: 'serif'
  }
};

/** The language to speak: the chosen one, else the locale's, else English. `locale` is e.g. `vi-VN` or `vi_VN.UTF-8`. */
export function interfaceLanguage(
  chosen: string | null | undefined,
  locale: string
): InterfaceLanguage {
  const primary = (chosen ?? locale).toLowerCase().split(/[-_.]/)[0];
  return interfaceLanguages.find((language) => language === primary) ?? 'en';
}
