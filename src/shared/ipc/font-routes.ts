// Requests about the fonts that PDFs are set in, beside those that ship.
import { z } from 'zod';
import { maxFontBytes } from '../limits';
import { route } from './route';

const nothing = z.strictObject({});
const easternLanguage = z.enum(['ja', 'ko', 'zh-Hans', 'zh-Hant']);

const ownFontSchema = z.strictObject({
  /** The file's name; no other font of the user's has it. */
  name: z.string(),
  families: z.array(z.string()),
  /** Eastern languages whose signs it has. */
  languages: z.array(easternLanguage)
});
export type OwnFont = z.infer<typeof ownFontSchema>;

const fontLanguageSchema = z.strictObject({
  language: easternLanguage,
  /** What a text in it is set in; null where no font at hand has its signs. */
  family: z.string().nullable(),
  /** From a file of the user's, not the system. */
  own: z.boolean()
});
export type FontLanguage = z.infer<typeof fontLanguageSchema>;

export const fontRoutes = {
  /** The user's own font files by name, and what the system has. */
  'fonts.list': route({
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.strictObject({
      own: z.array(z.strictObject({ name: z.string() })),
      languages: z.array(fontLanguageSchema)
    })
  }),
  /**
   * Keeps a copy in the app's own data folder; one of the same name is replaced. `fontUnreadable`, `fontRestricted`,
   * `fontInColour`, `fontTooLarge`, and as writing a file does.
   */
  'fonts.put': route({
    input: z.strictObject({
      jobId: z.uuid(),
      name: z.string().min(1).max(1000),
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= maxFontBytes)
    }),
    output: ownFontSchema
  }),
  /** The same with main's own dialog; empty where the user cancelled. Electron only: elsewhere `badRequest`. */
  'fonts.choose': route({
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.array(ownFontSchema)
  }),
  /** One that is not there is fine. */
  'fonts.remove': route({ input: z.strictObject({ name: z.string().max(1000) }), output: nothing })
} as const;
