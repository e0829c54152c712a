// Where a new window begins: only ids, which say nothing to anybody without the library.
import { z } from 'zod';
import { annotationIdSchema, articleIdSchema, pairIdSchema } from '@domain/ids';

/** The annotation to be shown there. */
const annotationId = annotationIdSchema.optional();
export const windowPlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pair'), id: pairIdSchema, annotationId }),
  z.strictObject({ kind: z.literal('article'), id: articleIdSchema, annotationId })
]);
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** The address's fragment, `#` included. */
export function placeFragment({ kind, id, annotationId: note }: WindowPlace): string {
  return `#${kind}=${id}${note ? `&note=${note}` : ''}`;
}

/** The place out of such a fragment; null for any other. */
export function placeInFragment(fragment: string): WindowPlace | null {
  const uuid = '[0-9a-f-]{36}';
  const shape = new RegExp(`^#(pair|article)=(${uuid})(?:&note=(${uuid}))?$`);
  const [, kind, id, note] = shape.exec(fragment) ?? [];
  return windowPlaceSchema.safeParse({ kind, id, annotationId: note }).data ?? null;
}
