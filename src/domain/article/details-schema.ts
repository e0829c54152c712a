// Changes of an article's facts, checked.
import { z } from 'zod';
import { languageSchema } from '../ids';
import type { FactName } from './details';

/** A day, or for the date of publication a month. */
const daySchema = z.iso.date();
const monthSchema = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

/** An address that a link question may be asked about: absolute, http or https, without white space. */
const sourceUrlSchema = z
  .string()
  .max(4000)
  .regex(/^https?:\/\/[^\s\p{Cc}]+$/iu);

const words = (length: number) => z.string().trim().min(1).max(length).nullable();
const change = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, byHand: z.boolean() }).optional();

/** What becomes of some facts: their new value, null for none, and whether a person stands for it. */
export const factChangesSchema = z.strictObject({
  title: change(z.string().trim().min(1).max(2000)),
  byline: change(words(1000)),
  date: change(z.union([daySchema, monthSchema]).nullable()),
  place: change(words(300)),
  section: change(words(300)),
  source: change(words(300)),
  language: change(languageSchema),
  url: change(sourceUrlSchema.nullable()),
  accessed: change(daySchema.nullable())
} satisfies Record<FactName, z.ZodType>);
export type FactChanges = z.infer<typeof factChangesSchema>;
