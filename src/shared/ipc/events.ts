// What main tells every window unasked. Typed, not parsed: they only ever come from our own main process.
import type { JournalRecord } from '@domain/annotation/operation';
import type { Settings } from '../settings';

export interface Events {
  /** Records just journalled, by whichever window; a window skips those it has applied. */
  'facts.changed': { records: JournalRecord[]; lastSequence: number };
  /** Articles or pairs came, went or changed: list again. */
  'library.changed': Record<string, never>;
  /** The system asks for files to be opened: `files.opened` has them. */
  'files.opened': Record<string, never>;
  /** An item of the system's menu, for the window in front. */
  'menu.chosen': { dialog: 'keys' | 'check' | 'report' | 'oneFile' };
  /** A backup was made, or could not be. */
  'backups.changed': Record<string, never>;
  'settings.changed': { settings: Settings };
  /** `done` and `total` count the job's own units (files, steps); `label` names the one under way. */
  'job.progress': { jobId: string; done: number; total: number; label: string };
}
export type EventName = keyof Events;
/** An event as it stands on a wire. */
export type EventMessage = { [N in EventName]: { name: N; data: Events[N] } }[EventName];
