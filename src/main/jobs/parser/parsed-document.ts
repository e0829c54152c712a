// What every format's reader hands over, before clutter is told by words and the text is put together.
import type { DraftBlock } from '@domain/article/assemble';
import type { ParsedFile } from '@domain/article/schema';
import type { PageMark } from './pdf/page-marks';

export interface ParsedDocument {
  drafts: DraftBlock[];
  /** Clutter is decided already; else it is told from the words. */
  clutterKnown: boolean;
  title?: string;
  byline?: string;
  section?: string;
  /** The paper, agency or site, by name. */
  source?: string;
  /** Where it was published, http or https. */
  url?: string;
  /** ISO 8601 day. */
  date?: string;
  /** As the file declares it. */
  language?: string;
  /** Of formats that decode their text on their own; UTF-8 where absent. */
  charset?: string;
  /** The pictures that drafts name. */
  pictures?: ParsedFile['pictures'];
  /** Other programs' highlights and notes, whose passages are in the drafts' marks. */
  found?: PageMark[];
}
