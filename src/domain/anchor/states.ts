// What becomes of a passage in a new text. Apart from the schema, so that the interface's first chunk does without zod.

/** exact: where it was; moved: same words elsewhere; changed: like words; orphan: not found, kept and listed. */
export const anchorStates = ['exact', 'moved', 'changed', 'orphan'] as const;
export type AnchorState = (typeof anchorStates)[number];
