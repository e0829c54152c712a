// Settings, checked. Apart from settings.ts so that the renderer's first chunk does without zod.
import { z } from 'zod';
import { defaultExportName } from './export-name';
import { interfaceLanguages, type Settings } from './settings';

const appearanceSchema = z.strictObject({
  theme: z.enum(['light', 'sepia', 'dark', 'system']),
  readingSizePx: z.int().min(12).max(32),
  leading: z.number().min(1.3).max(2.2),
  measureCh: z.int().min(40).max(100),
  readingFace: z.enum(['serif', 'sans'])
});

/** Read only by its type: zod's own `readonly` freezes what it is given, and throws at bytes, which no one can freeze. */
const keysSchema: z.ZodType<Settings['keys'], Settings['keys']> = z.record(
  z.string().max(100),
  z.array(z.string().min(1).max(40)).max(4)
);

export const settingsSchema = z.strictObject({
  name: z.string().max(200),
  language: z.enum(interfaceLanguages).nullable(),
  appearance: appearanceSchema,
  /** Absent in what was stored before keys could be chosen. */
  keys: keysSchema.default({}),
  exportName: z.string().max(200).default(defaultExportName)
}) satisfies z.ZodType<Settings>;
