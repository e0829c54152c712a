// Which backups stay when there are many.
import type { Backup } from './backup-schema';

const RECENT = 10;
const DAYS = 7;
const WEEKS = 4;
/** A library that suddenly holds less than this share of the notes it had never pushes older backups out. */
const SHRUNK = 0.5;
const dayMs = 86_400_000;

type Aged = Pick<Backup, 'id' | 'at' | 'format' | 'counts'>;

/**
 * Ids of the backups to keep once `newest` was made: the 10 newest, the last of each of the 7 newest days and the 4 newest
 * weeks that have any (UTC), and the last of each format. Those that are dated after it, from when the clock was ahead, are
 * kept by the same rule among themselves: they take no room from what is made since. All of them where the newest holds
 * less than half of what another one does: something may have gone wrong, and the older ones are what is needed then.
 */
export function keptBackups(backups: readonly Aged[], newest: Aged): Set<string> {
  const most = Math.max(0, ...backups.map(({ counts }) => sizeOf(counts)));
  if (sizeOf(newest.counts) < most * SHRUNK) return new Set(backups.map(({ id }) => id));
  const isAhead = ({ at }: Aged): boolean => at > newest.at;
  return new Set([
    ...keptOf(backups.filter((backup) => !isAhead(backup))),
    ...keptOf(backups.filter(isAhead))
  ]);
}

function keptOf(backups: readonly Aged[]): string[] {
  const newestFirst = backups.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return [
    ...newestFirst.slice(0, RECENT).map(({ id }) => id),
    ...firstOfEach(newestFirst, ({ at }) => at.slice(0, 10), DAYS),
    ...firstOfEach(newestFirst, weekOf, WEEKS),
    ...firstOfEach(newestFirst, ({ format }) => format, Infinity)
  ];
}

function firstOfEach(
  newestFirst: readonly Aged[],
  keyOf: (backup: Aged) => string,
  most: number
): string[] {
  const first = new Map<string, string>();
  for (const backup of newestFirst) {
    if (!first.has(keyOf(backup))) first.set(keyOf(backup), backup.id);
  }
  return [...first.values()].slice(0, most);
}

/** Weeks begin on Mondays; 1 January 1970 was a Thursday. */
function weekOf({ at }: Aged): string {
  return String(Math.floor((Date.parse(at) / dayMs + 3) / 7));
}

const sizeOf = ({ articles, pairs, annotations }: Backup['counts']): number =>
  articles + pairs + annotations;
