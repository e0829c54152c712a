// Names of tags: how they are written, and when two of them are one.

/** Most characters of a name. */
export const longestTagName = 200;
/** Most tags of one annotation. */
export const mostTags = 100;
/** Between the levels of a path as it is typed; as it is shown: {@link shownBetween}. */
export const typedBetween = '/';
export const shownBetween = ' › ';

/** NFC, one line, no blanks around, no longer than a name may be. */
export function tidyTagName(text: string): string {
  const tidy = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  // Never half a character.
  return tidy
    .slice(0, longestTagName)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}

/** The same for all ways to write one name: two names are one where they differ in case alone. */
export function tagKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The names of a path as typed, "Economy/Trade", from the top down; empty levels are left out. */
export function typedPath(text: string): string[] {
  return text.split(typedBetween).map(tidyTagName).filter(Boolean);
}

/** Whether the name is among them, whatever its case. */
export function hasTag(names: readonly string[], name: string): boolean {
  const key = tagKey(name);
  return names.some((each) => tagKey(each) === key);
}
