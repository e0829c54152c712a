// What every format's reader hands over, before clutter is told by words and the text is put together.
import type { DraftBlock } from '@domain/article/assemble';

export interface ParsedDocument {
  drafts: DraftBlock[];
  /** Clutter is decided already; else it is told from the words. */
  clutterKnown: boolean;
  title?: string;
  byline?: string;
  /** ISO 8601 day. */
  date?: string;
  /** As the file declares it. */
  language?: string;
}
