// What becomes of another person's annotations in this library.

/** What became of the annotations that came; each counts in one. */
export const mergeOutcomes = [
  /** New here. */
  'added',
  /** Changed there and not here. */
  'taken',
  /** Changed in both: theirs stands beside ours. */
  'bothKept',
  /** Out of the trash here, because that was asked for. */
  'restored',
  /** The same here, word for word. */
  'unchanged',
  /** Changed here and not there. */
  'ours',
  /** In the trash here, and left there. */
  'deleted',
  /** None of its articles is here. */
  'elsewhere',
  /** Deleted where it comes from, and not changed here. */
  'removed'
] as const;
export type MergeOutcome = (typeof mergeOutcomes)[number];
