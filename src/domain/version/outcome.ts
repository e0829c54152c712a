// What became of carried passages, counted.
import { foldText } from '../anchor/folded-text';
import type { AnchorState } from '../anchor/schema';
import type { CarriedTarget, CarryReport, VersionInfo } from './schema';

/** What this one change did to the passage, whatever had become of it at earlier ones. */
export function outcomeOf({ before, after }: CarriedTarget): AnchorState {
  if (after.state === 'orphan') return 'orphan';
  const words = (text: string): string => foldText(text).text.trim();
  if (words(before.anchor.exact) !== words(after.anchor.exact)) return 'changed';
  const stays = before.articleId !== after.articleId || before.anchor.start === after.anchor.start;
  return stays ? 'exact' : 'moved';
}

export function countCarried({
  exact,
  targets,
  pairs
}: CarryReport): NonNullable<VersionInfo['carried']> {
  const counts = { exact, moved: 0, changed: 0, orphan: 0 };
  for (const entry of targets) counts[outcomeOf(entry)] += 1;
  return { ...counts, lostLinks: pairs.reduce((sum, { lost }) => sum + lost.length, 0) };
}
