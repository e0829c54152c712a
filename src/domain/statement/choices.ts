// What a statement's fields may be chosen from. Apart from schema.ts so that the renderer does without zod.

/** What is done by saying it. */
export const statementActs = [
  'asserts',
  'announces',
  'denies',
  'rejects',
  'promises',
  'asks',
  'demands',
  'invites',
  'warns',
  'threatens',
  'condemns',
  'praises',
  'hopes',
  'other'
] as const;

/** Narration: the article says it itself and gives it to nobody. */
export const statementForms = ['direct', 'indirect', 'narration'] as const;

/** From the firmest down. */
export const statementCertainties = ['high', 'medium', 'low'] as const;

/** Stances that have a name; a stance in any other words is stored as it was written. */
export const statementStances = ['for', 'against', 'neutral', 'mixed'] as const;
export type NamedStance = (typeof statementStances)[number];

export function isNamedStance(stance: string): stance is NamedStance {
  return (statementStances as readonly string[]).includes(stance);
}
