// Where a new window begins: only ids, which say nothing to anybody without the library.
import { z } from 'zod';
import { articleIdSchema, pairIdSchema } from '@domain/ids';

export const windowPlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pair'), id: pairIdSchema }),
  z.strictObject({ kind: z.literal('article'), id: articleIdSchema })
]);
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** The address's fragment, `#` included. */
export function placeFragment({ kind, id }: WindowPlace): string {
  return `#${kind}=${id}`;
}

/** The place out of such a fragment; null for any other. */
export function placeInFragment(fragment: string): WindowPlace | null {
  const [, kind, id] = /^#(pair|article)=([0-9a-f-]{36})$/.exec(fragment) ?? [];
  return windowPlaceSchema.safeParse({ kind, id }).data ?? null;
}
